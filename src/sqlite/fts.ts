import { toDocument } from '../core/query/document.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Post } from '../domain/post.ts'
import type { Db } from './database.ts'
import { factTerms } from './index-terms.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** Another whenever what stands in the index of a post may be other: an index made with another version is made anew. */
const format = 'terms-2'

/**
 * The full-text index: a contentless FTS5 table whose row ids are post ids, so that walking it backwards gives the newest posts
 * first. index-terms.ts says what stands in a row. Methods that write run inside the caller's transaction.
 */
export interface FullText {
  /** What made the index: the terms of two versions do not find each other. */
  readonly version: string
  readonly vocabulary: Vocabulary
  insert(post: Post): void
  replace(post: Post): void
  remove(postId: number): void
  /** Whether the two have different rows in the index. */
  differs(a: Post, b: Post): boolean
  /** Forgets every post. */
  clear(): void
  /** A transaction was rolled back: what it added is not there. */
  afterRollback(): void
}

export function createFullText(db: Db, analyzer: Analyzer): FullText {
  const insertRow = db.prepare<[number, string, string]>('INSERT INTO posts_fts (rowid, terms, facts) VALUES (?, ?, ?)')
  const deleteRow = db.prepare<[number]>('DELETE FROM posts_fts WHERE rowid = ?')
  const vocabulary = createVocabulary(db)

  const insert = (post: Post): void => {
    if (post.kind === 'service') return
    const { tokens, facts } = toDocument(post, '', analyzer)
    const { terms, prefixes } = vocabulary.learn(tokens)
    insertRow.run(post.id, terms.join(' '), [...factTerms(post.channelId, facts), ...prefixes].join(' '))
  }
  // Equal texts have equal words.
  const wordless: Analyzer = { ...analyzer, tokenize: () => [] }
  const outline = (post: Post): string => {
    const { text, facts } = toDocument(post, '', wordless)
    return [post.kind, ...factTerms(post.channelId, facts), text].join('\n')
  }

  return {
    version: `${format} ${analyzer.version}`,
    vocabulary,
    insert,
    replace: (post) => {
      deleteRow.run(post.id)
      insert(post)
    },
    differs: (a, b) => outline(a) !== outline(b),
    clear: () => {
      db.exec("INSERT INTO posts_fts (posts_fts) VALUES ('delete-all')")
      vocabulary.clear()
    },
    remove: (postId) => {
      deleteRow.run(postId)
    },
    afterRollback: vocabulary.afterRollback,
  }
}
