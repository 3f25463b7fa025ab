import { nearestOf } from '../core/text/nearest.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { SimilarWord } from '../domain/search.ts'
import type { PostStore } from '../domain/store.ts'
import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { quoted } from './index-terms.ts'

/** Shorter words have too many neighbours, longer ones are nobody's vocabulary. */
const minLength = 4
const maxLength = 30
/** From this length on a word may hold two errors. */
const twoErrorsFrom = 6
/** Words with the same beginning that are compared with the one typed. */
const maxCompared = 5000
const sameBeginning = 3
/** How many of the nearest are counted, and how many posts of each. */
const maxWeighed = 20
const maxPosts = 1000

const cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ'"
const latin = "abcdefghijklmnopqrstuvwxyz'"

/**
 * Every word at one error is looked up, which needs no index of its own; words at two errors are found when they begin as the
 * typed one does.
 */
export function createFindSimilarWords(
  db: Db,
  { vocabulary }: FullText,
  analyzer: Analyzer,
): PostStore['findSimilarWords'] {
  const isKnown = db.prepare<[string], number>('SELECT 1 FROM words WHERE form = ? LIMIT 1').pluck()
  const beginning = db
    .prepare<[string, string, number], string>('SELECT DISTINCT form FROM words WHERE form >= ? AND form < ? LIMIT ?')
    .pluck()
  const count = db
    .prepare<[string, number], number>(
      'SELECT COUNT(*) FROM (SELECT 1 FROM posts_fts WHERE posts_fts MATCH ? ORDER BY rowid DESC LIMIT ?)',
    )
    .pluck()

  const nearWords = (typed: string): readonly string[] => {
    const atOne = [...oneErrorAway(typed)].filter((word) => isKnown.get(word) !== undefined)
    if (typed.length < twoErrorsFrom) return atOne
    const start = typed.slice(0, sameBeginning)
    const alike = beginning.all(start, `${start}\u{10ffff}`, maxCompared)
    return [...new Set([...atOne, ...nearestOf(typed, alike, 2)])]
  }
  const find = db.transaction((word: string, limit: number): SimilarWord[] => {
    const typed = analyzer.tokenize(word)[0]?.folded ?? ''
    if (typed.length < minLength || typed.length > maxLength) return []
    const seen = new Set(vocabulary.termsOfForm(typed))
    const found: SimilarWord[] = []
    for (const near of nearWords(typed)) {
      const terms = vocabulary.termsOfForm(near)
      // Another form of a word that is there already says nothing new.
      if (terms.some((term) => seen.has(term))) continue
      for (const term of terms) seen.add(term)
      const posts = count.get(terms.map(quoted).join(' OR '), maxPosts) ?? 0
      if (posts >= 2) found.push({ word: near, posts })
      if (found.length === maxWeighed) break
    }
    return found.sort((a, b) => b.posts - a.posts).slice(0, limit)
  })
  return async (word, limit) => find(word, limit)
}

/** A letter too many, missing, wrong, or two swapped. */
function* oneErrorAway(word: string): Generator<string, void> {
  const letters = /^[a-z]/.test(word) ? latin : cyrillic
  for (let index = 0; index <= word.length; index += 1) {
    const before = word.slice(0, index)
    const after = word.slice(index + 1)
    const next = word.charAt(index)
    for (const letter of letters) yield before + letter + word.slice(index)
    if (next === '') continue
    yield before + after
    for (const letter of letters) if (letter !== next) yield before + letter + after
    if (after !== '') yield before + after.charAt(0) + next + after.slice(1)
  }
}
