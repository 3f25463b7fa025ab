import { readFileSync } from 'node:fs'
import { createFolding, type FoldablePost } from '../../src/core/fold/folding.ts'
import type { ProfileText } from '../../src/core/fold/profile.ts'
import { bands, type DrawnPost } from './draw.ts'
import { distance, simHash, usualDistance } from './sim-hash.ts'

const labelsFile = new URL('../../test/fixtures/same-text-labels.json', import.meta.url)

/** What a person says of the later of two published posts. */
export type Label =
  /** The earlier's words, whole or half at least, however edited. */
  | 'copy'
  /** In other words or few, and yet nothing that the earlier does not say: it may be folded or not. */
  | 'nothing new'
  /** Who read only the earlier lacks something. */
  | 'other'

/** Where a pair is, each post by its file and id, and what was said of it. */
export interface Row {
  /** 1: by these the rules were chosen. 2: judged after that. 3: folded by the rules, and judged after that. */
  readonly draw: 1 | 2 | 3
  readonly band: number
  readonly earlier: readonly [string, number]
  readonly later: readonly [string, number]
  readonly label: Label
}

export interface JudgedPair extends Pick<Row, 'draw' | 'band' | 'label'> {
  readonly isFolded: boolean
  /** By SimHash. */
  readonly isFoldedByPeer: boolean
}

export function readRows(): readonly Row[] {
  return JSON.parse(readFileSync(labelsFile, 'utf8')) as Row[]
}

/** Each pair by itself, of all published posts. Empty where these are not at hand. */
export function judgePairs(profileOf: ProfileText, published: readonly DrawnPost[]): readonly JudgedPair[] {
  const posts = new Map(published.map((post) => [`${post.file} ${post.id}`, post]))
  if (posts.size === 0) return []
  return readRows().map(({ draw, band, earlier, later, label }) => {
    const [first, second] = [posts.get(earlier.join(' '))!, posts.get(later.join(' '))!]
    const folding = createFolding(profileOf)
    folding.add(toFoldable(first))
    const isFolded = folding.add(toFoldable(second)).sameTextAs === 0
    const isFoldedByPeer = distance(simHash(first.text), simHash(second.text)) <= usualDistance
    return { draw, band, label, isFolded, isFoldedByPeer }
  })
}

function toFoldable({ file, id, text, publishedAt }: DrawnPost): FoldablePost {
  return { text, publishedAt, self: `${file}/${id}`, origin: null }
}

/** "0.5 to 0.7" */
export function bandName(band: number): string {
  return `${bands[band]} to ${bands[band + 1] ?? 1}`
}

export interface Share {
  readonly of: number
  readonly count: number
  /** NaN: of nothing. */
  readonly share: number
  /** Wilson's 95 % interval. */
  readonly interval: readonly [number, number]
}

export function shareOf(count: number, of: number): Share {
  const z = 1.96
  const share = count / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return { of, count, share, interval: [Math.max(0, middle - half), Math.min(1, middle + half)] }
}

/** Of what is folded, how much rightly; and of the copies, how many are folded. */
export function score(
  pairs: readonly JudgedPair[],
  isFolded: (pair: JudgedPair) => boolean,
): { readonly precision: Share; readonly recall: Share } {
  const folded = pairs.filter(isFolded)
  const copies = pairs.filter(({ label }) => label === 'copy')
  return {
    precision: shareOf(folded.filter(({ label }) => label !== 'other').length, folded.length),
    recall: shareOf(copies.filter(isFolded).length, copies.length),
  }
}
