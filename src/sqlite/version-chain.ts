import { chainStart, hashLink } from '../core/version-chain.ts'
import { type DeletionFacts, digestDeletion, digestVersion } from '../core/version-digest.ts'
import type { ChainStore, VersionLink } from '../domain/checks.ts'
import type { PostContent } from '../domain/post.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'

interface LinkRow {
  seq: number
  post_id: number
  kind: VersionLink['kind']
  recorded_at: number
  telegram_id: number | null
  digest: string
  link: string
}

/** Adds links to the chains, inside the transaction that stores the version. */
export interface Chain {
  append(
    channelId: number,
    version: {
      readonly postId: number
      readonly kind: Exclude<VersionLink['kind'], 'deleted' | 'restored'>
      readonly post: PostContent
      readonly now: Instant
    },
  ): void
  /** That the channel took a post back or, with `deletedAt` null, shows it again. */
  appendDeletion(
    channelId: number,
    deletion: Omit<DeletionFacts, 'channelId'> & { readonly postId: number; readonly now: Instant },
  ): void
}

export function createChain(db: Db): Chain {
  const numberOf = db.prepare<[number], number | null>('SELECT telegram_id FROM channels WHERE id = ?').pluck()
  const last = db.prepare<[number], { seq: number; link: string }>(
    'SELECT seq, link FROM version_links WHERE channel_id = ? ORDER BY seq DESC LIMIT 1',
  )
  const insert = db.prepare(
    `INSERT INTO version_links (channel_id, seq, post_id, kind, recorded_at, telegram_id, digest, link)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const add = (
    channelId: number,
    { postId, kind, recordedAt, telegramId, digest }: Omit<VersionLink, 'seq' | 'link'>,
  ): void => {
    const { seq, link } = last.get(channelId) ?? { seq: 0, link: chainStart }
    const next = hashLink(link, { kind, recordedAt, digest })
    insert.run(channelId, seq + 1, postId, kind, recordedAt, telegramId, digest, next)
  }
  return {
    append: (channelId, { postId, kind, post, now }) => {
      const telegramId = numberOf.get(channelId) ?? null
      const digest = digestVersion({ ...post, channelId: telegramId })
      add(channelId, { postId, kind, recordedAt: now, telegramId, digest })
    },
    appendDeletion: (channelId, { postId, messageId, lastSeenAt, deletedAt, now }) => {
      const telegramId = numberOf.get(channelId) ?? null
      const digest = digestDeletion({ channelId: telegramId, messageId, lastSeenAt, deletedAt })
      const kind = deletedAt === null ? 'restored' : 'deleted'
      add(channelId, { postId, kind, recordedAt: now, telegramId, digest })
    },
  }
}

/** Whether both have the same digest, as long as their channel has the same number. */
export function hasSameDigest(one: PostContent, other: PostContent): boolean {
  const isPlainlySame =
    one.text === other.text &&
    JSON.stringify(one.entities) === JSON.stringify(other.entities) &&
    JSON.stringify(one.media) === JSON.stringify(other.media)
  return isPlainlySame || digestVersion({ ...one, channelId: null }) === digestVersion({ ...other, channelId: null })
}

export function createChainStore(db: Db): ChainStore {
  const list = db.prepare<[number, number, number], LinkRow>(
    `SELECT seq, post_id, kind, recorded_at, telegram_id, digest, link FROM version_links
     WHERE channel_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
  )
  return {
    listLinks: async ({ channelId, afterSeq, limit }) =>
      list.all(channelId, afterSeq, limit).map((row) => ({
        seq: row.seq,
        postId: row.post_id,
        kind: row.kind,
        recordedAt: row.recorded_at,
        telegramId: row.telegram_id,
        digest: row.digest,
        link: row.link,
      })),
  }
}
