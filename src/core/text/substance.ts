import { monthNumber } from './dates.ts'
import { foldWord } from './fold.ts'
import { diffWords } from './word-diff.ts'

/** What a post says, without its channel's boilerplate. */
export interface Said {
  readonly text: string
  /** Where the links of the text lead that are not written out in it. */
  readonly links: readonly string[]
}

/** From this word distance on, an edit is one of substance. */
const substantial = 2
/** Words that are counted as whole changes by themselves: a no for a yes, a number in words. */
export const telling: ReadonlySet<string> = new Set(
  `не ни ні нет нету немає без never not no without cannot один одна одно два две дві три four five six ten one two three`.split(
    ' ',
  ),
)
const address = /https?:\/\/\S+|(?:t\.me|telegra\.ph)\/\S+/giu
const word = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'’ʼ.,:](?=[\p{L}\p{M}\p{N}])|[\p{L}\p{M}\p{N}])*/gu

/**
 * Whether an edit changes what a text says, and not only how it is written.
 *
 * Words are compared as `foldWord` writes them, so that case, punctuation, white space, ё for е, emoji and look-alike letters are
 * no change. The word distance counts 2 for a word that another took the place of, 1 for a word of four letters or more that came
 * or went, 1 for a short one that was replaced, and 0 for a short one that came or went, for a word that was parted or joined, and for
 * a slip: the same first letter, and one letter in four or two in nine differ, are left out or swapped. An edit of distance 2 is
 * one of substance. So is, at any distance, one that touches a figure, a month, a negation, a number in words, a name (a
 * capital within a sentence) that is no slip, or that takes away or replaces the target of a link.
 */
export function isSubstantialEdit(former: Said, latter: Said): boolean {
  if (hasLostLink(former, latter)) return true
  let distance = 0
  for (const { removed, added } of hunks(former.text, latter.text)) {
    const change = measureHunk(removed, added)
    if (change === 'telling') return true
    distance += change
  }
  return distance >= substantial
}

function hasLostLink(former: Said, latter: Said): boolean {
  const kept = new Set(linksOf(latter))
  return linksOf(former).some((link) => !kept.has(link))
}

