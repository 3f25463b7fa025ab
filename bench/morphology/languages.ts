import { readFileSync } from 'node:fs'
import type { TextLanguage } from '../../src/domain/query.ts'
import type { Analyzer } from '../../src/core/text/analyzer.ts'
import { goldFolder } from './gold.ts'

/** How an analyzer tells the language of sentences: percentages. */
export interface LanguageScore {
  readonly sentences: number
  /** Of the sentences that it gives a language for, so many are in that language. */
  readonly right: number
  /** Of all sentences, so many get a language. */
  readonly answered: number
}

/** Asks for the language of each sentence of treebanks that are all in `language`. */
export function scoreLanguage(files: readonly string[], language: TextLanguage, analyzer: Analyzer): LanguageScore {
  const sentences = files.flatMap((file) =>
    Array.from(readFileSync(new URL(file, goldFolder), 'utf8').matchAll(/^# text = (.*)$/gm), ([, text = '']) => text),
  )
  const answers = sentences.map((text) => analyzer.languageOf(text)).filter((answer) => answer !== null)
  const right = answers.filter((answer) => answer === language).length
  return {
    sentences: sentences.length,
    right: (right / answers.length) * 100,
    answered: (answers.length / sentences.length) * 100,
  }
}
