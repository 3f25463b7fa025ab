import { name, type Profile } from './profile.ts'

/** In what the words of two texts differ, without those that say who said it. Words that only stand elsewhere are no difference. */
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
  for (const { came, went } of placesOf(later.order, earlier.order)) {
    const [added, dropped] = [onlyIn(later, came, earlier), onlyIn(earlier, went, later)]
    sum.added += added.weighty
    sum.dropped += dropped.weighty
    sum.replaced += Math.min(added.all, dropped.all)
    sum.addedNames += added.names
    sum.isRenamed ||= added.names > 0 && dropped.names > 0
  }
  return sum
}

interface Only {
  all: number
  weighty: number
  names: number
}

function onlyIn(profile: Profile, words: ReadonlySet<number>, other: Profile): Only {
  const only: Only = { all: 0, weighty: 0, names: 0 }
  for (const lemma of words) {
    if (indexOf(other.lemmas, lemma) >= 0) continue
    const index = indexOf(profile.lemmas, lemma)
    const isWeighty = (profile.weights[index] ?? 0) >= fullWeight
    only.all += 1
    if (isWeighty) only.weighty += 1
    if (isWeighty && ((profile.marks[index] ?? 0) & name) !== 0) only.names += 1
  }
  return only
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
  readonly came: Set<number>
  readonly went: Set<number>
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
  if (later.length * earlier.length > maxCells) return [{ came: new Set(later), went: new Set(earlier) }]
  const width = earlier.length + 1
  const lengths = commonLengths(later, earlier)
  const places: Place[] = []
  let [i, j] = [0, 0]
  let isOpen = false
  const place = (): Place => {
    if (!isOpen) places.push({ came: new Set(), went: new Set() })
    isOpen = true
    return places.at(-1) as Place
  }
  while (i < later.length || j < earlier.length) {
    if (i < later.length && j < earlier.length && later[i] === earlier[j]) {
      isOpen = false
      i += 1
      j += 1
    } else if (j >= earlier.length || (lengths[(i + 1) * width + j] ?? -1) >= (lengths[i * width + j + 1] ?? 0)) {
      if (i < later.length) place().came.add(later[i++] ?? 0)
      else place().went.add(earlier[j++] ?? 0)
    } else place().went.add(earlier[j++] ?? 0)
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
