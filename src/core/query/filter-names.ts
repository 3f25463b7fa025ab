import { nearest } from '../text/nearest.ts'
import { type FilterName, readFilter } from './filter-values.ts'
import type { FilterLexeme, LexFault } from './lexemes.ts'

const aliases: Readonly<Record<FilterName, readonly string[]>> = {
  in: ['в', 'у', 'канал'],
  from: ['из', 'від', 'репост'],
  after: ['since', 'после', 'після'],
  before: ['until', 'до'],
  last: ['за', 'последние', 'останні'],
  has: ['есть', 'має'],
  is: ['это', 'це'],
  lang: ['language', 'язык', 'мова'],
  order: ['sort', 'порядок'],
}

const names = new Map<string, FilterName>(
  Object.entries(aliases).flatMap(([name, others]) =>
    [name, ...others].map((word) => [word, name as FilterName] as const),
  ),
)

/** Shorter words before a colon are taken for words: too many are close to them. */
const minMisspelt = 4

/** The filter of this name or alias, in any case of letters; undefined when there is none. */
export function filterNamed(name: string): FilterName | undefined {
  return names.get(name.toLowerCase())
}

/**
 * The filter that stands at `start`, where a word ends at `end`, or what is wrong with it; null when it is a word. Values may be
 * listed with commas, or with bars where what follows can be nothing else.
 */
export function filterAt(text: string, start: number, end: number): FilterLexeme | LexFault | null {
  const [head, name = '', value = ''] = /^([\p{L}_]+):(.*)$/su.exec(text.slice(start, end)) ?? []
  if (head === undefined) return null
  const known = filterNamed(name)
  if (known === undefined) return misspelt(text, start, name, value)
  const gap = value === '' ? /^[ \t]+(?=[^\s()|])/.exec(text.slice(end))?.[0] : undefined
  if (gap !== undefined) {
    const repair = text.slice(0, end) + text.slice(end + gap.length)
    return { code: 'bad_filter_value', position: end, detail: name, repair }
  }
  const values = value.split(',').filter((one) => one !== '')
  const others = known === 'order' ? [] : barredValues(text, end, known)
  const length = others.reduce((sum, one) => sum + one.length + 1, 0)
  const valueStart = start + name.length + 1
  return { kind: 'filter', start, end: end + length, name, values: [...values, ...others], valueStart }
}

/** "|@b|@c" behind "in:@a". */
function barredValues(text: string, start: number, name: Exclude<FilterName, 'order'>): readonly string[] {
  const values: string[] = []
  let end = start
  for (;;) {
    const [bar, value = ''] = /^\|([^\s()|]+)/.exec(text.slice(end)) ?? []
    if (bar === undefined || readFilter(name, value, 'UTC') === null) return values
    // A bare word may be a name of a channel, and is rather a word.
    if ((name === 'in' || name === 'from') && !/^@|[./]/.test(value)) return values
    values.push(value)
    end += bar.length
  }
}

function misspelt(text: string, start: number, name: string, value: string): LexFault | null {
  if (name.length < minMisspelt || value === '' || value.startsWith('/')) return null
  const meant = nearest(name, [...names.keys()], 1)
  if (meant === null) return null
  const repair = text.slice(0, start) + meant + text.slice(start + name.length)
  return { code: 'unknown_filter', position: start, detail: name, repair }
}
