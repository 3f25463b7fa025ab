import type { Query } from '../../../domain/query.ts'
import type { Instant } from '../../../domain/time.ts'
import type { Document } from '../document.ts'
import { evaluateIndexed, indexDocument, type IndexedDocument } from '../evaluate.ts'
import { type Condition, decompile } from './condition.ts'
import type { Features } from './features.ts'
import { createPlaces, grown } from './places.ts'
import { createSeen } from './seen.ts'

/** Which features the document under examination has, and where. */
export interface Sheet {
  /** Takes up a document. */
  read(document: Document, now: Instant): void
  /** Its features, each once: so many as `size` tells. */
  readonly present: Int32Array
  readonly size: number
  /** Whether the document has a feature, or lacks a negative one. */
  holds(feature: number): boolean
  /** Whether these words stand one after another. */
  holdsPhrase(words: readonly number[]): boolean
  /** Whether the plain evaluator says that the document fits. */
  fitsPlainly(query: Query): boolean
}

export function createSheet(features: Features): Sheet {
  const seen = createSeen()
  const places = createPlaces()
  let present = new Int32Array(256)
  let size = 0
  /** What each token is. */
  const tokens: (readonly number[])[] = []
  let tokenCount = 0
  let current: { readonly document: Document; readonly now: Instant } | null = null
  let indexed: IndexedDocument | null = null

  function see(feature: number): boolean {
    if (!seen.add(feature)) return false
    if (size === present.length) present = grown(present)
    present[size] = feature
    size += 1
    return true
  }

  function read(document: Document, now: Instant): void {
    seen.clear(features.end)
    places.clear(features.end)
    size = 0
    tokenCount = 0
    for (const token of document.tokens) {
      const words = features.ofToken(token)
      for (const word of words) places.add(word, tokenCount, see(word))
      tokens[tokenCount] = words
      tokenCount += 1
    }
    for (const feature of features.ofFacts(document.facts, now)) see(feature)
    current = { document, now }
    indexed = null
  }

  function holdsPhrase(words: readonly number[]): boolean {
    if (!words.every(seen.has)) return false
    for (let place = places.last(words[0] ?? 0); place > 0; place = places.before(place)) {
      const start = places.positionOf(place)
      if (start + words.length > tokenCount) continue
      let length = 1
      while (length < words.length && tokens[start + length]?.includes(words[length] ?? 0) === true) length += 1
      if (length === words.length) return true
    }
    return false
  }

  return {
    read,
    get present() {
      return present
    },
    get size() {
      return size
    },
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
