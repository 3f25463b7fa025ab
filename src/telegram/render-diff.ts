import { diffWords, type DiffRun } from '../core/text/word-diff.ts'
import { clip } from './clean-text.ts'
import { type Html, join, markup, measure } from './html.ts'

/** What stays the same between two changes is cut to this. */
const maxSameLength = 160
/** Texts that differ in more places are shown as a whole: Telegram counts entities. */
const maxMarks = 24

/** How one text became another: what went is struck, what came is underlined. At most about `limit` units. */
export function renderDiff(former: string, latter: string, limit: number): Html {
  const runs = diffWords(former, latter)
  const marks = runs.filter(({ kind }) => kind !== 'same').length
  const shown = join(runs.map((run, index) => renderRun(run, index > 0, index < runs.length - 1)))
  if (marks <= maxMarks && measure(shown).units <= limit) return shown
  const half = limit / 2
  return markup`<s>${clip(former, half)}</s>\n<u>${clip(latter, half)}</u>`
}

function renderRun({ kind, text }: DiffRun, hasBefore: boolean, hasAfter: boolean): Html {
  const words = text.trimStart()
  // The first word of a text has no space before it, and may yet come after a word of the other.
  const space = hasBefore || words.length < text.length ? ' ' : ''
  if (kind === 'removed') return markup`${space}<s>${words}</s>`
  if (kind === 'added') return markup`${space}<u>${words}</u>`
  return markup`${space}${shorten(words, hasBefore, hasAfter)}`
}

/** Keeps what stands next to a change. */
function shorten(text: string, hasBefore: boolean, hasAfter: boolean): string {
  const words = text.split(/(?<=\s)/u)
  if (text.length <= maxSameLength || words.length < 20) return text
  const [start, end] = [hasBefore ? words.slice(0, 8) : [], hasAfter ? words.slice(-8) : []]
  return `${start.join('')}… ${end.join('')}`
}
