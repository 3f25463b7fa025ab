import type { Quote } from '../../domain/digest.ts'
import type { Span } from '../../domain/query.ts'
import { extract } from '../text/extract.ts'

/** A stop ends no sentence after these. */
const abbreviations = 'ул|им|тыс|млн|млрд|руб|пл|пр|св|обл|гг|др|см|рис|стр|тел|mr|mrs|dr|st|вул|грн|р-н'
const inAnyCase = abbreviations.replaceAll(/\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
// Not by the flag: without regard to case, a capital letter would be a small one too, and no sentence would ever end.
const stop = new RegExp(
  `(?<=[\\p{L}\\p{N}]{2}["»”)]?|[\\p{N}]%)(?<!(?<!\\p{L})(?:${inAnyCase}))[.!?…]+["»”)]*\\s+(?=[^\\p{Ll}])`,
  'uy',
)
const lineBreak = /\n\s*/y
/** One of these is in every border. */
const borderSigns = /[.!?…\n]/g
/** Signs that call for attention before a sentence begins, flags and boxed digits too, and the minute of a video that it tells of. */
const ornaments =
  /^(?:[\s•·|–—*_]|[\d#*]\ufe0f?\u20e3|\p{Regional_Indicator}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|(?:\d{1,2}:)?\d{1,2}:\d{2}\s+(?=\p{Lu}))+/u
/** A beginning of fewer letters says nothing by itself: "⚡️", "Срочно!". */
const leastLetters = 12
const enoughLetters = new RegExp(`(?:[\\p{L}\\p{N}][^\\p{L}\\p{N}]*){${leastLetters}}`, 'u')
/** A sentence of fewer letters than 25, without a matched word, adds nothing to a headline. */
const worthQuoting = /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){25}/u
/** A line of tags repeats what other sentences say. */
const tagsAlone = /^(?:#[\p{L}\p{N}_]+\s*)+$/u
/** Between sentences of a quote that are not neighbours. */
const omission = ' … '
/** A headline may be so much longer than asked for, so that no scrap of its sentence is left to quote. */
const scrapLength = 60

/** The sentences of a text, and its lines, without white space around them and signs before them. */
export function findSentences(text: string): readonly Span[] {
  const spans: Span[] = []
  let start = 0
  const add = (end: number): void => {
    const body = text.slice(start, end)
    const from = start + (ornaments.exec(body)?.[0].length ?? body.length - body.trimStart().length)
    const to = start + body.trimEnd().length
    if (to > from) spans.push({ start: from, end: to })
  }
  for (let border = nextBorder(text, 0); border !== null; border = nextBorder(text, start)) {
    add(border)
    start = border
  }
  add(text.length)
  return spans
}

/** The end of the first border between sentences or lines from `from` on. */
function nextBorder(text: string, from: number): number | null {
  borderSigns.lastIndex = from
  while (borderSigns.test(text)) {
    const sign = borderSigns.lastIndex - 1
    const border = text.charAt(sign) === '\n' ? lineBreak : stop
    border.lastIndex = sign
    if (border.test(text)) return border.lastIndex
  }
  return null
}

/** What a text begins with: its first sentence, or more where that says nothing by itself or only announces what follows, with a colon. */
export function openingOf(text: string, sentences: readonly Span[]): Span | null {
  const [first] = sentences
  if (first === undefined) return null
  const enough = sentences.find(({ end }) => text[end - 1] !== ':' && saysSomething(text.slice(first.start, end)))
  return { start: first.start, end: (enough ?? first).end }
}

function saysSomething(text: string): boolean {
  // Letters that take two units count as two.
  return enoughLetters.test(text) || text.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= leastLetters
}

export interface Told {
  readonly headline: string
  readonly quote: Quote
}

export interface ToldLengths {
  readonly headline: number
  readonly quote: number
}

/**
 * A post told in two parts: a headline, which is its opening, and a quote of what the headline had to leave out of that, and of the
 * sentences beyond it that have matched words in them; where there is neither, of the sentence that goes on from the headline.
 * `sentences` are those of the text.
 */
export function tell(
  text: string,
  spans: readonly Span[],
  lengths: ToldLengths,
  sentences: readonly Span[] = findSentences(text),
): Told {
  const opening = openingOf(text, sentences)
  if (opening === null) return { headline: '', quote: { text: '', highlights: [] } }
  const cut = cutOf(text, opening, lengths.headline)
  const headline = plainHeadline(extract(text.slice(opening.start, cut), [], lengths.headline + scrapLength).extract)
  const after = sentences.filter(({ start }) => start >= opening.end)
  const found = after.filter(({ start, end }) => spans.some((span) => isIn(span, start, end)))
  const said = found.filter(({ start, end }) => text[start] !== '#' || !tagsAlone.test(text.slice(start, end)))
  const matched = said.length > 0 ? said : found
  if (cut === opening.end) {
    const next = openingOf(text, after)
    const told = matched.length > 0 || next === null || !saysMore(text, next) ? matched : [next]
    return { headline, quote: quote(text, within(told, lengths.quote), spans, lengths.quote) }
  }
  const left = { start: cut, end: opening.end }
  return {
    headline: `${headline.replace(/[\s,;:–—-]+$/u, '')}…`,
    quote: quote(text, within([left, ...matched], lengths.quote), spans, lengths.quote, '…'),
  }
}

/** Whether a sentence is worth quoting without a matched word: not a signature, a tag, an address, or what a list goes on with. */
function saysMore(text: string, { start, end }: Span): boolean {
  const words = text.slice(start, end)
  return worthQuoting.test(words) && !/https?:|t\.me\/|^[#@\p{Ll}]/u.test(words)
}

/** The first, which may have to be cut, and of the others those that fit as a whole. */
function within(sentences: readonly Span[], length: number): readonly Span[] {
  let left = length
  return sentences.filter(({ start, end }, index) => {
    const size = end - start + (index === 0 ? 0 : omission.length)
    if (index > 0 && size > left) return false
    left -= size
    return true
  })
}

/** A headline needs no stop at its end, and no pictures; one of pictures alone keeps them. */
function plainHeadline(headline: string): string {
  const words = (mayHavePictures.test(headline) ? withoutPictures(headline) : headline)
    .replaceAll(/ {2,}/gu, ' ')
    // What a colon announces as a list.
    .replace(/:\s+[—–-]\s+/u, ': ')
    .trim()
  return (/[\p{L}\p{N}]/u.test(words) ? words : headline).replace(/(?<!\.)[.;]$/u, '')
}

/** Anything but letters and signs of Latin and Cyrillic, and what stands between words. */
const mayHavePictures = /[^\x20-\x7e\xa0-\xa8\xaa-\xad\xaf-\u052f\u2010-\u2027]/

function withoutPictures(headline: string): string {
  return headline
    .replaceAll(/(?<=[\p{L}\p{N}"»)])\s*(?:[\u2757\u2755\u203c]\ufe0f?)+/gu, '!')
    .replaceAll(
      /(?:(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)(?:\p{Emoji_Modifier}|\u200d|\ufe0f)*)+/gu,
      ' ',
    )
}

/** Where the headline ends: with the opening, or between two of its words when much of it would be left. */
function cutOf(text: string, { start, end }: Span, length: number): number {
  if (end - start <= length + scrapLength) return end
  const space = text.slice(start, start + length).search(/\s\S*$/u)
  return space < length / 2 ? end : start + space
}

function isIn(span: Span, start: number, end: number): boolean {
  return span.start >= start && span.start < end
}

/** Sentences one after the other, with … between those that are not neighbours. */
function quote(text: string, sentences: readonly Span[], spans: readonly Span[], length: number, lead = ''): Quote {
  let joined = lead
  const highlights: Span[] = []
  let before: Span | null = null
  for (const sentence of sentences) {
    if (before !== null) joined += text.slice(before.end, sentence.start).trim() === '' ? ' ' : omission
    const body = text.slice(sentence.start, sentence.end).trimStart()
    const shift = joined.length - (sentence.end - body.length)
    joined += body
    for (const { start, end } of spans) {
      if (isIn({ start, end }, sentence.start, sentence.end)) {
        highlights.push({ start: start + shift, end: Math.min(end, sentence.end) + shift })
      }
    }
    before = sentence
  }
  const { extract: shown, highlights: marked } = extract(joined, highlights, length)
  return { text: shown, highlights: marked }
}
