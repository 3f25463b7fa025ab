import { apostrophe, digit, invisible, kindAt, letter, mark, sizeAt } from './characters.ts'
import { foldWord } from './fold.ts'
import { wordEnd } from './word-bounds.ts'

export interface FoldedText {
  readonly folded: string
  /**
   * Where each UTF-16 unit of `folded` comes from in the original, never falling, and one more: the original's length. What is
   * at [from, to) of `folded` is at [starts[from], starts[to]) of the original, with the accents and the unseen characters there.
   */
  readonly starts: Uint32Array
}

/** What needs no folding beyond lower case: every letter of it stays one. */
const plain = /^[A-Za-z0-9А-ЕЖ-Яа-еж-яІіЇїЄєҐґЁё]*$/
const cluster = /[^\p{M}][\p{M}\p{Default_Ignorable_Code_Point}]*/gu

/**
 * A whole text as `foldWord` writes each of its words: lower case, е for ё, one apostrophe, look-alikes in one script, without accents
 * and unseen characters. Whitespace, punctuation and emoji stay. Takes time in proportion to the text.
 */
export function foldText(text: string): FoldedText {
  const output: string[] = []
  let starts = new Uint32Array(text.length + 1)
  let length = 0

  function push(part: string, from: number, to: number, offsets: readonly number[] | null): void {
    if (length + part.length >= starts.length) {
      const larger = new Uint32Array((length + part.length + 1) * 2)
      larger.set(starts)
      starts = larger
    }
    for (let index = 0; index < part.length; index += 1) {
      starts[length + index] = Math.min(from + (offsets === null ? index : (offsets[index] ?? index)), to - 1)
    }
    length += part.length
    output.push(part)
  }

  for (let index = 0; index < text.length;) {
    const kind = kindAt(text, index)
    const wordTo = kind === letter || kind === digit ? wordEnd(text, index) : index
    const end = wordTo > index ? wordTo : index + sizeAt(text, index)
    const part = text.slice(index, end)
    if (wordTo > index) {
      const folded = foldWord(part)
      push(folded, index, end, plain.test(part) ? null : offsetsOf(part, folded))
    } else if (kind === apostrophe) push("'", index, end, null)
    else if (kind !== invisible && kind !== mark) push(part, index, end, null)
    index = end
  }
  starts[length] = text.length
  return { folded: output.join(''), starts: starts.subarray(0, length + 1) }
}

/** Where each unit of a folded word comes from: from the letter that folds to it, with its marks. */
function offsetsOf(word: string, folded: string): readonly number[] {
  const offsets: number[] = []
  for (const { 0: letters, index } of word.matchAll(cluster)) {
    for (let count = foldWord(letters).length; count > 0; count -= 1) offsets.push(index)
  }
  // Letters that compose with one another are told apart in no better way.
  return offsets.length === folded.length ? offsets : Array.from(folded, (_, index) => Math.min(index, word.length - 1))
}
