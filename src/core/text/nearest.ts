/** Longer words are not compared. */
const maxLength = 64

/**
 * The candidate with the fewest typing errors between it and the word (a letter too many, missing, wrong, or two swapped),
 * in any case of letters; the first of equals. null when all have more than `maxDistance`.
 */
export function nearest(word: string, candidates: readonly string[], maxDistance: number): string | null {
  return nearestOf(word, candidates, maxDistance)[0] ?? null
}

/** All candidates within `maxDistance`, nearest first, equals in the order given. */
export function nearestOf(word: string, candidates: readonly string[], maxDistance: number): string[] {
  const wanted = word.toLowerCase()
  const near: { candidate: string; distance: number }[] = []
  for (const candidate of candidates) {
    const distance = typingDistance(wanted, candidate.toLowerCase(), maxDistance)
    if (distance <= maxDistance) near.push({ candidate, distance })
  }
  return near.sort((a, b) => a.distance - b.distance).map(({ candidate }) => candidate)
}

/** Damerau-Levenshtein (optimal string alignment), or Infinity as soon as it is known to pass `limit`. */
function typingDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > maxLength || b.length > maxLength) return Infinity
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      )
    }
    if (Math.min(...current) > limit) return Infinity
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity
}
