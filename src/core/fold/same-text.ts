import { hour } from '../../domain/time.ts'
import { differenceOf } from './difference.ts'
import type { Profile } from './profile.ts'
import { tellsNoOther } from './telling.ts'

/** Shorter texts ("Отбой тревоги") are said again and again, and mean another thing each time. */
const minLemmas = 5
const minSharedShingles = 0.6
/** From so many on, two texts do not come to have the same words by chance. */
const minLastingLemmas = 8
const briefMs = 3 * hour
/** A channel that repeats so many words, or a figure, a day or a link, tells of the same; with fewer it may raise another alarm. */
const minRemindingLemmas = 20
/** "Tomorrow" is another day tomorrow. */
const relativeMs = 18 * hour
/** Part of a text that a copy may lack, when it was cut short. */
const maxCut = 0.4

/** How many words of its own a copy may have: a word of opening or greeting, and one in twenty. */
const freeAdditions = 2
const additionShare = 0.05
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
  if (added > freeAdditions + additionShare * size || dropped > maxCut * earlier.lemmas.length) return false
  return !isRenamed && addedNames <= 1 && replaced <= size / wordsPerReplacement
}

/** As `saysNothingNew`, of a text that is known to come from the other: too short to be told by its words, it is the same. */
export function mayBeSameText(later: Profile, earlier: Profile): boolean {
  if (later.lemmas.length < minLemmas) return tellsNoOther(later.telling, earlier.telling)
  return saysNothingNew(later, earlier)
}

/** How long after a text another of the same words still means the same: few words come to be said of something else. */
export function meansTheSameFor(profile: Profile): number {
  if (isBrief(profile)) return briefMs
  return profile.telling.isRelative ? relativeMs : Infinity
}

/** Whether the same words mean another thing when the same channel says them again: an alarm, and no reminder. */
export function tellsAnew(profile: Profile): boolean {
  const { lemmas, links, telling } = profile
  return isBrief(profile) || (lemmas.length < minRemindingLemmas && links.length + telling.ordered.length === 0)
}

function isBrief({ lemmas, links }: Profile): boolean {
  return lemmas.length < minLastingLemmas && links.length === 0
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
  const isMissing = (links: readonly string[], link: string): boolean => !links.includes(link)
  return (
    later.links.some((link) => isMissing(earlier.links, link)) &&
    earlier.links.some((link) => isMissing(later.links, link))
  )
}
