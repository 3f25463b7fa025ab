import {
  apostrophe,
  digit,
  invisible,
  keycapAt,
  kindAt,
  letter,
  mark,
  other,
  plainKindAt,
  sizeAt,
} from './characters.ts'
import { addToHash, finishHash, hashOf } from './word-hash.ts'

/**
 * The end of the hashtag or mention that starts at `start`; 0 when none does. It stands alone, not after a letter, a digit
 * or an underscore, and holds a letter.
 */
export function labelEnd(text: string, start: number): number {
  if (text[start] !== '#' && text[start] !== '@') return 0
  if (start > 0 && isInsideWord(text, start - 1)) return 0
  let end = start + 1
  let hasLetter = false
  for (;;) {
    if (text[end] === '_') {
      end += 1
      continue
    }
    const next = wordEnd(text, end)
    if (next === end) break
    hasLetter ||= /\p{L}/u.test(text.slice(end, next))
    end = next
  }
  return hasLetter ? end : 0
}

function isInsideWord(text: string, index: number): boolean {
  const before = text.codePointAt(index) ?? 0
  // The second half of a surrogate pair: look at the pair.
  const start = before >= 0xdc00 && before <= 0xdfff && index > 0 ? index - 1 : index
  const kind = kindAt(text, start)
  return kind === letter || kind === digit || kind === mark || text[index] === '_'
}

const [hash, at] = [0x23, 0x40]

/** The next place, from `index` on, where a word or a label may begin. */
export function nextBeginning(text: string, index: number): number {
  let next = index
  while (next < text.length && plainKindAt(text, next) === other) {
    const code = text.charCodeAt(next)
    if (code === hash || code === at) break
    next += 1
  }
  return next
}

/** The end of the word that starts at `start`; `start` when none does. */
export function wordEnd(text: string, start: number): number {
  return measureWord(text, start).end
}

/** What there is to know of a word without looking it up. */
export interface WordMeasure {
  readonly end: number
  /** As `hashOf` gives it. */
  readonly hash: number
}

// One for all: making an object takes as long as measuring a word.
const measure = { end: 0, hash: 0 }

/** The end and the hash of the word that starts at `start`, both of one look at each letter. Holds until the next word is measured. */
export function measureWord(text: string, start: number): WordMeasure {
  // Nearly every word is of plain letters and digits alone, and ends at a plain character that is neither.
  let end = start
  let hash = 0
  let kind = plainKindAt(text, end)
  while (kind === letter || kind === digit) {
    hash = addToHash(hash, text.charCodeAt(end))
    end += 1
    kind = plainKindAt(text, end)
  }
  measure.end = kind === other ? end : anyWordEnd(text, start)
  measure.hash = kind === other ? finishHash(hash) : hashOf(text, start, measure.end)
  return measure
}

function anyWordEnd(text: string, start: number): number {
  let end = start
  let index = start
  let previous = other
  while (index < text.length) {
    const kind = kindAt(text, index)
    if (kind === other || (kind === digit && keycapAt(text, index) > 0)) break
    // Nothing but a letter or a digit starts a word; an apostrophe stands between letters.
    if (end === start && kind !== letter && kind !== digit) break
    if (kind === apostrophe && (previous !== letter || kindAt(text, index + 1) !== letter)) break
    index += sizeAt(text, index)
    if (kind === letter || kind === digit || kind === mark) end = index
    if (kind !== invisible && kind !== mark) previous = kind
  }
  return end
}
