import type { Token } from '../core/text/analyzer.ts'
import { type CommonTerms, createCommonTerms } from './common-terms.ts'
import type { Db } from './database.ts'
import { prefixLength, prefixTerm, wordTerm } from './index-terms.ts'

/** A term is common from so many occurrences on, as one process has seen them. */
const commonFrom = 32
/** How many words are remembered as known to the tables; all are forgotten when there are more. */
const rememberedForms = 200_000

/**
 * What words the archive has, and under which terms of the index. Methods that write run inside the caller's transaction.
 */
export interface Vocabulary {
  /** The index terms of a text's words, in their order, and those of the beginnings of its rarer words. */
  learn(tokens: readonly Token[]): { readonly terms: readonly string[]; readonly prefixes: ReadonlySet<string> }
  termsOfLemma(lemma: string): readonly string[]
  termsOfForm(folded: string): readonly string[]
  /** Terms of the words that begin so: together they stand in every post with such a word, and at three letters in no other. */
  termsOfPrefix(folded: string): readonly string[]
  clear(): void
  /** A transaction was rolled back: what it added is not there. */
  afterRollback(): void
}

interface KnownTerm {
  readonly term: string
  /** The term of its beginning, or null while there is no need for it. */
  prefix: string | null
  seen: number
}

interface KnownWord {
  readonly folded: string
  readonly known: KnownTerm
}

/** More terms than this are asked for by their beginning. */
const maxTermsOfPrefix = 64

export function createVocabulary(db: Db): Vocabulary {
  const termsOfLemma = db.prepare<[string], string>('SELECT term FROM index_terms WHERE lemma = ?').pluck()
  const termsOfForm = db.prepare<[string], string>('SELECT term FROM words WHERE form = ?').pluck()
  const termsFrom = db
    .prepare<[string, string, number], string>('SELECT DISTINCT term FROM words WHERE form >= ? AND form < ? LIMIT ?')
    .pluck()
  const common = createCommonTerms(db)
  const learning = createLearning(db, common)

  return {
    ...learning,
    termsOfLemma: (lemma) => [ownTerm(lemma), ...termsOfLemma.all(lemma)],
    termsOfForm: (folded) => [...(hasLetter(folded) ? [] : [ownTerm(folded)]), ...termsOfForm.all(folded)],
    termsOfPrefix: (folded) => {
      // A beginning that ends within a letter is no text to compare with.
      if (folded.length > prefixLength && hasLetter(folded) && folded.isWellFormed()) {
        const terms = termsFrom.all(folded, `${folded}\u{10ffff}`, maxTermsOfPrefix + 1)
        if (terms.length <= maxTermsOfPrefix) return terms
      }
      const prefix = prefixTerm(folded)
      return [prefix, ...common.ofPrefix(prefix)]
    },
    clear: () => {
      db.exec('DELETE FROM index_terms; DELETE FROM words; DELETE FROM common_terms')
      learning.afterRollback()
    },
  }
}

/** The term of a word that is its own only lemma can be told from it: that a lemma or a number has it is not written down. */
function ownTerm(word: string): string {
  return wordTerm(word, [word])
}

function hasLetter(word: string): boolean {
  return /\p{L}/u.test(word)
}

function createLearning(db: Db, common: CommonTerms): Pick<Vocabulary, 'learn' | 'afterRollback'> {
  const insertLemma = db.prepare<[string, string]>('INSERT OR IGNORE INTO index_terms (lemma, term) VALUES (?, ?)')
  const insertWord = db.prepare<[string, string]>('INSERT OR IGNORE INTO words (form, term) VALUES (?, ?)')
  let memory = createMemory()

  const rememberTerm = (term: string, { folded, terms: lemmas }: Token): KnownTerm => {
    for (const lemma of lemmas) if (lemmas.length > 1 || term !== ownTerm(lemma)) insertLemma.run(lemma, term)
    const prefix = folded.length < prefixLength || common.has(term) ? null : prefixTerm(folded)
    const known = { term, prefix, seen: 0 }
    memory.terms.set(term, known)
    return known
  }
  const recognise = (token: Token): KnownTerm => {
    const { folded, terms: lemmas } = token
    const remembered = memory.words.get(lemmas)
    if (remembered !== undefined && remembered.folded === folded) return remembered.known
    // A word may be written with other capitals than before.
    const same = memory.forms.get(folded)
    const term = wordTerm(folded, lemmas)
    const known = same?.term === term ? same : (memory.terms.get(term) ?? rememberTerm(term, token))
    if (known !== same) {
      if (hasLetter(folded) || term !== ownTerm(folded)) insertWord.run(folded, term)
      memory.forms.set(folded, known)
    }
    memory.words.set(lemmas, { folded, known })
    return known
  }
  return {
    learn: (tokens) => {
      if (memory.forms.size > rememberedForms) memory = createMemory()
      const terms: string[] = []
      const prefixes = new Set<string>()
      for (const token of tokens) {
        const known = recognise(token)
        known.seen += 1
        if (known.seen === commonFrom && known.prefix !== null && common.add(known.prefix, known.term))
          known.prefix = null
        terms.push(known.term)
        if (known.prefix !== null) prefixes.add(known.prefix)
      }
      return { terms, prefixes }
    },
    afterRollback: () => {
      memory = createMemory()
      common.forget()
    },
  }
}

interface Memory {
  /** By the array of lemmas: the analyzer gives a word that it remembers the same one each time. */
  readonly words: WeakMap<readonly string[], KnownWord>
  /** By the folded word: the term that it had last. */
  readonly forms: Map<string, KnownTerm>
  readonly terms: Map<string, KnownTerm>
}

function createMemory(): Memory {
  return { words: new WeakMap(), forms: new Map(), terms: new Map() }
}
