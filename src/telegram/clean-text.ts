import type { Span } from '../domain/query.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const ellipsis = '…'
/** A "character" of more units than this is an attack with combining marks, and may be cut within. */
const longestGrapheme = 64

/**
 * Text of strangers, made safe to stand among ours: one line, no control characters, and no direction overrides, which
 * would turn the rest of the message around.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      .replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  )
}

/** The same for a text of several lines: each is one line still, and at most one line between two is empty. */
export function cleanLines(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map((line) => cleanText(line).trim())
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** At most `limit` UTF-16 units, with an ellipsis where something was cut, never within a character as people see it. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = cutAt(text, Math.max(0, limit - ellipsis.length))
  return `${text.slice(0, end).trimEnd()}${ellipsis}`
}

/** Cleaned and clipped: for titles and names. */
export function cleanLine(text: string, limit: number): string {
  return clip(cleanText(text).trim(), limit)
}

/** Ends of clauses: a comma that does not only announce what is said, a dash, a colon, a mark. */
const clauseEnd =
  /(?:[,;](?! (?:что|чтобы|как|где|когда|куда|кто|какие|какой|який|яка|яке|які|якби|що|щоб|як|де|коли|that|how|who|where|when)(?!\p{L}))|[!?:]|\s[–—-])(?=\s)/u
/** A small word before the cut says nothing: "сбережений граждан с…". */
const danglingWords = /(?:\s+[«“"(]?\p{Ll}{1,3})+$/u

/**
 * At most `limit` UTF-16 units: what is longer is cut where its first clause ends, if that is in the second half, else between words,
 * with an ellipsis. The end of a later clause may be that of an aside, with all that matters still to come.
 */
export function clipAtClause(text: string, limit: number): string {
  if (text.length <= limit) return text
  const head = text.slice(0, limit)
  const clause = clauseEnd.exec(head)?.index ?? 0
  const words =
    clause > limit / 2 ? head.slice(0, clause) : head.replace(/[\s,;:–—-]+\S*$/u, '').replace(danglingWords, '')
  return words.length > limit / 2 ? `${words.replace(/[\s.,;:–—-]+$/u, '')}${ellipsis}` : clip(text, limit)
}

/** A stretch of an extract: matched words are strong. */
export interface Run {
  readonly text: string
  readonly strong: boolean
}

/**
 * An extract as cleaned stretches of at most `limit` units in all. Spans that overlap, run backwards or lie outside are
 * left out.
 */
export function toRuns(extract: string, highlights: readonly Span[], limit: number): readonly Run[] {
  const runs: Run[] = []
  let at = 0
  for (const { start, end } of highlights) {
    if (start < at || end <= start || end > extract.length) continue
    runs.push({ text: extract.slice(at, start), strong: false }, { text: extract.slice(start, end), strong: true })
    at = end
  }
  runs.push({ text: extract.slice(at), strong: false })
  return clipRuns(trimRuns(runs.map((run) => ({ ...run, text: cleanText(run.text) }))), limit)
}

/** Without white space at either end, and without empty stretches. */
function trimRuns(runs: readonly Run[]): readonly Run[] {
  const first = runs.findIndex((run) => run.text.trim() !== '')
  const last = runs.findLastIndex((run) => run.text.trim() !== '')
  return runs
    .slice(Math.max(first, 0), last + 1)
    .map((run, index) => (index === 0 ? { ...run, text: run.text.trimStart() } : run))
    .map((run, index) => (index === last - first ? { ...run, text: run.text.trimEnd() } : run))
    .filter((run) => run.text !== '')
}

function clipRuns(runs: readonly Run[], limit: number): readonly Run[] {
  const total = runs.reduce((sum, run) => sum + run.text.length, 0)
  if (total <= limit) return runs
  const kept: Run[] = []
  let left = limit
  for (const run of runs) {
    if (run.text.length < left) {
      kept.push(run)
      left -= run.text.length
    } else {
      kept.push({ ...run, text: clip(`${run.text} `, left) })
      break
    }
  }
  return kept
}

/** The last border between characters at or before `limit`. */
function cutAt(text: string, limit: number): number {
  const from = graphemes.segment(text).containing(limit)?.index ?? limit
  if (limit - from <= longestGrapheme) return from
  return isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
