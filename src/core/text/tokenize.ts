import type { Analyzer, Token } from './analyzer.ts'
import { apostrophe, digit, invisible, keycapAt, kindAt, letter, mark, other, sizeAt } from './characters.ts'
import { foldWord } from './fold.ts'
import { memoize } from './memo.ts'

/** What an analyzer knows about words; the rest is the same for all. */
export interface Lexicon {
  /** Terms that a word of a text is indexed under; at least one. `word` is as written, `folded` as `foldWord` gives it. */
  documentTerms(folded: string, word: string): readonly string[]
  /** Terms that a keyword asks for; at least one. */
  queryTerms(folded: string, word: string): readonly string[]
}

const rememberedWords = 50_000

interface Word {
  readonly folded: string
  readonly terms: readonly string[]
}

/**
 * An analyzer over a lexicon. Words are runs of letters and digits with the apostrophes between letters. Hyphens, dots,
 * slashes and underscores part words, so that a hyphenated word is a phrase of its parts. Hashtags are parted at
 * underscores, capitals and digits too; each part is also indexed under the whole tag, with "#" and as one word. Emoji
 * are no words.
 */
export function createAnalyzer(lexicon: Lexicon, version: string): Analyzer {
  const analyze = memoize((word: string): Word => {
    const folded = foldWord(word)
    return { folded, terms: lexicon.documentTerms(folded, word) }
  }, rememberedWords)

  function pushWord(text: string, start: number, end: number, tokens: Token[]): void {
    const { folded, terms } = analyze(text.slice(start, end))
    if (folded !== '') tokens.push({ start, end, folded, terms })
  }

  function pushLabel(text: string, start: number, end: number, tokens: Token[]): void {
    const parts = partsOf(text, start, end)
    const own = [labelTerm(text.slice(start, end))]
    const joined = own[0]?.slice(1) ?? ''
    if (text[start] === '#' && parts.length > 1) own.push(...lexicon.documentTerms(joined, joined))
    for (const part of parts) {
      const { folded, terms } = analyze(text.slice(part.start, part.end))
      if (folded !== '') tokens.push({ ...part, folded, terms: [...new Set([...terms, ...own])] })
    }
  }

  function tokenize(text: string): Token[] {
    const tokens: Token[] = []
    let index = 0
    while (index < text.length) {
      const kind = kindAt(text, index)
      const end = kind === letter || kind === digit ? wordEnd(text, index) : labelEnd(text, index)
      if (end <= index) {
        index += Math.max(keycapAt(text, index), sizeAt(text, index))
        continue
      }
      if (kind === other) pushLabel(text, index, end, tokens)
      else pushWord(text, index, end, tokens)
      index = end
    }
    return tokens
  }

  function termsOf(word: string): readonly string[] {
    if (labelEnd(word, 0) === word.length) return [labelTerm(word)]
    return lexicon.queryTerms(foldWord(word), word)
  }

  return { version, tokenize, termsOf, languageOf: languageByLetters }
}

/** By the letters that one language only has. */
function languageByLetters(text: string): 'ru' | 'uk' | 'en' | null {
  if (/[іїєґ]/i.test(text)) return 'uk'
  if (/[а-я]/i.test(text)) return 'ru'
  return /[a-z]/i.test(text) ? 'en' : null
}

/**
 * The end of the hashtag or mention that starts at `start`; 0 when none does. It stands alone, not after a letter, a digit
 * or an underscore, and holds a letter.
 */
export function labelEnd(text: string, start: number): number {
  if (text[start] !== '#' && text[start] !== '@') return 0
  if (start > 0 && isInsideWord(text, start - 1)) return 0
  let end = start + 1
  let hasLetter = false
  for (;;) {
    if (text[end] === '_') {
      end += 1
      continue
    }
    const next = wordEnd(text, end)
    if (next === end) break
    hasLetter ||= /\p{L}/u.test(text.slice(end, next))
    end = next
  }
  return hasLetter ? end : 0
}

function isInsideWord(text: string, index: number): boolean {
  const before = text.codePointAt(index) ?? 0
  // The second half of a surrogate pair: look at the pair.
  const start = before >= 0xdc00 && before <= 0xdfff && index > 0 ? index - 1 : index
  const kind = kindAt(text, start)
  return kind === letter || kind === digit || kind === mark || text[index] === '_'
}

/** The end of the word that starts at `start`; `start` when none does. */
function wordEnd(text: string, start: number): number {
  let end = start
  let index = start
  let previous = other
  while (index < text.length) {
    const kind = kindAt(text, index)
    if (kind === other || (kind === digit && keycapAt(text, index) > 0)) break
    // Nothing but a letter or a digit starts a word; an apostrophe stands between letters.
    if (end === start && kind !== letter && kind !== digit) break
    if (kind === apostrophe && (previous !== letter || kindAt(text, index + 1) !== letter)) break
    index += sizeAt(text, index)
    if (kind === letter || kind === digit || kind === mark) end = index
    if (kind !== invisible && kind !== mark) previous = kind
  }
  return end
}

/** "#ПутьДомой", "#путь_домой" -> "#путьдомой"; "@Put_Domoj" -> "@put_domoj". */
function labelTerm(label: string): string {
  const words = label.slice(1).split('_').map(foldWord)
  return label.startsWith('#') ? `#${words.join('')}` : `@${words.join('_')}`
}

const capitals = /(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\p{Lu}\p{M}*)(?=\p{Lu}\p{M}*\p{Ll})/u
const numbers = /(?<=\p{L}\p{M}*)(?=\p{Nd})|(?<=\p{Nd})(?=\p{L})/u
const tagParts = new RegExp(`_+|${capitals.source}|${numbers.source}`, 'u')

function partsOf(text: string, start: number, end: number): { start: number; end: number }[] {
  const body = text.slice(start + 1, end)
  const parts: { start: number; end: number }[] = []
  let from = start + 1
  for (const part of body.split(text[start] === '#' ? tagParts : '_')) {
    from = part === '' ? from : text.indexOf(part, from)
    if (part !== '') parts.push({ start: from, end: from + part.length })
    from += part.length
  }
  return parts
}
