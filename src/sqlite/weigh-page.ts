import { saysTheSame } from '../core/same-post.ts'
import { joinTold, replaceTold, weighTold } from '../core/told-twice.ts'
import type { Entity, Media, Post, PostContent } from '../domain/post.ts'
import { type Instant, minute } from '../domain/time.ts'
import type { Db } from './database.ts'
import { type PostRow, toPost } from './post-row.ts'
import type { Weight } from './post-look.ts'

/** A page that shows within so long what a post said before a pushed edit was made before it, and is no edit. */
const latePageMs = 5 * minute

interface FormerRow {
  readonly text: string
  readonly entities_json: string
  readonly media_json: string | null
}

/** What a page says of a known post, against what is stored; with what is to be stored. */
export function createWeighPage(db: Db) {
  const isPushed = db.prepare<[number], number>('SELECT 1 FROM pushed_posts WHERE post_id = ?').pluck()
  const setKnown = db.prepare('UPDATE pushed_posts SET known_at = MAX(known_at, ?) WHERE post_id = ?')
  const former = db.prepare<[number], FormerRow>(
    'SELECT text, entities_json, media_json FROM post_versions WHERE post_id = ? ORDER BY revision DESC LIMIT 1',
  )
  const isLate = (row: PostRow, shown: PostContent, now: Instant): boolean => {
    if (now - (row.last_seen_at ?? -Infinity) >= latePageMs) return false
    const before = former.get(row.id)
    if (before === undefined) return false
    const entities = JSON.parse(before.entities_json) as readonly Entity[]
    const media = JSON.parse(before.media_json ?? '[]') as readonly Media[]
    return weighTold({ ...shown, text: before.text, entities, media }, shown) === 'same'
  }
  return (
    row: PostRow,
    shown: PostContent,
    { now, mayBePushed }: { readonly now: Instant; readonly mayBePushed: boolean },
  ): { readonly before: Post; readonly weight: Weight; readonly post: PostContent } => {
    const before = toPost(row)
    if (!mayBePushed || isPushed.get(row.id) === undefined) {
      return { before, weight: saysTheSame(before, shown) ? 'same' : 'other', post: shown }
    }
    const weight = weighTold(before, shown)
    const hasWords = shown.kind !== 'unsupported' || shown.text !== ''
    if (weight === 'same' && hasWords) setKnown.run(now, row.id)
    if (weight === 'same') return { before, weight, post: joinTold(before, shown) }
    if (weight === 'other' && isLate(row, shown, now)) return { before, weight: 'same', post: before }
    if (hasWords) setKnown.run(now, row.id)
    return { before, weight, post: replaceTold(before, shown) }
  }
}
