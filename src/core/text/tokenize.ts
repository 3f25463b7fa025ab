import { addressEnd, createAddresses } from './addresses.ts'
import type { Analyzer, Token, WantedWords } from './analyzer.ts'
import { digit, keycapAt, kindAt, letter, sizeAt } from './characters.ts'
import { compoundEnd, isJoinable, numberEnd } from './compounds.ts'
import { monthNumber } from './dates.ts'
import { foldWord } from './fold.ts'
import { createLabels, labelTerm } from './labels.ts'
import { guessLanguage } from './language.ts'
import type { Lexicon, Part } from './lexicon.ts'
import { memoize } from './memo.ts'
import { labelEnd, measureWord, nextBeginning, wordEnd } from './word-bounds.ts'
import { memoizeWords, toMarks, type WordMemo } from './word-memo.ts'

const rememberedWords = 100_000
const rememberedCompounds = 10_000
const rememberedDates = 500

/**
 * An analyzer over a lexicon. Words are runs of letters and digits with the apostrophes between letters. Hyphens, dots,
 * slashes and underscores part words, so that a hyphenated word is a phrase of its parts; each part is also indexed under
 * the word without hyphens ("вебсайт" finds "веб-сайт"), and the groups of a number under the whole number. Hashtags are
 * parted at underscores, capitals and digits, and where words run together; each part is also indexed under the whole tag,
 * with "#" and as one word. Of an address only host, path and a few words of what follows count. Emoji are no words.
 */
export function createAnalyzer(lexicon: Lexicon, version: string): Analyzer {
  const words = createWords(lexicon)

  function createSeeker({ terms, forms }: WantedWords): (text: string) => (Token | null)[] {
    const wanted = toMarks([...terms, ...Array.from(forms, markOfForm), alwaysWanted])
    const plain: Words['plain'] = (text, start, end, hash) => words.word.seek(text, start, end, wanted, hash)
    return (text) => readTokens(text, { ...words, plain })
  }

  function termsOf(word: string): readonly string[] {
    if (labelEnd(word, 0) === word.length) return [labelTerm(word)]
    return lexicon.queryTerms(foldWord(word), word)
  }

  return {
    version,
    tokenize: (text) => readTokens(text, words) as Token[],
    createSeeker,
    termsOf,
    languageOf: (text) => guessLanguage(text, lexicon.languagesOf ?? null),
  }
}

/** Words that are left out of `words.plain` are null. */
function readTokens(text: string, words: Words): (Token | null)[] {
  const tokens: (Token | null)[] = []
  for (let index = nextBeginning(text, 0); index < text.length;) {
    const next = pushNext(text, index, words, tokens)
    index = nextBeginning(text, next > index ? next : index + Math.max(keycapAt(text, index), sizeAt(text, index)))
  }
  return tokens
}

/** What words, and things made of words, are indexed under. All remember, and give the same arrays each time. */
interface Words {
  readonly word: WordMemo<Part>
  /** A word of a text that stands by itself; null: nobody asks for it. */
  readonly plain: (text: string, start: number, end: number, hash: number) => Part | null
  readonly compound: (compound: string) => readonly Part[]
  readonly label: (label: string) => readonly Part[]
  /** The words and labels of an address that count. */
  readonly address: (address: string) => readonly Part[]
  /** "02 февраля": the terms of the word, and the one before it. */
  readonly withTerm: (termAndWord: string) => readonly string[]
}

function createWords(lexicon: Lexicon): Words {
  const word = memoizeWords(
    (written: string): Part => {
      const folded = foldWord(written)
      return { start: 0, end: written.length, folded, terms: lexicon.documentTerms(folded, written) }
    },
    rememberedWords,
    marksOf,
  )
  const analyze = word.of
  const label = createLabels(lexicon, analyze)
  return {
    word,
    plain: word.at,
    compound: memoize((compound: string) => joinParts(compound, analyze, lexicon), rememberedCompounds),
    label,
    address: createAddresses(analyze, label),
    withTerm: memoize((termAndWord: string) => {
      const [term = '', written = ''] = termAndWord.split(' ')
      return [...new Set([...analyze(written).terms, term])]
    }, rememberedDates),
  }
}

