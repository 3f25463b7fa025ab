import { hour } from '../../domain/time.ts'
import { differenceOf } from './difference.ts'
import type { Profile } from './profile.ts'
import { tellsNoOther } from './telling.ts'

/** Shorter texts ("Отбой тревоги") are said again and again, and mean another thing each time. */
const minLemmas = 5
const minSharedShingles = 0.6
/** Texts of so many words do not come to be the same by chance. */
const minLastingLemmas = 8
const briefMs = 3 * hour
/** A channel that repeats so many words, a date or a link, tells of the same; with figures among them, so many. */
const minRemindingLemmas = 20
const minRemindingFigures = 12
const sameDayMs = 18 * hour
/** Part of a text that a copy may lack, when it was cut short. */
const maxCut = 0.4

/** How many words of its own a copy may have: a word of opening or greeting, and one in twenty. */
const freeAdditions = 1
const additionShare = 0.05
const maxAdditions = 6
/** Words in the place of others change a meaning, unless there are very many around them. */
const wordsPerReplacement = 30

/**
 * Whether the later text says nothing that the earlier one does not: the same words in the same order, at most cut short or with a
 * word of opening, and no figure, day, currency, negation, number in words, name or link that is not in the earlier.
 */
export function saysNothingNew(later: Profile, earlier: Profile): boolean {
  if (later.lemmas.length < minLemmas) return false
  if (sharedPart(later.shingles, earlier.shingles) < minSharedShingles) return false
  if (!tellsNoOther(later.telling, earlier.telling) || leadsElsewhere(later, earlier)) return false
  const { added, dropped, replaced, addedNames, isRenamed } = differenceOf(later, earlier)
  const size = later.lemmas.length
  if (added > Math.min(freeAdditions + additionShare * size, maxAdditions) || dropped > maxCut * earlier.lemmas.length)
    return false
  return !isRenamed && addedNames <= 1 && replaced <= size / wordsPerReplacement
}

/** As `saysNothingNew`, of a text that is known to come from the other: too short to be told by its words, it is the same. */
export function mayBeSameText(later: Profile, earlier: Profile): boolean {
  if (later.lemmas.length < minLemmas) return tellsNoOther(later.telling, earlier.telling)
  return saysNothingNew(later, earlier)
}

/**
 * How long after a text another of the same words means the same. Few words come to be said of something else; when a channel
 * that said them says them again (`isSaidAgain`) it is another alarm, and another night's report; "tomorrow" is another day tomorrow.
 */
export function meansTheSameFor(profile: Profile, isSaidAgain: boolean): number {
  const { lemmas, links, telling, isDated } = profile
  const hasFigures = telling.ordered.length > 0
  const isShort = lemmas.length < (hasFigures ? minRemindingFigures : minRemindingLemmas)
  const isAnchored = links.length > 0 || (isDated && lemmas.length >= minLastingLemmas)
  if (!isAnchored && isShort && isSaidAgain) return hasFigures ? briefMs : 0
  if (!isAnchored && lemmas.length < minLastingLemmas) return briefMs
  const { relativeDay } = telling
  return relativeDay === 'ahead' || (relativeDay === 'near' && (isShort || isSaidAgain)) ? sameDayMs : Infinity
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

/** A link in the place of another. One more, as to a source, says nothing by itself. */
function leadsElsewhere(later: Profile, earlier: Profile): boolean {
  return hasMoreLinks(later, earlier) && hasMoreLinks(earlier, later)
}

function hasMoreLinks({ links }: Profile, other: Profile): boolean {
  return links.some((link) => !other.links.includes(link))
}
