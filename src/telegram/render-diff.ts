import { diffWords, type DiffRun } from '../core/text/word-diff.ts'
import { clip } from './clean-text.ts'
import { type Html, join, markup, measure } from './html.ts'

/** What stays the same between two changes is cut to this. */
const maxSameLength = 160
/** Texts that differ in more places are shown as a whole: Telegram counts entities. */
const maxMarks = 24
/** Stands for the end of a line, which can be neither struck nor underlined. */
const lineEnd = '↵'

/**
 * How one text became another: what went is struck, what came is underlined. Lines end where they do in the latter text, and those that went
 * stay lines; an end of a line that came or went within a line has a sign. At most about `limit` units.
 */
export function renderDiff(former: string, latter: string, limit: number): Html {
  const runs = diffWords(former, latter)
  const marks = runs.filter(({ kind }) => kind !== 'same').length
  const shown = renderRuns(runs)
  if (marks <= maxMarks && measure(shown).units <= limit) return shown
  const half = limit / 2
  return markup`<s>${clip(former, half)}</s>\n<u>${clip(latter, half)}</u>`
}

function renderRuns(runs: readonly DiffRun[]): Html {
  let shown = markup``
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]?.text
    const isLineStart = shown.source === '' || shown.source.endsWith('\n')
    const isLineEnd = next === undefined || next.startsWith('\n')
    const piece =
      run.kind === 'same'
        ? markup`${shorten(run.text.replace(/^ +/u, ''), index > 0, next !== undefined)}`
        : renderChange(run, isLineStart, isLineEnd)
    shown = join([shown, piece], isLineStart || piece.source.startsWith('\n') ? '' : ' ')
  }
  return shown
}

/** `isLineStart`, `isLineEnd`: whether a line starts before it, and ends after it. */
function renderChange({ kind, text }: DiffRun, isLineStart: boolean, isLineEnd: boolean): Html {
  const [, before = '', inner = '', after = ''] = /^ *(\n*)(.*?)(\n*)$/su.exec(text) ?? []
  const words = inner.trim()
  const isWholeLines = words !== '' && ((after === '' && isLineEnd) || (before === '' && isLineStart))
  const sign = (ends: string): string => (isWholeLines ? '' : lineEnd.repeat(ends.length))
  const marked = `${sign(before)}${words}${sign(after)}`
  if (isWholeLines) {
    return kind === 'removed' ? markup`${before}<s>${words}</s>${after}` : markup`${before}<u>${words}</u>${after}`
  }
  if (kind === 'removed') return markup`<s>${marked}</s>`
  // An end of a line that came is at its place as well.
  if (words === '') return markup`<u>${marked}</u>${before}`
  return markup`<u>${sign(before)}${before}${words}${sign(after)}</u>${after}`
}

function shorten(text: string, hasBefore: boolean, hasAfter: boolean): string {
  const words = text.split(/(?<=\s)/u)
  if (text.length <= maxSameLength || words.length < 20) return text
  const [start, end] = [hasBefore ? words.slice(0, 8) : [], hasAfter ? words.slice(-8) : []]
  return `${start.join('')}… ${end.join('')}`
}
