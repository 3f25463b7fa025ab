/** What a character does to a word. */
export type CharacterKind = 0 | 1 | 2 | 3 | 4 | 5

export const other = 0
export const letter = 1
export const digit = 2
/** A combining mark: belongs to the letter before it. */
export const mark = 3
/** A soft hyphen, a zero-width character, a variation selector: does not part a word. */
export const invisible = 4
/** Belongs to a word when it stands between letters. */
export const apostrophe = 5

export const invisibles = /\p{Default_Ignorable_Code_Point}/u
export const apostrophes = /['`\u00b4\u02b9\u02bb-\u02bd\u02c8\u2018\u2019\u201b\u2032\uff07]/

const informationSign = 'ℹ'
const keycap = '\u20e3'
const emojiSelector = '\ufe0f'

function classify(character: string): CharacterKind {
  if (invisibles.test(character)) return invisible
  if (apostrophes.test(character)) return apostrophe
  // An emoji that Unicode counts among the letters, and the frame of keycap emoji.
  if (character === informationSign || character === keycap) return other
  if (/\p{L}/u.test(character)) return letter
  if (/\p{Nd}/u.test(character)) return digit
  return /\p{M}/u.test(character) ? mark : other
}

// All of Latin, Greek, Cyrillic and general punctuation: what posts consist of. The rest is classified as it comes.
const common = Uint8Array.from({ length: 0x2100 }, (_, code) => classify(String.fromCharCode(code)))

/** Told of no other characters by `plainKindAt`. */
const unplain = 6
const plain = common.map((kind, code) => (String.fromCharCode(code) === keycap ? unplain : kind))

/**
 * The kind of a character that means the same whatever stands around it; anything but a kind for the others. `other` past the end.
 */
export function plainKindAt(text: string, index: number): number {
  // Asked for a unit past the end, V8 gives up its fast way for good.
  if (index >= text.length) return other
  const code = text.charCodeAt(index)
  return code < plain.length ? (plain[code] as number) : unplain
}

/** The kind of the character at `index`; `other` past the end. */
export function kindAt(text: string, index: number): number {
  if (index >= text.length) return other
  const code = text.charCodeAt(index)
  if (code < common.length) return common[code] ?? other
  const character = text.codePointAt(index)
  return character === undefined ? other : classify(String.fromCodePoint(character))
}

/** How many UTF-16 units the character at `index` takes. */
export function sizeAt(text: string, index: number): number {
  if (index >= text.length) return 1
  const code = text.charCodeAt(index)
  if (code < 0xd800 || code > 0xdbff) return 1
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
}

/** The number of UTF-16 units of the keycap emoji ("1️⃣") at `index`; 0 when there is none. */
export function keycapAt(text: string, index: number): number {
  const size = text[index + 1] === emojiSelector ? 2 : 1
  return text[index + size] === keycap ? size + 1 : 0
}
