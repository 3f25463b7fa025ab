import { isCall, isClassifying, isLegalLabel, isPointer, type LearntPost, type Recurring } from './lines.ts'

export type Edge = 'head' | 'tail'

/** How many lines from the edge boilerplate may reach. */
export const edgeDepth = { head: 4, tail: 10 } as const

/** In how many posts, and in what part of them, a line has to recur to be believed. */
const thresholds = {
  /** A call on readers or a legal label: a footer may have rare variants. */
  spoken: { posts: 3, share: 0.004 },
  /** A line that leads somewhere. */
  pointer: { posts: 4, share: 0.015 },
  other: { posts: 5, share: 0.25 },
  /** Tags and marks of advertising: only those of most posts are no content. */
  classifying: { posts: 5, share: 0.5 },
  headSpoken: { posts: 3, share: 0.01 },
  head: { posts: 5, share: 0.5 },
} as const
/** Part of a line's occurrences that have to be at the edge. */
const minAtEdge = 0.6
/** A line that nearly always stands beside a footer that is not much more frequent belongs to it. */
const minBeside = 0.8
const minOfNeighbour = 0.5
const maxRounds = 6

interface Sighting {
  /** Posts that have the line. */
  posts: number
  /** Posts that have it at the edge, with nothing but candidates beyond. */
  atEdge: number
  /** As written in the first post. */
  readonly text: string
  /** What stands next to it on the side of the edge, and how often. */
  readonly beyond: Map<string, number>
}

/** A post's lines from the edge inwards. */
interface Column {
  readonly keys: readonly (string | null)[]
}

/** The lines that recur at one edge of the posts. */
export function learnEdge(posts: readonly LearntPost[], edge: Edge): Recurring[] {
  const columns = posts.map(({ lines }): Column => {
    const keys = lines.map((line) => line.key)
    return { keys: edge === 'tail' ? keys.toReversed() : keys }
  })
  const sightings = countSightings(posts, columns, edge)
  let candidates = new Set([...sightings.keys()].filter((key) => isFrequent(key, sightings, posts.length, edge)))
  addNeighbours(candidates, sightings, edge)
  for (let round = 0; round < maxRounds; round += 1) {
    countAtEdge(columns, sightings, candidates, edge)
    const kept = new Set([...candidates].filter((key) => isAtEdge(sightings.get(key))))
    if (kept.size === candidates.size) break
    candidates = kept
  }
  return [...candidates].flatMap((key) => {
    const sighting = sightings.get(key)
    return sighting === undefined ? [] : [{ key, posts: sighting.atEdge, text: sighting.text }]
  })
}

/** The innermost line of a post never counts: a post says something, and that is no boilerplate. */
function countSightings(posts: readonly LearntPost[], columns: readonly Column[], edge: Edge): Map<string, Sighting> {
  const sightings = new Map<string, Sighting>()
  for (const [index, { keys }] of columns.entries()) {
    const { text, lines } = posts[index] ?? { text: '', lines: [] }
    const seen = new Set<string>()
    for (const [depth, key] of keys.entries()) {
      if (key === null || seen.has(key) || depth === keys.length - 1) continue
      seen.add(key)
      const line = lines[edge === 'tail' ? lines.length - 1 - depth : depth]
      const sighting: Sighting = sightings.get(key) ?? {
        posts: 0,
        atEdge: 0,
        text: text.slice(line?.start, line?.end),
        beyond: new Map(),
      }
      sightings.set(key, sighting)
      sighting.posts += 1
      const next = keys[depth - 1]
      if (next !== undefined && next !== null) sighting.beyond.set(next, (sighting.beyond.get(next) ?? 0) + 1)
    }
  }
  return sightings
}

function isFrequent(key: string, sightings: ReadonlyMap<string, Sighting>, total: number, edge: Edge): boolean {
  const { posts, share } = thresholdOf(key, edge)
  return (sightings.get(key)?.posts ?? 0) >= Math.max(posts, share * total)
}

function thresholdOf(key: string, edge: Edge): { readonly posts: number; readonly share: number } {
  if (isClassifying(key)) return thresholds.classifying
  if (edge === 'head') return isLegalLabel(key) || isCall(key) ? thresholds.headSpoken : thresholds.head
  if (isCall(key) || isLegalLabel(key)) return thresholds.spoken
  return isPointer(key) ? thresholds.pointer : thresholds.other
}

/** Lines that say nothing by themselves but always stand in a footer: "Listen on other platforms:". */
function addNeighbours(candidates: Set<string>, sightings: ReadonlyMap<string, Sighting>, edge: Edge): void {
  for (let round = 0; round < edgeDepth[edge]; round += 1) {
    const before = candidates.size
    for (const [key, { posts, beyond }] of sightings) {
      if (candidates.has(key) || posts < thresholds.pointer.posts || isClassifying(key)) continue
      const belongs = [...beyond].some(([next, beside]) => {
        const neighbour = candidates.has(next) ? (sightings.get(next)?.posts ?? 0) : Infinity
        return beside >= minBeside * posts && posts >= minOfNeighbour * neighbour
      })
      if (belongs) candidates.add(key)
    }
    if (candidates.size === before) return
  }
}

function countAtEdge(
  columns: readonly Column[],
  sightings: ReadonlyMap<string, Sighting>,
  candidates: ReadonlySet<string>,
  edge: Edge,
): void {
  for (const sighting of sightings.values()) sighting.atEdge = 0
  for (const { keys } of columns) {
    const seen = new Set<string>()
    for (const key of keys.slice(0, Math.min(edgeDepth[edge], keys.length - 1))) {
      // Tags may stand below a footer without ending it.
      if (key !== null && isClassifying(key) && !candidates.has(key)) continue
      if (key === null || !candidates.has(key)) break
      const sighting = sightings.get(key)
      if (sighting !== undefined && !seen.has(key)) sighting.atEdge += 1
      seen.add(key)
    }
  }
}

function isAtEdge(sighting: Sighting | undefined): boolean {
  return sighting !== undefined && sighting.atEdge >= 3 && sighting.atEdge >= minAtEdge * sighting.posts
}
