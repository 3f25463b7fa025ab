import { askedAsName, askedAsWord, indexed, type Reading } from '../../src/core/text/dictionary/artifact.ts'
import { isIdentity } from './lemma-edit.ts'
import { inDocuments, type Vocabulary } from './vocabulary.ts'

/** What words of one ending mostly are; the ending is written backwards. */
export interface PredictedEnding {
  readonly ending: string
  readonly readings: readonly Reading[]
}

const maxLength = 6
/** Rarer endings say nothing. */
const minForms = 30
/** A reading that a smaller share of the forms of an ending has is not predicted. */
const minShare = 0.04
const maxReadings = 4
/** From this share on, an unknown keyword of the ending is taken for a lemma. */
const lemmaShare = 0.25

/** Forms written backwards, in order, with the numbers of their reading lists. */
interface Backwards {
  readonly words: readonly string[]
  readonly lists: Uint32Array
}

/**
 * The endings of the vocabulary, in order, with the readings that an unknown word of that ending gets. An ending that says
 * the same as the next shorter one is left out.
 */
export function predictEndings(forms: readonly string[], vocabulary: Vocabulary): readonly PredictedEnding[] {
  const words = forms.map(reversed).sort()
  const backwards = { words, lists: Uint32Array.from(words, (word) => vocabulary.listOf(reversed(word))) }
  const found: PredictedEnding[] = []
  const visit = (from: number, to: number, length: number, shorter: string): void => {
    const readings = predict(backwards, { from, to, length }, vocabulary)
    const key = readings.map(({ edit, roles }) => `${edit}:${roles}`).join(' ')
    if (key !== shorter && length > 0 && key !== '') {
      found.push({ ending: words[from]?.slice(0, length) ?? '', readings })
    }
    if (length === maxLength) return
    for (let start = from; start < to;) {
      const character = words[start]?.[length]
      let end = start + 1
      while (end < to && words[end]?.[length] === character) end += 1
      if (character !== undefined && end - start >= minForms) visit(start, end, length + 1, key || shorter)
      start = end
    }
  }
  visit(0, words.length, 0, '')
  return found
}

function reversed(word: string): string {
  let backwards = ''
  for (let index = word.length - 1; index >= 0; index -= 1) backwards += word.charAt(index)
  return backwards
}

/** The forms from `from` to `to` have their last `length` characters in common. */
interface Range {
  readonly from: number
  readonly to: number
  readonly length: number
}

function predict({ lists }: Backwards, { from, to, length }: Range, vocabulary: Vocabulary): readonly Reading[] {
  const { edits, readingLists } = vocabulary
  const byList = new Map<number, number>()
  for (const list of lists.subarray(from, to)) byList.set(list, (byList.get(list) ?? 0) + 1)
  const counts = new Map<number, number>()
  for (const [list, count] of byList) {
    for (const { edit, flags } of readingLists[list] ?? []) {
      if ((flags & inDocuments) !== 0) counts.set(edit, (counts.get(edit) ?? 0) + count)
    }
  }
  const likely = [...counts]
    .filter(([edit, count]) => count >= (to - from) * minShare && isWithin(edits[edit], length))
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, maxReadings)
  const lemma = likely.find(([edit, count]) => isSame(edits[edit]) && count >= (to - from) * lemmaShare)
  return likely
    .map(([edit]) => ({
      edit,
      roles: indexed | (lemma === undefined || lemma[0] === edit ? askedAsWord | askedAsName : 0),
    }))
    .sort((a, b) => a.edit - b.edit)
}

function isWithin(edit: Vocabulary['edits'][number] | undefined, length: number): boolean {
  return edit !== undefined && edit.front === 0 && edit.cut <= length
}

function isSame(edit: Vocabulary['edits'][number] | undefined): boolean {
  return edit !== undefined && isIdentity(edit)
}
