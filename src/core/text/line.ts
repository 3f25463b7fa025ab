import type { Span } from '../../domain/query.ts'
import { clipSpans, mergeSpans } from './spans.ts'

export interface Line {
  readonly text: string
  readonly spans: readonly Span[]
}

const white = '\\s\\u0085\\p{Cc}'
// A mark after a space would make one character with the space: a word does not begin with one.
const between = `${white}\\p{M}\\p{Emoji_Modifier}\\u200c\\u200d`
/** What stands between two words, or at the end. */
const gap = new RegExp(`[${white}][${between}]*`, 'uy')
const opening = new RegExp(`^[${between}]+`, 'u')
const space = 0x20

/** Whitespace and control characters become single spaces, and none at the ends; spans follow, each to the words it holds. */
export function toLine(text: string, spans: readonly Span[]): Line {
  const whole = text.toWellFormed()
  const folds = findFolds(whole)
  if (folds.length === 0) return { text: whole, spans: mergeSpans(moveSpans(whole, spans, folds)) }
  let line = ''
  let from = 0
  for (const { start, end, lineAt, lineTo } of folds) {
    line += whole.slice(from, start)
    if (lineTo > lineAt) line += ' '
    from = end
  }
  return { text: line + whole.slice(from), spans: mergeSpans(moveSpans(whole, spans, folds)) }
}

/** A stretch of a text that is [lineAt, lineTo) in the line: a space, or nothing at the ends. */
interface Fold extends Span {
  readonly lineAt: number
  readonly lineTo: number
}

function findFolds(text: string): readonly Fold[] {
  const folds: Fold[] = []
  let shift = 0
  const add = (start: number, end: number): void => {
    const lineAt = start - shift
    const lineTo = start === 0 || end === text.length ? lineAt : lineAt + 1
    folds.push({ start, end, lineAt, lineTo })
    shift = end - lineTo
  }
  const first = opening.exec(text)?.[0].length ?? 0
  if (first > 0) add(0, first)
  for (let index = nextFold(text, first); index < text.length; index = nextFold(text, gap.lastIndex)) {
    gap.lastIndex = index
    if (gap.test(text)) add(index, gap.lastIndex)
    else gap.lastIndex = index + 1
  }
  return folds
}

/** The next place from `index` on that may be anything but a letter or sign of Latin or Cyrillic, or one space before such a one. */
function nextFold(text: string, index: number): number {
  for (let at = index; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === space ? at + 1 === text.length || !isPlain(text.charCodeAt(at + 1)) : !isPlain(code)) return at
  }
  return text.length
}

/** Never between words, wherever it stands. */
function isPlain(code: number): boolean {
  if (code < 0x300) return code > space && code !== 0x7f && (code < 0x7f || code > 0xa0)
  return (code >= 0x400 && code <= 0x482) || (code >= 0x2010 && code <= 0x2027)
}

function moveSpans(text: string, spans: readonly Span[], folds: readonly Fold[]): Span[] {
  return clipSpans(spans, 0, text.length).map(({ start, end }) => ({
    start: moveStart(text, start, folds),
    end: moveEnd(text, end, folds),
  }))
}

/** What starts between words starts with the next. */
function moveStart(text: string, index: number, folds: readonly Fold[]): number {
  const fold = lastFrom(folds, index)
  if (fold !== undefined && index < fold.end) return fold.lineTo
  const shift = fold === undefined ? 0 : fold.end - fold.lineTo
  return index - shift + (text.charCodeAt(index) === space ? 1 : 0)
}

/** What ends between words ends with the one before. */
function moveEnd(text: string, index: number, folds: readonly Fold[]): number {
  const last = index - 1
  const fold = lastFrom(folds, last)
  if (fold !== undefined && last < fold.end) return fold.lineAt
  const shift = fold === undefined ? 0 : fold.end - fold.lineTo
  return index - shift - (text.charCodeAt(last) === space ? 1 : 0)
}

/** The last fold that starts at `index` or before. */
function lastFrom(folds: readonly Fold[], index: number): Fold | undefined {
  let [from, to] = [0, folds.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((folds[middle]?.start ?? 0) <= index) from = middle + 1
    else to = middle
  }
  return folds[from - 1]
}
