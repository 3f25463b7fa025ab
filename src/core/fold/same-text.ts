import { name, type Profile } from './profile.ts'

/** Shorter texts ("Отбой тревоги") are said again and again, and mean another thing each time. */
const minLemmas = 5
const minSharedShingles = 0.6
/** Part of a text that a copy may lack, when it was cut short. */
const maxCut = 0.4
/** A lemma of this weight says what a text is about. */
const fullWeight = 1

/** How many words of its own a copy may have: a word of opening or greeting, and one in twenty. */
const freeAdditions = 2
const additionShare = 0.05
/** Words in the place of others change a meaning, unless there are very many around them. */
const wordsPerReplacement = 30

/**
 * Whether the later text says nothing that the earlier one does not: the same words in the same order, at most cut short or with a
 * word of opening, and no figure, day, negation, number in words or name that is not in the earlier, in the earlier's order.
 */
export function saysNothingNew(later: Profile, earlier: Profile): boolean {
  if (later.lemmas.length < minLemmas) return false
  if (sharedPart(later.shingles, earlier.shingles) < minSharedShingles) return false
  if (!isSubsequence(later.telling, earlier.telling)) return false
  const { added, dropped, addedNames, droppedNames } = compare(later, earlier)
  if (addedNames > 0 && droppedNames > 0) return false
  const size = later.lemmas.length
  if (added > freeAdditions + additionShare * size || dropped > maxCut * earlier.lemmas.length) return false
  if (addedNames > 1) return false
  return Math.min(added, dropped) <= size / wordsPerReplacement
}

/** As `saysNothingNew`, of a text that is known to come from the other: too short to be told by its words, it is the same. */
export function mayBeSameText(later: Profile, earlier: Profile): boolean {
  if (later.lemmas.length < minLemmas) return isSubsequence(later.telling, earlier.telling)
  return saysNothingNew(later, earlier)
}

/** Of the later's runs of words, how many the earlier has. */
function sharedPart(later: Uint32Array, earlier: Uint32Array): number {
  if (later.length === 0) return 0
  let shared = 0
  for (let i = 0, j = 0; i < later.length && j < earlier.length;) {
    const [left, right] = [later[i] ?? 0, earlier[j] ?? 0]
    if (left === right) shared += 1
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return shared / later.length
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let found = 0
  for (const word of whole) if (word === part[found]) found += 1
  return found === part.length
}

interface Difference {
  added: number
  dropped: number
  addedNames: number
  droppedNames: number
}

/** Words that only one of the two has, without words of any news. */
function compare(later: Profile, earlier: Profile): Difference {
  const difference: Difference = { added: 0, dropped: 0, addedNames: 0, droppedNames: 0 }
  let [i, j] = [0, 0]
  while (i < later.lemmas.length || j < earlier.lemmas.length) {
    const left = later.lemmas[i] ?? Infinity
    const right = earlier.lemmas[j] ?? Infinity
    if (left < right && (later.weights[i] ?? 0) >= fullWeight) {
      difference.added += 1
      if (((later.marks[i] ?? 0) & name) !== 0) difference.addedNames += 1
    }
    if (right < left && (earlier.weights[j] ?? 0) >= fullWeight) {
      difference.dropped += 1
      if (((earlier.marks[j] ?? 0) & name) !== 0) difference.droppedNames += 1
    }
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return difference
}
