import { foldWord } from '../fold.ts'

/** Longer lines are never learnt: nobody repeats a page of text. */
export const maxLineLength = 600
/** How much of a line's end may be a footer that stands behind the last sentence. */
const maxInlineLength = 300

export interface LineWord {
  /** A folded word, "#tag", "@name", or an address without its scheme and parameters. */
  readonly key: string
  readonly start: number
  readonly end: number
}

/** A line of a text that holds words, by its place in UTF-16 units without the white space around it. */
export interface TextLine {
  readonly start: number
  readonly end: number
  /** null: too long to be compared. */
  readonly key: string | null
  /** The words of the line, or of its end when it is long. */
  readonly words: readonly LineWord[]
}

/** What is known of a post while its channel is learnt. */
export interface LearntPost {
  readonly text: string
  readonly lines: readonly TextLine[]
}

/** A line that recurs, with the latest post that has it. */
export interface Recurring {
  readonly key: string
  readonly posts: number
  readonly text: string
}

// Quantifiers have limits, so that no text makes the scan slow.
const address = /(?:https?:\/\/[^\s()[\]<>"]{1,500}|(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}\/[^\s()[\]<>"]{0,300})/
const plainWord = /[#@]?[\p{L}\p{N}][\p{L}\p{M}\p{N}_'’ʼ]*/u
const wordPattern = new RegExp(`${address.source}|${plainWord.source}`, 'giu')

/** The lines of a text that hold words. Linear in its length. */
export function toLines(text: string): TextLine[] {
  const lines: TextLine[] = []
  let from = 0
  while (from <= text.length) {
    const newline = text.indexOf('\n', from)
    const to = newline < 0 ? text.length : newline
    const line = toLine(text, from, to)
    if (line !== null) lines.push(line)
    from = to + 1
  }
  return lines
}

function toLine(text: string, from: number, to: number): TextLine | null {
  const raw = text.slice(from, to)
  const start = to - raw.trimStart().length
  const end = from + raw.trimEnd().length
  if (start >= end) return null
  const isLong = end - start > maxLineLength
  const words = wordsIn(text, isLong ? end - maxInlineLength : start, end)
  if (words.length === 0 && !isLong) return null
  return { start, end, key: isLong ? null : keyOf(words), words }
}

function wordsIn(text: string, from: number, to: number): LineWord[] {
  const words: LineWord[] = []
  for (const { 0: found, index } of text.slice(from, to).matchAll(wordPattern)) {
    const key = wordKey(found)
    // A link whose label is its address says the same twice.
    if (key !== '' && key !== words.at(-1)?.key) {
      words.push({ key, start: from + index, end: from + index + found.length })
    }
  }
  return words
}

function wordKey(word: string): string {
  if (word.includes('/')) return addressKey(word)
  const mark = word.startsWith('#') || word.startsWith('@') ? word.slice(0, 1) : ''
  const folded = foldWord(word.slice(mark.length))
  return folded === '' ? '' : mark + folded
}

function addressKey(word: string): string {
  const bare = word.toLowerCase().replace(/^https?:\/\/(?:www\.)?/, '')
  return bare.replace(/[?#].*$/s, '').replace(/[^\p{L}\p{N}]+$/u, '')
}

/** The words of a run as one key. In a call to readers, a number is a counter, whatever it says today. */
export function keyOf(words: readonly LineWord[]): string {
  const key = words.map((word) => word.key).join(' ')
  return isCall(key) ? key.replace(/(?<=^| )\p{N}+(?= |$)/gu, '0') : key
}

// "подписал" is what ministers do; "подписаться" is what readers are asked for.
const call = new RegExp(
  [
    '(?:^| )(?:подпишит|подпишис|подписывай|подписаться|подписк|підпишіт|підпишис|підписуй|підписат|підписк|subscri',
    'прислать|присылайте|надіслати|надсилайте|предложить (?:новость|пост)|запропонувати|написать нам|пишите нам',
    'follow us|join us|send (?:us )?(?:a )?(?:news|tip)|буст|boost|отдай голос|проголосовать за канал',
    'наш(?:и|а|ем|ей|ого)? (?:чат|канал|бот|сайт|паблик|групп|instagram|youtube)|our (?:chat|channel|site|bot|group)',
    "чита(?:ть|йте|й|ти) нас|без vpn|зв'яз(?:ок|атися) |связь с|обратная связь|зворотний зв|задать вопрос",
    '(?:по вопросам|з питань) (?:реклам|сотруднич|співпрац|размещ|розміщ)',
    'поддержать (?:нас|канал|редакц)|підтримати (?:нас|канал|редакц)|support us|донат |донаты|donat)',
  ].join('|'),
  'u',
)
const legalLabel =
  /иностранн\p{L}* агент|иноагент|іноземн\p{L}* агент|foreign agent|нежелательн\p{L}* организац|запрещен\p{L}* (?:на территории|в) (?:рф|росси)/u
const adLabel = /^(?:на правах )?#?реклама(?: |$)|(?:^| )erid(?: |$)|^#?промо$/u

/** Whether a line calls on readers: to subscribe, to write, to support. */
export function isCall(key: string): boolean {
  return call.test(`${key} `)
}

/** Whether a line is what the law makes a channel write about itself or others. */
export function isLegalLabel(key: string): boolean {
  return legalLabel.test(key)
}

/** Tags and marks of advertising tell what a post is about, and readers search for them, or leave them out. */
export function isClassifying(key: string): boolean {
  return adLabel.test(key) || key.split(' ').every((word) => word.startsWith('#'))
}

/** Whether a line leads somewhere: it names an address or a mention. */
export function isPointer(key: string): boolean {
  return key.split(' ').some((word) => word.startsWith('@') || word.includes('/'))
}
