import type { Channel, ChannelProfile, FetchFault } from '../domain/channel.ts'
import type { ChannelStore, PageRecord, PageResult, PollFailure, PollLoad } from '../domain/store.ts'
import { createAdmissions } from './admissions.ts'
import { createRecordGap } from './completeness-store.ts'
import { createChannelNames } from './channel-names.ts'
import { createTellFollowers } from './channel-events.ts'
import { type Db, withoutSync } from './database.ts'
import { createSampleSubscribers } from './subscriber-samples.ts'
import type { PostWriter } from './post-writer.ts'
import { createRecordPushed } from './record-pushed.ts'
import { createUniteChannels } from './unite-channels.ts'

interface ChannelRow {
  id: number
  name: string
  telegram_id: number | null
  title: string
  description: string | null
  subscribers: number | null
  profile_json: string
  cursor: number
  backfill_left: number
  backfill_before: number | null
  backfill_until_at: number | null
  backfill_paused: number
  next_poll_at: number
  last_polled_at: number | null
  last_success_at: number | null
  last_pushed_at: number | null
  is_admitted: number
  failures: number
  last_fault: string | null
  confirmed_failures: number
  failing_ms: number
}

const columns = `id, name, telegram_id, title, description, subscribers, profile_json, cursor, backfill_left, backfill_before,
  backfill_until_at, backfill_paused, next_poll_at, last_polled_at, last_success_at, last_pushed_at, is_admitted, failures, last_fault,
  confirmed_failures, failing_ms`

export function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    name: row.name,
    telegramId: row.telegram_id,
    title: row.title,
    description: row.description,
    subscribers: row.subscribers,
    ...(JSON.parse(row.profile_json) as Pick<Channel, 'details'>),
    cursor: row.cursor,
    backfillLeft: row.backfill_left,
    backfillBefore: row.backfill_before,
    backfillUntilAt: row.backfill_until_at,
    backfillPaused: row.backfill_paused === 1,
    nextPollAt: row.next_poll_at,
    lastPolledAt: row.last_polled_at,
    lastSuccessAt: row.last_success_at,
    lastPushedAt: row.last_pushed_at,
    isAdmitted: row.is_admitted === 1,
    failures: row.failures,
    lastFault: row.last_fault as FetchFault | null,
    confirmedFailures: row.confirmed_failures,
    failingMs: row.failing_ms,
  }
}

/** Null when the page said nothing of it: what is known stays. */
function toProfileJson({ details }: ChannelProfile): string | null {
  return details === undefined ? null : JSON.stringify({ details })
}

export function createChannelStore(db: Db, writer: PostWriter): ChannelStore {
  const names = createChannelNames(db)
  const byId = db.prepare<[number], ChannelRow>(`SELECT ${columns} FROM channels WHERE id = ?`)
  const byName = db.prepare<[string], ChannelRow>(`SELECT ${columns} FROM channels WHERE name = ?`)
  const byTelegramId = db.prepare<[number], ChannelRow>(`SELECT ${columns} FROM channels WHERE telegram_id = ?`)
  const insert = db.prepare<unknown[], ChannelRow>(
    `INSERT INTO channels (name, telegram_id, title, description, subscribers, profile_json, backfill_left, next_poll_at, added_at)
     VALUES (?, ?, ?, ?, ?, COALESCE(?, '{}'), ?, ?, ?) RETURNING ${columns}`,
  )
  const recent = db
    .prepare<[number, number], number>('SELECT published_at FROM posts WHERE channel_id = ? ORDER BY id DESC LIMIT ?')
    .pluck()
  const followed = db.prepare<[number], ChannelRow>(
    `SELECT ${columns} FROM channels WHERE id IN (SELECT channel_id FROM follows WHERE chat_id = ?)
     ORDER BY title COLLATE NOCASE, id`,
  )
  const postCount = db.prepare<[number], number>('SELECT COUNT(*) FROM posts WHERE channel_id = ?').pluck()
  const all = db.prepare<[], ChannelRow>(`SELECT ${columns} FROM channels ORDER BY name`)

  const add = db.transaction((...[profile, options]: Parameters<ChannelStore['add']>): ChannelRow => {
    const same = profile.telegramId === null ? undefined : byTelegramId.get(profile.telegramId)
    if (same !== undefined) {
      names.take(same.id, profile, options.now)
      return byId.get(same.id) ?? same
    }
    const named = byName.get(profile.name)
    const isOther = named !== undefined && named.telegram_id !== null && profile.telegramId !== null
    if (named !== undefined && !(isOther && options.takesName === true)) return named
    if (named !== undefined) names.free(named.id, options.now)
    const { name, telegramId, title, description, subscribers } = profile
    const row = insert.get(
      name,
      telegramId,
      title,
      description,
      subscribers,
      toProfileJson(profile),
      options.backfill,
      options.now,
      options.now,
    )
    if (row === undefined) throw new Error('an inserted channel came back empty')
    return row
  })

  return {
    findByName: async (name) => {
      const row = byName.get(name) ?? byId.get(names.findFormer(name) ?? 0)
      return row === undefined ? null : toChannel(row)
    },
    add: async (profile, options) => toChannel(add.immediate(profile, options)),
    recentPublishedAt: async (channelId, limit) => recent.all(channelId, limit),
    findPollLoad: createFindPollLoad(db),
    listFollowed: async (chatId) => followed.all(chatId).map(toChannel),
    listAll: async () => all.all().map(toChannel),
    countPosts: async (channelId) => postCount.get(channelId) ?? 0,
    ...createPolling(db, writer),
    ...createAdmissions(db, (profile, now) => add(profile, { now, backfill: 0 }).id),
  }
}

