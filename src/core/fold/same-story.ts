import { headName, inHeadline, type Profile } from './profile.ts'

/** How two texts resemble each other; each 0 to 1. */
export interface Resemblance {
  /** Cosine of lemmas by how often they occur. */
  readonly words: number
  /** Cosine of lemmas that counts early ones more. */
  readonly opening: number
  /** How much of a headline the other text holds, on average of both. */
  readonly headline: number
  /** How many names of an opening the other text holds, the lesser of both; half where one opens without a name. */
  readonly names: number
  /** Both name a day. */
  readonly dated: number
}

/**
 * Of a logistic regression over the 198 pairs of story-pairs (2019 to 2023, Russian and English), rounded; `npm run -s bench -- fold`
 * prints what it gives when it is learnt from nine tenths of them and asked of the others. Texts with dates are announcements and
 * reports, which resemble each other whatever they tell of.
 */
const coefficients: Readonly<Record<keyof Resemblance | 'bias', number>> = {
  words: 1.6,
  opening: 2.5,
  headline: 3,
  names: 1.9,
  dated: -1.7,
  bias: -3.8,
}
/** Log odds from which on two texts tell one story: the one that gives the best F1. */
export const storyThreshold = -0.4

/** Log odds of two texts telling the same story, of which those from 0 on do. Symmetric. */
export function storyScore(a: Profile, b: Profile): number {
  const { words, opening, headline, names, dated } = resemblance(a, b)
  const odds =
    coefficients.words * words +
    coefficients.opening * opening +
    coefficients.headline * headline +
    coefficients.names * names +
    coefficients.dated * dated +
    coefficients.bias
  return odds - storyThreshold
}

interface Share {
  all: number
  held: number
}

/** In one pass over the lemmas of both. */
export function resemblance(a: Profile, b: Profile): Resemblance {
  let words = 0
  let opening = 0
  const heads: readonly [Share, Share] = [
    { all: 0, held: 0 },
    { all: 0, held: 0 },
  ]
  const names: readonly [Share, Share] = [
    { all: 0, held: 0 },
    { all: 0, held: 0 },
  ]
  const count = (side: 0 | 1, { marks, weights }: Profile, index: number, isHeld: boolean): void => {
    const weight = weights[index] ?? 0
    if (((marks[index] ?? 0) & inHeadline) !== 0) add(heads[side], weight, isHeld)
    if (((marks[index] ?? 0) & headName) !== 0) add(names[side], weight, isHeld)
  }
  let [i, j] = [0, 0]
  while (i < a.lemmas.length || j < b.lemmas.length) {
    const left = a.lemmas[i] ?? Infinity
    const right = b.lemmas[j] ?? Infinity
    const isShared = left === right
    if (isShared) {
      words += (a.byCount[i] ?? 0) * (b.byCount[j] ?? 0)
      opening += (a.byPlace[i] ?? 0) * (b.byPlace[j] ?? 0)
    }
    if (left <= right) count(0, a, i++, isShared)
    if (right <= left) count(1, b, j++, isShared)
  }
  return {
    words,
    opening,
    headline: (share(heads[0], 0) + share(heads[1], 0)) / 2,
    names: names[0].all > 0 && names[1].all > 0 ? Math.min(share(names[0], 0), share(names[1], 0)) : 0.5,
    dated: a.isDated && b.isDated ? 1 : 0,
  }
}

function add(share: Share, weight: number, isHeld: boolean): void {
  share.all += weight
  if (isHeld) share.held += weight
}

function share({ all, held }: Share, none: number): number {
  return all === 0 ? none : held / all
}
