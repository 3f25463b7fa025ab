import { readFileSync } from 'node:fs'
import { foldWord } from '../../src/core/text/fold.ts'
import {
  asCommonWord,
  asName,
  askedAnyway,
  inDocuments,
  inQueries,
  type RecordedForms,
  type Vocabulary,
} from './vocabulary.ts'

const folder = new URL('../../dictionaries/supplement/', import.meta.url)

/** Words of ours that a dictionary lacks, each inflected as a word that it has. */
export interface Supplement {
  /** Lemmas whose forms have to be recorded for `addTo`. */
  readonly models: ReadonlySet<string>
  /** Throws when a model is unknown, or ends otherwise than the words after it. */
  addTo(vocabulary: Vocabulary, recorded: RecordedForms): void
}

export interface IrregularForm {
  readonly lemma: string
  /** Whether the form is a word of its own as well. */
  readonly ownWord: boolean
}

const indeclinable = '='
const directive = /^asks (\S+): (\S+)$/

export function readSupplement(language: string): Supplement {
  const lines = linesOf(language)
  const asked = lines.map((line) => directive.exec(line)).filter((match) => match !== null)
  const groups = lines
    .filter((line) => !directive.test(line))
    .map((line) => {
      const [model = '', words = ''] = line.split(':')
      return { model: model.trim(), words: words.trim().split(/\s+/) }
    })
  return {
    models: new Set(groups.filter(({ model }) => model !== indeclinable).map(({ model }) => foldWord(model))),
    addTo: (vocabulary, recorded) => {
      const faults = groups.flatMap(({ model, words }) =>
        words.flatMap((word) => addWord(word, model, vocabulary, recorded) ?? []),
      )
      if (faults.length > 0) throw new Error(`the ${language} supplement: ${faults.join('; ')}`)
      for (const [, form = '', lemma = ''] of asked) vocabulary.add(form, lemma, inQueries | askedAnyway | asName)
    },
  }
}

/** Gives what is wrong with the line, if anything. */
function addWord(word: string, model: string, vocabulary: Vocabulary, recorded: RecordedForms): string | null {
  const kind = /^\p{Lu}/u.test(word) ? asName : asCommonWord
  const asked = inDocuments | inQueries | kind
  vocabulary.add(word, word, asked)
  if (model === indeclinable) {
    vocabulary.add(word, word, asked | asCommonWord)
    return null
  }
  const lemma = foldWord(model)
  // Comparatives with a prefix ("поновее") are left out.
  const forms = (recorded.get(lemma) ?? []).filter((form) => sharedLength(form, lemma) > 1)
  if (forms.length === 0) return `no dictionary has the model "${model}"`
  const shared = forms.reduce((length, form) => Math.min(length, sharedLength(form, lemma)), lemma.length)
  const folded = foldWord(word)
  // Of the model only what follows its stem counts; where its last consonants alternate, the word has to have the same.
  const ending = lemma.slice(shared)
  if (!folded.endsWith(ending)) return `"${word}" does not end as its model "${model}" does`
  const stem = folded.slice(0, folded.length - ending.length)
  for (const form of forms) vocabulary.add(stem + form.slice(shared), folded, asked)
  return null
}

function sharedLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

/** Irregular forms, each with its lemmas. */
export function readIrregular(language: string): ReadonlyMap<string, readonly IrregularForm[]> {
  const forms = new Map<string, IrregularForm[]>()
  for (const line of linesOf(`${language}-irregular`)) {
    const [lemma = '', ...listed] = line.split(/\s+/)
    for (const text of listed) {
      const form = text.replace('*', '')
      forms.set(form, [...(forms.get(form) ?? []), { lemma, ownWord: text.endsWith('*') }])
    }
  }
  return forms
}

/** The lines of a file of the supplement that are not comments. */
function linesOf(name: string): readonly string[] {
  return readFileSync(new URL(`${name}.txt`, folder), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '')
}
