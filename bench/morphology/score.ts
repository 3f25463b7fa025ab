import type { Lexicon } from '../../src/core/text/lexicon.ts'
import { foldWord } from '../../src/core/text/fold.ts'
import type { GoldSet, GoldToken } from './gold.ts'

/**
 * Percentages, but for `hardFalse`: of 10,000 pairs of a lemma and a form that share three first letters, the form being none of
 * that lemma's anywhere in the treebanks, so many match.
 */
export interface Score {
  readonly recall: number
  readonly precision: number
  readonly f1: number
  readonly hardFalse: number
}

/** What an analyzer makes of words: the terms of one of a text, and of a keyword. A hyphenated word has terms of each part. */
export interface WordTerms {
  document(word: string): readonly string[]
  query(word: string): readonly string[]
}

/** A hyphenated word is known by its parts in order: here as one term of every choice of theirs. */
function joined(word: string, terms: (folded: string, part: string) => readonly string[]): readonly string[] {
  return word
    .split('-')
    .filter((part) => part !== '')
    .reduce<string[]>(
      (starts, part) => starts.flatMap((start) => terms(foldWord(part), part).map((term) => `${start} ${term}`)),
      [''],
    )
}

export function termsThrough(lexicon: Lexicon): WordTerms {
  return {
    document: (word) => joined(word, (folded, part) => lexicon.documentTerms(folded, part)),
    query: (word) => joined(word, (folded, part) => lexicon.queryTerms(folded, part)),
  }
}

/**
 * Every lemma is asked for, every token is a document. Recall: the share of tokens that their own lemma finds. Precision: the
 * share of the found pairs (lemma, token) where the token is of that lemma. Lemmas are the same when they fold to the same.
 */
export function score(gold: GoldSet, terms: WordTerms): Score {
  const tokens = gold.tokens.map(({ form, lemma }, index) => ({
    folded: foldWord(form.replaceAll('-', '')),
    lemma: foldLemma(lemma),
    terms: new Set(terms.document(form)),
    count: gold.counts[index] ?? 0,
  }))
  const byTerm = new Map<string, number[]>()
  tokens.forEach((token, index) => {
    for (const term of token.terms) byTerm.set(term, [...(byTerm.get(term) ?? []), index])
  })
  const queries = new Map<string, Set<string>>()
  for (const lemma of gold.lemmas) {
    const known = queries.get(foldLemma(lemma)) ?? new Set<string>()
    queries.set(foldLemma(lemma), known.union(new Set(terms.query(lemma))))
  }
  let [right, wrong] = [0, 0]
  const hard = createHardPairs(tokens)
  for (const [lemma, asked] of queries) {
    const found = new Set([...asked].flatMap((term) => byTerm.get(term) ?? []))
    for (const index of found) {
      const { lemma: own, count } = tokens[index] ?? { lemma: '', count: 0 }
      if (own === lemma) right += count
      else wrong += count
    }
    hard.add(lemma, found)
  }
  const recall = (right / gold.counts.reduce((sum, count) => sum + count, 0)) * 100
  const precision = (right / (right + wrong)) * 100
  return { recall, precision, f1: (2 * recall * precision) / (recall + precision), hardFalse: hard.share() }
}

/** The share of the tokens for which `isCounted` holds that their own lemma finds, in percent, and their number. */
export function recallOf(
  gold: GoldSet,
  terms: WordTerms,
  isCounted: (token: GoldToken) => boolean,
): { readonly recall: number; readonly size: number } {
  let [size, found] = [0, 0]
  gold.tokens.forEach((token, index) => {
    if (!isCounted(token)) return
    const count = gold.counts[index] ?? 0
    const asked = new Set(terms.query(token.lemma))
    size += count
    if (terms.document(token.form).some((term) => asked.has(term))) found += count
  })
  return { recall: (found / size) * 100, size }
}

interface HardPairs {
  /** Takes a lemma and the tokens that it finds. */
  add(lemma: string, found: ReadonlySet<number>): void
  /** In 10,000. */
  share(): number
}

function createHardPairs(tokens: readonly { readonly folded: string; readonly lemma: string }[]): HardPairs {
  const byStart = Map.groupBy(tokens.keys(), (index) => tokens[index]?.folded.slice(0, 3) ?? '')
  let [pairs, matching] = [0, 0]
  return {
    add: (lemma, found) => {
      const near = byStart.get(lemma.slice(0, 3)) ?? []
      const formsOf = (wanted: (index: number) => boolean): Set<string> =>
        new Set(near.filter(wanted).map((index) => tokens[index]?.folded ?? ''))
      const others = formsOf(() => true).difference(formsOf((index) => tokens[index]?.lemma === lemma))
      pairs += others.size
      matching += others.intersection(formsOf((index) => found.has(index))).size
    },
    share: () => (matching / pairs) * 10_000,
  }
}

export function foldLemma(lemma: string): string {
  return lemma.split('-').map(foldWord).join('-')
}
