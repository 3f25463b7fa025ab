import type { Span } from '../../domain/query.ts'
import { type Line, toLine } from './line.ts'
import { clipSpans } from './spans.ts'

export interface Extract {
  /** One line of at most the length asked for, with … where something was left out. */
  readonly extract: string
  /** The matched words that are in it. */
  readonly highlights: readonly Span[]
}

/** Room kept for the marks of omission at both ends ("… " and " …"). */
const marksLength = 4
/** With less room than this, the beginning is all that can be shown. */
const minRoom = 16
/** Words that begin with the same letters, so many, are taken for forms of one. */
const stemLength = 4
/** Part of a long extract that a cut at the end of a sentence or a word may cost. */
const sentenceCut = 0.5
const wordCut = 0.3

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Two of these are always two characters: none of them joins another, and none is drawn together with one. */
const standsAlone = /^[\x20-\x7e\u00a1-\u00a8\u00aa-\u00ac\u00b0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027]{2}$/

/**
 * The part of a text that shows the most of its matched words, on one line, at most `maxLength` UTF-16 units. Begins with the
 * text where that shows as much, and else cuts between sentences or words, never within a character as people see it.
 * Without spans it is the beginning.
 */
export function extract(text: string, spans: readonly Span[], maxLength: number): Extract {
  const line = toLine(text, spans)
  if (line.text.length <= maxLength) return { extract: line.text, highlights: line.spans }
  const room = maxLength - marksLength
  if (room < minRoom) return cut(line, 0, graphemeStart(line.text, maxLength - 2))
  const from = graphemeStart(line.text, chooseStart(line, room))
  return cut(line, from, graphemeStart(line.text, chooseEnd(line, from, from + room)))
}

/** Where the extract begins: at the text's beginning if that shows as many different words as the best part does. */
function chooseStart(line: Line, room: number): number {
  const best = densest(line, room)
  if (best === null) return 0
  const head = line.spans.filter((span) => span.end <= room)
  if (distinctWords(line, head) >= best.distinct) return 0
  const slack = Math.max(room - (best.end - best.start), 0)
  // Half of what is left goes before the words, and more when the text ends soon after them.
  const earliest = Math.max(Math.min(best.start - Math.floor(slack / 2), line.text.length - room), 0)
  const lead = line.text.slice(earliest, best.start)
  const sentence = findSentenceStarts(line.text, earliest, best.start)[0]
  if (sentence !== undefined) return sentence
  const space = earliest === 0 ? -1 : lead.indexOf(' ')
  return earliest === 0 ? 0 : space < 0 ? best.start : earliest + space + 1
}

/** The first of the parts of at most `room` units that hold the most different matched words, then the most of them. */
function densest(line: Line, room: number): { start: number; end: number; distinct: number } | null {
  const counts = new Map<string, number>()
  let best: { start: number; end: number; distinct: number; all: number } | null = null
  let first = 0
  for (const [last, span] of line.spans.entries()) {
    count(counts, wordOf(line, span), 1)
    let opening = line.spans[first] ?? span
    while (first < last && span.end - opening.start > room) {
      count(counts, wordOf(line, opening), -1)
      first += 1
      opening = line.spans[first] ?? span
    }
    const found = { start: opening.start, end: span.end, distinct: counts.size, all: last - first }
    const isBetter = best === null || found.distinct > best.distinct
    if (best === null || isBetter || (found.distinct === best.distinct && found.all > best.all)) best = found
  }
  return best
}

function count(counts: Map<string, number>, word: string, by: number): void {
  const now = (counts.get(word) ?? 0) + by
  if (now > 0) counts.set(word, now)
  else counts.delete(word)
}

function distinctWords(line: Line, spans: readonly Span[]): number {
  return new Set(spans.map((span) => wordOf(line, span))).size
}

/** Its first letters: forms of one word count once. */
function wordOf(line: Line, span: Span): string {
  return line.text.slice(span.start, Math.min(span.end, span.start + stemLength)).toLowerCase()
}

/** Starts of sentences in (from, to]. A single letter before the stop is an initial or an abbreviation. */
function findSentenceStarts(text: string, from: number, to: number): number[] {
  const context = Math.max(from - 8, 0)
  const starts: number[] = []
  for (const stop of text.slice(context, to).matchAll(/(?<=[\p{L}\p{N}]{2})[.!?…]+["»”)]* /gu)) {
    const start = context + stop.index + stop[0].length
    if (start > from) starts.push(start)
  }
  return starts
}

/** Where the extract ends, at most at `limit`. */
function chooseEnd(line: Line, from: number, limit: number): number {
  if (limit >= line.text.length) return line.text.length
  const needed = line.spans.findLast((span) => span.start >= from && span.end <= limit)?.end ?? from
  const length = limit - from
  const sentence = findSentenceStarts(line.text, Math.max(needed, limit - Math.floor(length * sentenceCut)), limit)
  const end = sentence.at(-1)
  if (end !== undefined) return end - 1
  const space = line.text.lastIndexOf(' ', limit)
  if (space > from && space >= needed && space >= limit - Math.floor(length * wordCut)) return space
  return limit
}

/** The start of the character, as people see it, that `index` is in or at. */
function graphemeStart(text: string, index: number): number {
  // Asking Intl costs more than all the rest of an extract.
  if (standsAlone.test(text.slice(Math.max(index - 1, 0), index + 1))) return index
  return graphemes.segment(text).containing(index)?.index ?? Math.min(Math.max(index, 0), text.length)
}

function cut(line: Line, from: number, to: number): Extract {
  const body = line.text.slice(from, to)
  const isWhole = to >= line.text.length
  const kept = isWhole || endsSentence(body) ? body : body.replace(/[\s,;:–—-]+$/, '')
  const lead = from === 0 ? '' : endsSentence(line.text.slice(0, from - 1)) ? '… ' : '…'
  const trail = isWhole ? '' : endsSentence(kept) ? ' …' : '…'
  return {
    extract: lead + kept + trail,
    highlights: clipSpans(line.spans, from, from + kept.length, lead.length - from),
  }
}

function endsSentence(text: string): boolean {
  return /[\p{L}\p{N}]{2}[.!?…]+["»”)]*$/u.test(text.slice(-16))
}