function createFindPollLoad(db: Db): ChannelStore['findPollLoad'] {
  const find = db.prepare<Record<string, number>, PollLoad>(
    `SELECT TOTAL(1000.0 / MAX(next_poll_at - last_polled_at, $minMs)) AS wantedPerSecond,
       MAX(0, $now - COALESCE(MIN(next_poll_at), $now)) AS lateMs
     FROM channels WHERE name NOT LIKE '%/%' AND EXISTS (SELECT 1 FROM follows WHERE channel_id = channels.id)`,
  )
  return async (now, minMs) => find.get({ now, minMs }) ?? { wantedPerSecond: 0, lateMs: 0 }
}

type Polling = Pick<
  ChannelStore,
  'claimDue' | 'recordPage' | 'recordPushed' | 'recordDeleted' | 'recordFailure' | 'recordPollEnd' | 'recordBackfillEnd'
>

function createPolling(db: Db, writer: PostWriter): Polling {
  // A live poll comes before a page of backfill; a channel that fails is left alone until its next poll.
  const claim = db.prepare<Record<string, number>, ChannelRow>(
    `UPDATE channels SET leased_until = $leaseUntil
     WHERE id IN (
       SELECT id FROM channels
       WHERE leased_until <= $now AND name NOT LIKE '%/%'
         AND (next_poll_at <= $now OR (backfill_left > 0 AND backfill_before IS NOT NULL AND backfill_paused = 0
           AND failures = 0))
         AND EXISTS (SELECT 1 FROM follows WHERE channel_id = channels.id)
       ORDER BY next_poll_at > $now, next_poll_at LIMIT $limit
     ) RETURNING ${columns}`,
  )
  const endBackfill = db.prepare(
    `UPDATE channels SET backfill_left = 0, backfill_before = NULL, backfill_until_at = NULL
     WHERE id = ? AND backfill_left = COALESCE(?, backfill_left)`,
  )
  const fail = db.prepare(
    `UPDATE channels SET failures = failures + 1, last_fault = $fault, next_poll_at = $nextPollAt, last_polled_at = $now,
       leased_until = 0, confirmed_failures = CASE WHEN $isConfirmed THEN confirmed_failures + 1 ELSE 0 END,
       failing_ms = CASE WHEN failures = 0 THEN 0
         ELSE failing_ms + MAX(0, MIN($now - COALESCE(last_polled_at, $now), $longestGapMs)) END
     WHERE id = $channelId`,
  )
  const tell = createTellFollowers(db)
  const named = db.prepare<[number], ChannelRow>(`SELECT ${columns} FROM channels WHERE id = ?`)
  const recordFailure = db.transaction((failure: PollFailure): void => {
    const { channelId, fault, nextPollAt, now, isConfirmed = false, longestGapMs = 0 } = failure
    fail.run({ channelId, fault, nextPollAt, now, isConfirmed: isConfirmed ? 1 : 0, longestGapMs })
    const row = named.get(channelId)
    if (fault !== 'identity_changed' || row === undefined) return
    const values = { name: `@${row.name}`, title: row.title }
    tell({ channelId, kind: 'channel-recycled', key: row.name, values, now })
  })
  const end = db.prepare('UPDATE channels SET next_poll_at = ?, leased_until = 0 WHERE id = ?')

  return {
    claimDue: async (lease) => claim.all({ ...lease }).map(toChannel),
    ...createRecording(db, writer),
    recordFailure: async (failure) => recordFailure.immediate(failure),
    recordBackfillEnd: async (channelId, left) => {
      endBackfill.run(channelId, left ?? null)
    },
    recordPollEnd: async ({ channelId, nextPollAt }) => {
      end.run(nextPollAt, channelId)
    },
  }
}

