import { invisibles } from './characters.ts'
import { foldWord } from './fold.ts'

/** A text as words are compared, with the way back to the text as it stands. */
export interface FoldedText {
  readonly folded: string
  /** By UTF-16 unit of `folded`, and one more for its end: the offset in the text. */
  readonly starts: Uint32Array
}

/** Folds a text character by character. */
export function foldText(text: string): FoldedText {
  const pieces: string[] = []
  const starts: number[] = []
  let at = 0
  for (const character of text) {
    if (!invisibles.test(character)) {
      const folded = /\p{L}|\p{N}/u.test(character) ? foldWord(character) : character.toLowerCase()
      pieces.push(folded)
      for (let index = 0; index < folded.length; index += 1) starts.push(at)
    }
    at += character.length
  }
  starts.push(text.length)
  return { folded: pieces.join(''), starts: Uint32Array.from(starts) }
}