/** Pushes the address, number, word or label that begins at `index`, and gives where it ends: `index` where none begins. */
function pushNext(text: string, index: number, words: Words, tokens: (Token | null)[]): number {
  const kind = kindAt(text, index)
  if (kind !== letter && kind !== digit) return pushLabel(text, index, words, tokens)
  const addressTo = addressEnd(text, index)
  if (addressTo > index) {
    pushParts(words.address(text.slice(index, addressTo)), index, tokens)
    return addressTo
  }
  const { end, hash } = measureWord(text, index)
  if (end === index) return index
  const whole = kind === digit ? Math.max(numberEnd(text, index, end), compoundEnd(text, end)) : compoundEnd(text, end)
  if (whole > end) {
    pushParts(words.compound(text.slice(index, whole)), index, tokens)
    return whole
  }
  const part = words.plain(text, index, end, hash)
  if (part === null) tokens.push(null)
  else pushWord(text, index, part, words, tokens)
  return end
}

function pushLabel(text: string, index: number, words: Words, tokens: (Token | null)[]): number {
  const end = labelEnd(text, index)
  if (end > index) pushParts(words.label(text.slice(index, end)), index, tokens)
  return end
}

function pushParts(parts: readonly Part[], from: number, tokens: (Token | null)[]): void {
  for (const { start, end, folded, terms } of parts) {
    if (folded !== '') tokens.push({ start: from + start, end: from + end, folded, terms })
  }
}

function isDayNumber({ folded }: Pick<Token, 'folded'>): boolean {
  return folded.length <= 2 && /^[0-3]?\d$/.test(folded)
}

/** Of words whose neighbours say what they are indexed under, and of what is no word. */
const alwaysWanted = '\n'

function markOfForm(folded: string): string {
  return `\n${folded}`
}

function marksOf(part: Part): readonly string[] {
  const { folded, terms } = part
  const isAlwaysWanted = folded === '' || isDayNumber(part) || monthNumber(folded) !== null
  return [...terms, markOfForm(folded), ...(isAlwaysWanted ? [alwaysWanted] : [])]
}

/** A day and a month ("24 февраля") are indexed under the numbers of the date as well. */
function pushWord(text: string, start: number, part: Part, { withTerm }: Words, tokens: (Token | null)[]): void {
  const { folded, terms } = part
  if (folded === '') return
  const end = start + part.end
  const day = tokens.at(-1) ?? null
  const month = day !== null && start - day.end === 1 && isDayNumber(day) ? monthNumber(folded) : null
  if (day === null || month === null) {
    tokens.push({ start, end, folded, terms })
    return
  }
  tokens[tokens.length - 1] = { ...day, terms: withTerm(`${day.folded.padStart(2, '0')} ${day.folded}`) }
  tokens.push({ start, end, folded, terms: withTerm(`${month} ${text.slice(start, end)}`) })
}

/** The parts of a hyphenated word or of a number in groups, each indexed under the whole as well where that says something. */
function joinParts(compound: string, analyze: (word: string) => Part, lexicon: Lexicon): readonly Part[] {
  const parts: Part[] = []
  for (let index = 0; index < compound.length;) {
    const end = wordEnd(compound, index)
    if (end > index) parts.push({ ...analyze(compound.slice(index, end)), start: index, end })
    index = Math.max(end, index + 1)
  }
  if (!isJoinable(parts.map(({ folded }) => folded))) return parts
  const joined = parts.map(({ folded }) => folded).join('')
  const own = lexicon.documentTerms(joined, joined)
  return parts.map((part) => ({ ...part, terms: [...new Set([...part.terms, ...own])] }))
}
