import { writeArtifact, type Artifact, type Reading } from '../../src/core/text/dictionary/artifact.ts'
import { createAutomatonBuilder } from './automaton-builder.ts'
import { finalReadings } from './final-readings.ts'
import { predictEndings } from './endings.ts'
import { toDoubleArray } from './double-array.ts'
import { createNumbering, type Vocabulary } from './vocabulary.ts'

export interface Compiled {
  readonly bytes: Uint8Array
  readonly forms: number
  readonly lists: number
  readonly endings: number
}

/**
 * Compiles a vocabulary to an artifact. The same vocabulary gives the same bytes. `frequent` words are quickest to look up:
 * their states are laid out next to each other.
 */
export function compile(vocabulary: Vocabulary, characters: string, frequent: readonly string[]): Compiled {
  const lists = createNumbering<Artifact['lists'][number]>()
  const numberOf = (readings: readonly Reading[]): number =>
    lists.numberOf(readings.map(({ edit, roles }) => `${edit}:${roles}`).join(' '), () => readings)
  const finalLists = vocabulary.readingLists.map((readings) => numberOf(finalReadings(readings, vocabulary.edits)))
  const forms = vocabulary.forms()
  const toLabels = (word: string): number[] => Array.from(word, (character) => characters.indexOf(character) + 1)

  const words = createAutomatonBuilder()
  for (const form of forms) words.add(toLabels(form), finalLists[vocabulary.listOf(form)] ?? 0)
  const predicted = predictEndings(forms, vocabulary)
  const endings = createAutomatonBuilder()
  for (const { ending, readings } of predicted) endings.add(toLabels(ending), numberOf(readings))
  const bytes = writeArtifact({
    characters,
    edits: vocabulary.edits,
    lists: lists.values,
    words: toDoubleArray(words.finish(), frequent.map(toLabels)),
    endings: toDoubleArray(endings.finish(), []),
  })
  return { bytes, forms: forms.length, lists: lists.values.length, endings: predicted.length }
}
