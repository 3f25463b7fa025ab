import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Pairs of published texts with a person's verdict whether they tell the same story; read in place and no part of this project. */
export const pairsFolder = new URL('../../../shared/labels/story-pairs/', import.meta.url)

export interface StoryPair {
  readonly texts: readonly [string, string]
  readonly isSame: boolean
}

export function readPairs(): readonly StoryPair[] {
  if (!existsSync(pairsFolder)) return []
  return readdirSync(pairsFolder)
    .filter((file) => file.endsWith('.tsv'))
    .sort()
    .flatMap((file) => readTable(readFileSync(new URL(file, pairsFolder), 'utf8')))
}

function readTable(table: string): readonly StoryPair[] {
  const [header, ...rows] = table.split(/\r?\n/).filter((line) => line.trim() !== '')
  const columns = header?.split('\t') ?? []
  return rows.map((row) => {
    const cells = row.split('\t').map(unquote)
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? ''
    const side = (which: string): string =>
      [cell(`INPUT:${which}_title`), cell(`INPUT:${which}_text`)].filter((text) => text !== '').join('\n')
    const verdict = cell('GOLDEN:quality') || cell('GOLDEN:result')
    return { texts: [side('first'), side('second')], isSame: verdict.toLowerCase() === 'ok' }
  })
}

function unquote(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell
}
