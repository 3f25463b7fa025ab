import { foldWord } from '../../src/core/text/fold.ts'
import { editBetween, type LemmaEdit } from './lemma-edit.ts'

/** What a reading is good for; flags of one reading are added. */
export const inDocuments = 1
export const inQueries = 2
export const asCommonWord = 4
export const asName = 8
/** Asked for even where the form is itself a lemma. */
export const askedAnyway = 16

const maxEdits = 1 << 14
const maxCut = 64
const maxFlags = 32

/** One reading of a form: its edit, by number, and its flags. */
export interface FormReading {
  readonly edit: number
  readonly flags: number
}

/** Forms by their lemma, folded. */
export type RecordedForms = ReadonlyMap<string, readonly string[]>

/** A growing set of forms with their readings. Forms with equal readings share one list of them. */
export interface Vocabulary {
  /** Folds both words; leaves out what is not one token: spaces, hyphens, foreign letters. */
  add(form: string, lemma: string, flags: number): void
  /** From now on, and no longer for those asked for before, records the forms of these lemmas. */
  record(lemmas: ReadonlySet<string>): RecordedForms
  readonly edits: readonly LemmaEdit[]
  readonly readingLists: readonly (readonly FormReading[])[]
  /** All forms, folded and sorted. */
  forms(): string[]
  /** The number of the form's reading list. */
  listOf(form: string): number
}

export function createVocabulary(alphabet: RegExp): Vocabulary {
  const forms = new Map<string, number>()
  let recorded = new Map<string, string[]>()
  const edits: LemmaEdit[] = []
  // Numbers of edits by ending, then by what is cut: millions of look-ups, without a key to be made for each.
  const editNumbers = new Map<string, number[]>()
  const lists = createNumbering<readonly FormReading[]>()
  // The list that comes of adding a reading to another list, by the numbers of both.
  const extended = new Map<number, number>()
  /** null: not one token of this alphabet. Words of the alphabet are folded already. */
  const fold = (word: string): string | null => {
    if (alphabet.test(word)) return word
    if (/[^\p{L}\p{M}'’ʼ]/u.test(word)) return null
    const folded = foldWord(word)
    return alphabet.test(folded) ? folded : null
  }
  const empty = lists.numberOf('', () => [])

  const numberOfEdit = (edit: LemmaEdit): number => {
    const byCut = editNumbers.get(edit.ending) ?? []
    if (byCut.length === 0) editNumbers.set(edit.ending, byCut)
    const known = byCut[edit.front * maxCut + edit.cut]
    if (known !== undefined) return known
    if (edits.length >= maxEdits || edit.cut >= maxCut) throw new RangeError('too many ways from forms to lemmas')
    byCut[edit.front * maxCut + edit.cut] = edits.length
    return edits.push(edit) - 1
  }

  const extend = (list: number, edit: number, flags: number): number => {
    const key = (list * maxEdits + edit) * maxFlags + flags
    const known = extended.get(key)
    if (known !== undefined) return known
    const readings = withReading(lists.values[list] ?? [], { edit, flags })
    const number = lists.numberOf(readings.map((one) => `${one.edit}:${one.flags}`).join(' '), () => readings)
    extended.set(key, number)
    return number
  }

  return {
    add: (form, lemma, flags) => {
      const folded = fold(form)
      const foldedLemma = fold(lemma)
      if (folded === null || foldedLemma === null) return
      const edit = numberOfEdit(editBetween(folded, foldedLemma))
      recorded.get(foldedLemma)?.push(folded)
      forms.set(folded, extend(forms.get(folded) ?? empty, edit, flags))
    },
    record: (lemmas) => {
      recorded = new Map(Array.from(lemmas, (lemma) => [lemma, []]))
      return recorded
    },
    edits,
    readingLists: lists.values,
    forms: () => [...forms.keys()].sort(),
    listOf: (form) => forms.get(form) ?? empty,
  }
}

function withReading(readings: readonly FormReading[], added: FormReading): readonly FormReading[] {
  const same = readings.find(({ edit }) => edit === added.edit)
  const rest = readings.filter(({ edit }) => edit !== added.edit)
  return [...rest, { edit: added.edit, flags: added.flags | (same?.flags ?? 0) }].sort((a, b) => a.edit - b.edit)
}

interface Numbering<Value> {
  readonly values: readonly Value[]
  numberOf(key: string, make: () => Value): number
}

/** Numbers from 0 in the order of first sight. */
export function createNumbering<Value>(): Numbering<Value> {
  const numbers = new Map<string, number>()
  const values: Value[] = []
  return {
    values,
    numberOf: (key, make) => {
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, values.length)
      return values.push(make()) - 1
    },
  }
}
