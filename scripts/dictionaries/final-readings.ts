import { askedAsName, askedAsWord, indexed, type Reading } from '../../src/core/text/dictionary/artifact.ts'
import { isIdentity, type LemmaEdit } from './lemma-edit.ts'
import { asCommonWord, asName, askedAnyway, inDocuments, inQueries, type FormReading } from './vocabulary.ts'

/**
 * What a form is indexed under, and what it asks for as a keyword. A keyword that is itself a lemma asks for that lemma
 * alone; a capitalised one that may be a name asks for the name alone.
 */
export function finalReadings(readings: readonly FormReading[], edits: readonly LemmaEdit[]): readonly Reading[] {
  const asked = readings.filter(({ flags }) => (flags & inQueries) !== 0)
  const itself = asked.find(({ edit }) => isIdentityOf(edits, edit))
  const asWord = askedForm(asked, itself)
  const asTitle = askedTitle(asked, itself) ?? asWord
  return readings.map((reading) => ({
    edit: reading.edit,
    roles:
      ((reading.flags & inDocuments) === 0 ? 0 : indexed) |
      (asWord.includes(reading) ? askedAsWord : 0) |
      (asTitle.includes(reading) ? askedAsName : 0),
  }))
}

function askedForm(asked: readonly FormReading[], itself: FormReading | undefined): readonly FormReading[] {
  // People write names in lower case: one that is a form of a common word as well leaves both open.
  const common = asked.filter(({ flags }) => (flags & asCommonWord) !== 0)
  if (itself === undefined || (common.length > 0 && !common.includes(itself))) return asked
  return asked.filter((reading) => reading === itself || (reading.flags & askedAnyway) !== 0)
}

/** null: no name. */
function askedTitle(asked: readonly FormReading[], itself: FormReading | undefined): readonly FormReading[] | null {
  const names = asked.filter(({ flags }) => (flags & asName) !== 0)
  if (names.length === 0) return null
  if (itself === undefined || !names.includes(itself)) return names
  return names.filter((reading) => reading === itself || (reading.flags & askedAnyway) !== 0)
}

function isIdentityOf(edits: readonly LemmaEdit[], edit: number): boolean {
  const own = edits[edit]
  return own !== undefined && isIdentity(own)
}
