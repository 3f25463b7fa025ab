import { name, type Profile } from './profile.ts'

/** In what the words of two texts differ, without those that say who said it. Words that stand elsewhere as often are no difference. */
export interface Difference {
  /** Words of weight that only the later has. */
  readonly added: number
  /** Words of weight that only the earlier has. */
  readonly dropped: number
  /** Words, of whatever weight, that stand in the place of others. */
  readonly replaced: number
  readonly addedNames: number
  /** A name stands in the place of another. */
  readonly isRenamed: boolean
}

/** A lemma of this weight says what a text is about. */
const fullWeight = 1
/** Tables of more cells would take too long: what differs then counts as one place. */
const maxCells = 250_000

export function differenceOf(later: Profile, earlier: Profile): Difference {
  const sum = { added: 0, dropped: 0, replaced: 0, addedNames: 0, isRenamed: false }
  const surplus = surplusOf(later.order, earlier.order)
  for (const { came, went } of placesOf(later.order, earlier.order)) {
    const added = weigh(later, came, (lemma) => indexOf(earlier.lemmas, lemma) < 0)
    const dropped = weigh(earlier, went, (lemma) => indexOf(later.lemmas, lemma) < 0)
    sum.added += weigh(later, came, (lemma) => (surplus.get(lemma) ?? 0) > 0).weighty
    sum.dropped += dropped.weighty
    sum.replaced += Math.min(added.all, dropped.all)
    sum.addedNames += added.names
    sum.isRenamed ||= added.names > 0 && went.some((lemma) => isName(earlier, indexOf(earlier.lemmas, lemma)))
  }
  return sum
}

/** How much more often each word is in the later. */
function surplusOf(later: Uint32Array, earlier: Uint32Array): ReadonlyMap<number, number> {
  const surplus = new Map<number, number>()
  for (const lemma of later) surplus.set(lemma, (surplus.get(lemma) ?? 0) + 1)
  for (const lemma of earlier) surplus.set(lemma, (surplus.get(lemma) ?? 0) - 1)
  return surplus
}

interface Weighed {
  readonly all: number
  readonly weighty: number
  readonly names: number
}

function weigh(profile: Profile, words: readonly number[], counts: (lemma: number) => boolean): Weighed {
  const indexes = words.filter(counts).map((lemma) => indexOf(profile.lemmas, lemma))
  const weighty = indexes.filter((index) => (profile.weights[index] ?? 0) >= fullWeight)
  const names = weighty.filter((index) => isName(profile, index))
  return { all: indexes.length, weighty: weighty.length, names: names.length }
}

function isName({ marks }: Profile, index: number): boolean {
  return ((marks[index] ?? 0) & name) !== 0
}

function indexOf(sorted: Uint32Array, value: number): number {
  let [from, to] = [0, sorted.length - 1]
  while (from <= to) {
    const middle = (from + to) >> 1
    const found = sorted[middle] ?? 0
    if (found === value) return middle
    if (found < value) from = middle + 1
    else to = middle - 1
  }
  return -1
}

/** A place where two texts differ: what the later has there, and what the earlier had. */
interface Place {
  readonly came: number[]
  readonly went: number[]
}

function placesOf(later: Uint32Array, earlier: Uint32Array): readonly Place[] {
  let start = 0
  while (start < later.length && start < earlier.length && later[start] === earlier[start]) start += 1
  let end = 0
  const shorter = Math.min(later.length, earlier.length) - start
  while (end < shorter && later.at(-1 - end) === earlier.at(-1 - end)) end += 1
  return alignMiddle(later.subarray(start, later.length - end), earlier.subarray(start, earlier.length - end))
}

/** By the longest common subsequence. */
function alignMiddle(later: Uint32Array, earlier: Uint32Array): readonly Place[] {
  if (later.length * earlier.length > maxCells) return [{ came: [...later], went: [...earlier] }]
  const width = earlier.length + 1
  const lengths = commonLengths(later, earlier)
  const places: Place[] = []
  let [i, j] = [0, 0]
  let isOpen = false
  const place = (): Place => {
    if (!isOpen) places.push({ came: [], went: [] })
    isOpen = true
    return places.at(-1) as Place
  }
  while (i < later.length || j < earlier.length) {
    if (i < later.length && j < earlier.length && later[i] === earlier[j]) {
      isOpen = false
      i += 1
      j += 1
    } else if (j >= earlier.length || (lengths[(i + 1) * width + j] ?? -1) >= (lengths[i * width + j + 1] ?? 0)) {
      if (i < later.length) place().came.push(later[i++] ?? 0)
      else place().went.push(earlier[j++] ?? 0)
    } else place().went.push(earlier[j++] ?? 0)
  }
  return places
}

/** At each pair of positions, how much is common from there on. */
function commonLengths(a: Uint32Array, b: Uint32Array): Uint16Array {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const isSame = a[i] === b[j]
      lengths[i * width + j] = isSame
        ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  return lengths
}
