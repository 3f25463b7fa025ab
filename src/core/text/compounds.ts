import { wordEnd } from './word-bounds.ts'

/** A longer chain of hyphens is no word but a slug or a slogan. */
const maxParts = 4
/** Before a number: "Т-72", "COVID-19", not "роман-1984". */
const maxModelLength = 5
const [hyphen, typographicHyphen, unbrokenHyphen] = [0x2d, 0x2010, 0x2011]
/** "11 286", "10.000", "10,000": groups of three digits after at most three, with one kind of separator. */
const groupedNumber = /\p{Nd}{1,3}(?:([ \u00a0\u2009\u202f.,])\p{Nd}{3})(?:\1\p{Nd}{3})*(?![\p{L}\p{M}\p{Nd}])/uy

/** Parts that make a word of any other: nobody writes "чтонибудь" and means a word of its own. */
const particles = new Set(
  (
    'то либо нибудь ка таки де кое кой по во в с из за на пол все ' +
    'небудь будь що хто які як но от то таки казна хтозна any of the to in on at for and or by up out off'
  ).split(' '),
)

/** The end of the hyphenated word whose first part ends at `end`; `end` where it is none. */
export function compoundEnd(text: string, end: number): number {
  let last = end
  while (last < text.length && isHyphen(text.charCodeAt(last))) {
    const next = wordEnd(text, last + 1)
    if (next === last + 1) break
    last = next
  }
  return last
}

function isHyphen(code: number): boolean {
  return code === hyphen || code === typographicHyphen || code === unbrokenHyphen
}

/** The end of the number in groups of digits whose first group is from `start` to `end`; `end` where there is none. */
export function numberEnd(text: string, start: number, end: number): number {
  if (end - start > 3) return end
  groupedNumber.lastIndex = start
  return groupedNumber.test(text) ? groupedNumber.lastIndex : end
}

/** Whether the parts together are a word or a number that somebody may write as one. */
export function isJoinable(parts: readonly string[]): boolean {
  if (parts.length > maxParts || parts.some((part) => part === '' || particles.has(part))) return false
  const [first = '', ...rest] = parts
  if (startsWithDigit.test(first)) {
    // Years and days in a row are no number, and "15-летний" is written so by all.
    return !first.startsWith('0') && first.length <= 3 && rest.every((part) => threeDigits.test(part))
  }
  return first.length <= maxModelLength || !rest.some((part) => startsWithDigit.test(part))
}

const startsWithDigit = /^\p{Nd}/u
const threeDigits = /^\p{Nd}{3}$/u
