import type { QueryWord, Span } from '../../domain/query.ts'
import type { Token } from '../text/analyzer.ts'

interface NearQuery {
  readonly words: readonly QueryWord[]
  readonly distance: number
}

/**
 * The words, each a span, of every stretch of a text that holds a word of its own for each of the query's words and is at most
 * `distance` - 1 longer than they are together; null when there is none. "a b"~1 are neighbours in either order.
 */
export function findNear(
  { words, distance }: NearQuery,
  tokens: readonly (Token | null)[],
  positionsOf: (word: QueryWord) => readonly number[],
): Span[] | null {
  const wordsAt = new Map<number, number[]>()
  for (const [order, word] of words.entries()) {
    const positions = positionsOf(word)
    if (positions.length === 0) return null
    for (const position of positions) {
      const orders = wordsAt.get(position)
      if (orders === undefined) wordsAt.set(position, [order])
      else orders.push(order)
    }
  }
  const places = [...wordsAt.keys()].sort((a, b) => a - b)
  const reach = words.length + distance - 2
  const matched = new Set<number>()
  for (const [first, start] of places.entries()) {
    let end = first
    while (end < places.length && (places[end] ?? 0) - start <= reach) end += 1
    for (const position of assign(words.length, places.slice(first, end), wordsAt) ?? []) matched.add(position)
  }
  const spans = [...matched].sort((a, b) => a - b).flatMap((position) => tokens[position] ?? [])
  return spans.length === 0 ? null : spans.map(({ start, end }) => ({ start, end }))
}

/** A place of its own for each word (augmenting paths); null when there are not enough. */
function assign(
  wordCount: number,
  places: readonly number[],
  wordsAt: ReadonlyMap<number, readonly number[]>,
): readonly number[] | null {
  if (places.length < wordCount) return null
  const wordOf = new Map<number, number>()
  const place = (word: number, tried: Set<number>): boolean => {
    for (const position of places) {
      if (tried.has(position) || wordsAt.get(position)?.includes(word) !== true) continue
      tried.add(position)
      const holder = wordOf.get(position)
      if (holder !== undefined && !place(holder, tried)) continue
      wordOf.set(position, word)
      return true
    }
    return false
  }
  for (let word = 0; word < wordCount; word += 1) if (!place(word, new Set())) return null
  return [...wordOf.keys()]
}
