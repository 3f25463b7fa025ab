import type { Db } from './database.ts'

/** A beginning has at most so many common terms: who asks for it asks for them all. */
const maxOfPrefix = 32

/**
 * Terms so common that a post is not listed under their first letters as well, which most of its words would otherwise be. A term
 * stays common for good: whoever looks for a beginning asks for its common terms too, whenever they became so.
 */
export interface CommonTerms {
  ofPrefix(prefix: string): readonly string[]
  has(term: string): boolean
  /** Within the caller's transaction; false when the beginning has enough of them. */
  add(prefix: string, term: string): boolean
  /** What was known of the table may be wrong. */
  forget(): void
}

export function createCommonTerms(db: Db): CommonTerms {
  const ofPrefix = db.prepare<[string], string>('SELECT term FROM common_terms WHERE prefix = ?').pluck()
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO common_terms (prefix, term) VALUES (?, ?)')
  const all = db.prepare<[], { prefix: string; term: string }>('SELECT prefix, term FROM common_terms')
  let known: { readonly terms: Set<string>; readonly counts: Map<string, number> } | null = null

  const load = (): NonNullable<typeof known> => {
    const terms = new Set<string>()
    const counts = new Map<string, number>()
    for (const { prefix, term } of all.all()) {
      terms.add(term)
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
    }
    return { terms, counts }
  }
  return {
    ofPrefix: (prefix) => ofPrefix.all(prefix),
    has: (term) => (known ??= load()).terms.has(term),
    add: (prefix, term) => {
      const { terms, counts } = (known ??= load())
      const count = counts.get(prefix) ?? 0
      if (count >= maxOfPrefix) return false
      insert.run(prefix, term)
      terms.add(term)
      counts.set(prefix, count + 1)
      return true
    },
    forget: () => {
      known = null
    },
  }
}