function createUpdateProfile(db: Db): (page: PageRecord) => void {
  const update = db.prepare(
    `UPDATE channels SET name = CASE WHEN name = ? THEN ? ELSE name END, telegram_id = COALESCE(telegram_id, ?), title = ?, description = ?, subscribers = COALESCE(?, subscribers),
       profile_json = COALESCE(?, profile_json),
       cursor = MAX(cursor, ?), leased_until = ?, last_polled_at = ?, last_success_at = ?, failures = 0, last_fault = NULL,
       confirmed_failures = 0, failing_ms = 0
     WHERE id = ?`,
  )
  return ({ channelId, profile, cursor, leaseUntil, now }) => {
    const { name, telegramId, title, description, subscribers } = profile
    const json = toProfileJson(profile)
    // The page tells the canonical case of the name; a name of another channel is not taken over.
    const said = [name, name, telegramId, title, description, subscribers, json]
    update.run(...said, cursor ?? 0, leaseUntil, now, now, channelId)
  }
}

function createRecording(
  db: Db,
  writer: PostWriter,
): Pick<ChannelStore, 'recordPage' | 'recordPushed' | 'recordDeleted'> {
  const updateProfile = createUpdateProfile(db)
  const names = createChannelNames(db)
  const countNew = db.prepare('UPDATE channels SET boilerplate_new_posts = boilerplate_new_posts + ? WHERE id = ?')
  const updateBackfill = db.prepare(
    'UPDATE channels SET backfill_left = ?, backfill_before = ? WHERE id = ? AND backfill_left = COALESCE(?, backfill_left)',
  )
  const recordGap = createRecordGap(db)
  const sample = createSampleSubscribers(db)

  const unite = createUniteChannels(db, names)
  const recordPushed = db.transaction(createRecordPushed(db, { writer, names, unite }))

  const recordPage = db.transaction((asked: PageRecord): PageResult => {
    const { profile, now } = asked
    const channelId = unite(asked.channelId, profile, now)
    // Only a poll of the channel itself knows what lies between its cursor and the page.
    const page =
      channelId === asked.channelId ? asked : { ...asked, channelId, cursor: null, backfill: null, leaseUntil: 0 }
    const result = writer.upsert(page.channelId, page.posts, now)
    if (result.inserted > 0) countNew.run(result.inserted, page.channelId)
    recordGap(page.channelId, page.longestGapMs, now)
    names.take(page.channelId, profile, now)
    sample(page.channelId, profile.subscribers, now)
    updateProfile(page)
    if (page.backfill !== null) {
      const { left, before, leftBefore } = page.backfill
      updateBackfill.run(left, before, page.channelId, leftBefore ?? null)
    }
    return result
  })

  const markDeleted = db.transaction(writer.markDeleted)
  /** What a transaction that failed had taught the writer is forgotten. */
  const orForget = <Result>(write: () => Result): Result => {
    try {
      return write()
    } catch (error) {
      writer.afterRollback()
      throw error
    }
  }

  return {
    recordPage: async (page) => orForget(() => withoutSync(db, () => recordPage.immediate(page))),
    recordPushed: async (push) => orForget(() => recordPushed.immediate(push)),
    recordDeleted: async (...deleted) => orForget(() => markDeleted.immediate(...deleted)),
  }
}
