import type { Push, PushOutcome } from '../domain/pushed.ts'
import type { ChannelNames } from './channel-names.ts'
import type { Db } from './database.ts'
import type { PostWriter } from './post-writer.ts'
import type { createUniteChannels } from './unite-channels.ts'

interface RecordParts {
  readonly writer: PostWriter
  readonly names: ChannelNames
  readonly unite: ReturnType<typeof createUniteChannels>
}

/** Stores what was pushed of a channel that is followed. Runs inside the caller's transaction. */
export function createRecordPushed(db: Db, { writer, names, unite }: RecordParts): (push: Push) => PushOutcome {
  const followed = 'EXISTS (SELECT 1 FROM follows WHERE channel_id = channels.id)'
  const byNumber = db.prepare<[number], number>(`SELECT id FROM channels WHERE telegram_id = ? AND ${followed}`).pluck()
  // Names are unique among channels, and Telegram itself tells whose this one is.
  const byName = db
    .prepare<[string], number>(`SELECT id FROM channels WHERE name = ? AND telegram_id IS NULL AND ${followed}`)
    .pluck()
  const settle = db.prepare(
    `UPDATE channels SET telegram_id = COALESCE(telegram_id, ?), title = ?, last_pushed_at = ?, is_admitted = 1 WHERE id = ?`,
  )
  const countNew = db.prepare('UPDATE channels SET boilerplate_new_posts = boilerplate_new_posts + 1 WHERE id = ?')
  return ({ profile, post, now }) => {
    const { name, telegramId, title } = profile
    const found = byName.get(name) ?? byNumber.get(telegramId)
    if (found === undefined) return 'unwanted'
    const told = { ...profile, description: null, subscribers: null }
    const channelId = unite(found, told, now)
    names.take(channelId, told, now)
    settle.run(telegramId, title, now, channelId)
    const outcome = writer.upsertPushed(channelId, post, now)
    if (outcome === 'inserted') countNew.run(channelId)
    return outcome
  }
}
