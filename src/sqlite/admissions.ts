import type { ChannelProfile } from '../domain/channel.ts'
import type { Admission } from '../domain/pushed.ts'
import type { ChannelStore } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import { createTellFollowers } from './channel-events.ts'
import type { Db } from './database.ts'

/** More are not kept of one chat: the oldest go. */
const maxWishes = 100

type Wishes = Pick<ChannelStore, 'recordWish' | 'dropWish' | 'recordAdmission'>

/** What chats want of channels without a preview, and where the bot was let in. `add` adds a channel, within the transaction. */
export function createAdmissions(db: Db, add: (profile: ChannelProfile, now: Instant) => number): Wishes {
  const wish = db.prepare('INSERT INTO wishes (chat_id, name, wished_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const trim = db.prepare(
    `DELETE FROM wishes WHERE chat_id = $chatId AND rowid NOT IN
       (SELECT rowid FROM wishes WHERE chat_id = $chatId ORDER BY wished_at DESC LIMIT ${maxWishes})`,
  )
  const drop = db.prepare('DELETE FROM wishes WHERE chat_id = ? AND name = ?')
  const admit = createAdmit(db, add)
  const recordWish = db.transaction((chatId: number, name: string, now: Instant): void => {
    wish.run(chatId, name, now)
    trim.run({ chatId })
  })
  return {
    recordWish: async (...asked) => recordWish.immediate(...asked),
    dropWish: async (chatId, name) => drop.run(chatId, name).changes > 0,
    recordAdmission: async (admission) => admit.immediate(admission),
  }
}

function createAdmit(db: Db, add: (profile: ChannelProfile, now: Instant) => number) {
  const fulfil = createFulfilWishes(db, add)
  const tell = createTellFollowers(db)
  const byNumber = db.prepare<[number], { id: number; is_admitted: number; last_fault: string | null }>(
    'SELECT id, is_admitted, last_fault FROM channels WHERE telegram_id = ?',
  )
  const byName = db.prepare('UPDATE channels SET telegram_id = ? WHERE name = ? AND telegram_id IS NULL')
  const set = db.prepare('UPDATE channels SET is_admitted = ? WHERE id = ?')
  return db.transaction(({ profile, isAdmitted, now }: Admission): boolean => {
    const isWished = isAdmitted && fulfil(profile, now)
    if (byNumber.get(profile.telegramId) === undefined) byName.run(profile.telegramId, profile.name)
    const row = byNumber.get(profile.telegramId)
    if (row === undefined || (!isWished && (row.is_admitted === 1) === isAdmitted)) return false
    set.run(isAdmitted ? 1 : 0, row.id)
    // Where pages are read, nothing depends on it.
    const matters = isAdmitted ? isWished || row.last_fault !== null : row.last_fault === 'preview_unavailable'
    if (!matters) return false
    const kind = isAdmitted ? 'channel-admitted' : 'channel-dismissed'
    const values = { name: `@${profile.name}`, title: profile.title }
    tell({ channelId: row.id, kind, key: `${kind} ${now}`, values, now })
    return true
  })
}

/** Who wished for the channel follows it from now on, with the posts since the wish. Whether anybody did. */
function createFulfilWishes(db: Db, add: (profile: ChannelProfile, now: Instant) => number) {
  const wishes = db.prepare<[string], { chat_id: number; wished_at: number }>(
    'DELETE FROM wishes WHERE name = ? RETURNING chat_id, wished_at',
  )
  const follow = db.prepare(
    'INSERT INTO follows (chat_id, channel_id, since_at, followed_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const mark = db.prepare(
    `UPDATE channels SET was_followed = 1, unfollowed_at = NULL, last_fault = COALESCE(last_fault, 'preview_unavailable')
     WHERE id = ? AND last_success_at IS NULL`,
  )
  return (profile: Admission['profile'], now: Instant): boolean => {
    const wished = wishes.all(profile.name)
    if (wished.length === 0) return false
    const channelId = add({ ...profile, description: null, subscribers: null }, now)
    for (const { chat_id: chatId, wished_at: wishedAt } of wished) follow.run(chatId, channelId, wishedAt, now)
    mark.run(channelId)
    return true
  }
}