function linksOf({ text, links }: Said): readonly string[] {
  return [...links, ...(text.match(address) ?? [])].map((link) =>
    link
      .replace(/^https?:\/\//iu, '')
      .replace(/[/.,;:!?)»"]+$/u, '')
      .toLowerCase(),
  )
}

interface Word {
  readonly folded: string
  readonly isName: boolean
}

interface Hunk {
  readonly removed: readonly Word[]
  readonly added: readonly Word[]
}

/** Where the words differ, laid side by side. */
function hunks(former: string, latter: string): readonly Hunk[] {
  const [a, b] = [toWords(former), toWords(latter)]
  const found: { removed: Word[]; added: Word[] }[] = []
  let [i, j] = [0, 0]
  let isOpen = false
  for (const { kind, text } of diffWords(joined(a), joined(b))) {
    const count = text.trim() === '' ? 0 : text.trim().split(' ').length
    if (kind !== 'same' && !isOpen) found.push({ removed: [], added: [] })
    isOpen = kind !== 'same'
    if (kind === 'removed') found.at(-1)?.removed.push(...a.slice(i, i + count))
    if (kind === 'added') found.at(-1)?.added.push(...b.slice(j, j + count))
    if (kind !== 'added') i += count
    if (kind !== 'removed') j += count
  }
  return found
}

function joined(words: readonly Word[]): string {
  return words.map(({ folded }) => folded).join(' ')
}

function toWords(text: string): readonly Word[] {
  const plain = text.normalize('NFKC').replaceAll(address, ' ')
  return [...plain.matchAll(word)].flatMap(({ 0: found, index }) => {
    // The point of a figure says how great it is.
    const folded = /\d/.test(found) ? found.toLowerCase().replaceAll(',', '.') : foldWord(found)
    return folded === '' ? [] : [{ folded, isName: isCapitalised(found) && isWithinSentence(plain, index) }]
  })
}

function isCapitalised(found: string): boolean {
  return /^\p{Lu}/u.test(found) && !/^\p{Lu}{2,}$/u.test(found)
}

function isWithinSentence(text: string, index: number): boolean {
  return /[\p{L}\p{N},;]["«“(]?[ \t]+["«“(]?$/u.test(text.slice(Math.max(0, index - 8), index))
}

function measureHunk(removed: readonly Word[], added: readonly Word[]): number | 'telling' {
  if (letters(removed) === letters(added)) return 0
  const [gone, come] = withoutSlips(removed, added)
  if ([...gone, ...come].some(isTelling)) return 'telling'
  if (gone.length > 0 && gone.length === come.length) {
    return gone.reduce((sum, { folded }, at) => sum + (isShort(folded) && isShort(come[at]?.folded ?? '') ? 1 : 2), 0)
  }
  return [...gone, ...come].filter(({ folded }) => !isShort(folded)).length
}

function letters(words: readonly Word[]): string {
  return words.map(({ folded }) => folded).join('')
}

/** Takes out pairs of words of which one is the other, mistyped. */
function withoutSlips(removed: readonly Word[], added: readonly Word[]): readonly [readonly Word[], readonly Word[]] {
  const come = [...added]
  const gone = removed.filter((one) => {
    const at = come.findIndex((other) => isSlip(one.folded, other.folded))
    if (at >= 0) come.splice(at, 1)
    return at < 0
  })
  return [gone, come]
}

function isTelling({ folded, isName }: Word): boolean {
  return isName || /\d/.test(folded) || telling.has(folded) || folded.endsWith("n't") || monthNumber(folded) !== null
}

function isShort(folded: string): boolean {
  return folded.length < 4
}

/** Neither figures, months nor telling words are mistyped: there one letter is another meaning. */
function isSlip(one: string, other: string): boolean {
  if (one === other) return true
  const isExact = [one, other].some((folded) => isTelling({ folded, isName: false }))
  const length = Math.max(one.length, other.length)
  const allowed = length >= 9 ? 2 : length >= 4 ? 1 : 0
  if (isExact || one[0] !== other[0] || Math.abs(one.length - other.length) > allowed) return false
  return allowed > 0 && editDistance(one, other) <= allowed
}

/** Letters that differ, are left out or stand in the place of their neighbour. */
function editDistance(a: string, b: string): number {
  let [beforeLast, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      row.push(best)
    }
    ;[beforeLast, last] = [last, row]
  }
  return last[b.length] ?? 0
}

const contextWords = 8

/** The stretch of both texts in which they differ, with a few words around and their ends of lines, each of at most `limit` units. */
export function changedPart(former: string, latter: string, limit: number): { former: string; latter: string } {
  const [a, b] = [wordsAndGaps(former), wordsAndGaps(latter)]
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start]?.word === b[start]?.word) start += 1
  let end = 0
  while (end < shorter - start && a.at(-1 - end)?.word === b.at(-1 - end)?.word) end += 1
  const from = Math.max(0, start - contextWords)
  const cut = (words: readonly GapAndWord[]): string => {
    const to = Math.min(words.length, words.length - end + contextWords)
    const shown = words.slice(from, to).map(({ gap, word }, index) => (index === 0 ? word : gap + word))
    const part = `${from > 0 ? '… ' : ''}${shown.join('')}${to < words.length ? ' …' : ''}`
    return part.length <= limit ? part : `${part.slice(0, limit - 2).toWellFormed()} …`
  }
  return { former: cut(a), latter: cut(b) }
}

interface GapAndWord {
  /** What parts it from the word before: a space, the end of a line, or an empty line. */
  readonly gap: string
  readonly word: string
}

function wordsAndGaps(text: string): readonly GapAndWord[] {
  return [...text.matchAll(/(\s*)(\S+)/gu)].map(([, space = '', word = '']) => {
    const ends = space.match(/\r\n|[\n\r\u0085\u2028\u2029]/gu)?.length ?? 0
    return { gap: ends === 0 ? ' ' : '\n'.repeat(Math.min(ends, 2)), word }
  })
}
