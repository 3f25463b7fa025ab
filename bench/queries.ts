import type { Analyzer } from '../src/core/text/analyzer.ts'

/** Queries of one kind, drawn from the texts themselves, so that each finds something. */
export interface QueryKinds {
  readonly frequent: readonly string[]
  readonly rare: readonly string[]
  readonly pairs: readonly string[]
  readonly phrases: readonly string[]
  readonly prefixes: readonly string[]
}

const perKind = 40

/** Frequent: words in 2 to 15 % of the texts. Phrases: neighbours that stand together in at least five texts. */
export function drawQueries(texts: readonly string[], analyzer: Analyzer): QueryKinds {
  const words = new Map<string, number>()
  const neighbours = new Map<string, number>()
  const prefixes = new Map<string, number>()
  for (const text of texts) {
    const forms = analyzer.tokenize(text).map(({ folded }) => folded)
    const long = forms.map((form) => (/^\p{L}{3,}$/u.test(form) ? form : null))
    countEach(words, new Set(long))
    countEach(prefixes, new Set(long.map((form) => form?.slice(0, 3) ?? null)))
    countEach(neighbours, new Set(long.map((form, at) => pairOf(form, long[at + 1] ?? null))))
  }
  const frequent = within(words, texts.length * 0.02, texts.length * 0.15)
  return {
    frequent,
    rare: within(words, 2, Math.max(3, texts.length * 0.0005)),
    pairs: frequent.map((word, at) => `${word} ${frequent[(at * 7 + 3) % frequent.length] ?? ''}`),
    phrases: within(neighbours, 5, Infinity).map((pair) => `"${pair}"`),
    prefixes: within(prefixes, 5, Infinity).map((prefix) => `${prefix}*`),
  }
}

/** Values that so many texts have. */
function within(counts: ReadonlyMap<string, number>, least: number, most: number): string[] {
  return spread([...counts].filter(([, count]) => count >= least && count <= most).sort((a, b) => b[1] - a[1]))
}

function pairOf(first: string | null, second: string | null): string | null {
  return first === null || second === null ? null : `${first} ${second}`
}

function countEach(counts: Map<string, number>, values: Iterable<string | null>): void {
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
}

/** Evenly over the list, from the most frequent to the least. */
function spread(entries: readonly (readonly [string, number])[]): string[] {
  const count = Math.min(perKind, entries.length)
  return Array.from({ length: count }, (_, at) => entries[Math.floor((at * entries.length) / count)]?.[0] ?? '')
}
