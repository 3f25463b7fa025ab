import type { Query } from '../../../domain/query.ts'
import type { Instant } from '../../../domain/time.ts'
import type { Document } from '../document.ts'
import { evaluateIndexed, indexDocument, type IndexedDocument } from '../evaluate.ts'
import { type Condition, decompile } from './condition.ts'
import type { Features } from './features.ts'
import { createSeen } from './seen.ts'

/** Which features the document under examination has, and where. */
export interface Sheet {
  /** Takes up a document; its features, each once. */
  read(document: Document, now: Instant): readonly number[]
  /** Whether the document has a feature, or lacks a negative one. */
  holds(feature: number): boolean
  /** Whether these words stand one after another. */
  holdsPhrase(words: readonly number[]): boolean
  /** Whether the plain evaluator says that the document fits. */
  fitsPlainly(query: Query): boolean
}

export function createSheet(features: Features): Sheet {
  const seen = createSeen()
  /** For a word of the document, one more than the index of its last place among `places`. */
  let lastPlace = new Int32Array(1024)
  /** Pairs: a position among the tokens, and the last place of the same word before it. */
  const places: number[] = []
  const present: number[] = []
  /** What each token is. */
  const tokens: (readonly number[])[] = []
  let current: { readonly document: Document; readonly now: Instant } | null = null
  let indexed: IndexedDocument | null = null

  function read(document: Document, now: Instant): readonly number[] {
    if (lastPlace.length < features.end) lastPlace = new Int32Array(features.end * 2)
    seen.clear(features.end)
    for (const list of [present, places, tokens]) list.length = 0
    for (const token of document.tokens) {
      const words = features.ofToken(token)
      for (const word of words) {
        const isNew = seen.add(word)
        if (isNew) present.push(word)
        places.push(tokens.length, isNew ? 0 : (lastPlace[word] ?? 0))
        lastPlace[word] = places.length - 1
      }
      tokens.push(words)
    }
    for (const feature of features.ofFacts(document.facts, now)) if (seen.add(feature)) present.push(feature)
    current = { document, now }
    indexed = null
    return present
  }

  function holdsPhrase(words: readonly number[]): boolean {
    if (!words.every(seen.has)) return false
    for (let place = lastPlace[words[0] ?? 0] ?? 0; place > 0; place = places[place] ?? 0) {
      const start = places[place - 1] ?? 0
      let length = 1
      while (length < words.length && tokens[start + length]?.includes(words[length] ?? 0) === true) length += 1
      if (length === words.length) return true
    }
    return false
  }

  return {
    read,
    holds: (feature) => (feature > 0 ? seen.has(feature) : !seen.has(-feature)),
    holdsPhrase,
    fitsPlainly: (query) => {
      if (current === null) return false
      indexed ??= indexDocument(current.document)
      return evaluateIndexed(query, indexed, current.now) !== null
    },
  }
}

/** Whether the document on a sheet fits a condition. */
export function fits(condition: Condition, sheet: Sheet, features: Features): boolean {
  if (typeof condition === 'number') return sheet.holds(condition)
  switch (condition.kind) {
    case 'phrase':
      return sheet.holdsPhrase(condition.words)
    case 'near':
      return condition.words.every(sheet.holds) && sheet.fitsPlainly(decompile(condition, features))
    case 'plain':
      return sheet.fitsPlainly(condition.query)
    case 'not':
      return !fits(condition.part, sheet, features)
    case 'and':
      return condition.parts.every((part) => fits(part, sheet, features))
    case 'or':
      return condition.parts.some((part) => fits(part, sheet, features))
  }
}
