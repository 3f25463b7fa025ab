import type { ChannelDetails } from '../domain/channel.ts'
import type { Language } from '../domain/chat.ts'
import type {
  Episode,
  HealthChange,
  HealthFacts,
  HealthKind,
  HealthLine,
  HealthNotice,
  HealthStore,
  SubscriberSample,
} from '../domain/health.ts'
import { day, type Instant } from '../domain/time.ts'
import type { Db } from './database.ts'

const sampleDays = 8

interface FactsRow extends Omit<HealthFacts, 'isAdmitted' | 'labels' | 'samples' | 'open' | 'lastToldAt'> {
  readonly profileJson: string
  readonly isAdmitted: number
}

interface Told {
  readonly chatId: number
  readonly language: Language
}

type Change = HealthChange & { readonly channelId: number }

export function createHealthStore(db: Db): HealthStore {
  const record = createRecord(db)
  const open = createFindOpen(db)
  // The latest of at least so many, and all since then, in the order of the index.
  const rhythm = db
    .prepare<Record<string, number>, Instant>(
      `SELECT published_at FROM posts WHERE channel_id = $channelId AND published_at >= MIN($sinceAt, COALESCE(
         (SELECT published_at FROM posts WHERE channel_id = $channelId ORDER BY id DESC LIMIT 1 OFFSET $atLeast - 1), $oldest))
       ORDER BY id DESC LIMIT $limit`,
    )
    .pluck()
  return {
    listFacts: createListFacts(db, open),
    rhythm: async (request) => rhythm.all({ ...request, oldest: 0 }),
    record: async ({ changes, now }) => record(changes, now),
    findOpen: async (channelIds) => new Map(channelIds.map((id) => [id, open(id)])),
  }
}

function createFindOpen(db: Db): (channelId: number) => readonly Episode[] {
  const find = db.prepare<[number], Episode>(
    `SELECT kind, began_at AS beganAt, told_at AS toldAt FROM health_episodes
     WHERE channel_id = ? AND ended_at IS NULL ORDER BY began_at, id`,
  )
  return (channelId) => find.all(channelId)
}

function createListFacts(db: Db, open: (channelId: number) => readonly Episode[]): HealthStore['listFacts'] {
  const channels = db.prepare<[], FactsRow>(
    `SELECT c.id AS channelId, c.added_at AS addedAt, c.last_success_at AS lastSuccessAt, c.failures, c.last_fault AS lastFault,
       c.confirmed_failures AS confirmedFailures, c.failing_ms AS failingMs, c.subscribers, c.profile_json AS profileJson,
       c.is_admitted AS isAdmitted, p.published_at AS lastPostAt
     FROM channels c LEFT JOIN posts p ON p.id = (SELECT id FROM posts WHERE channel_id = c.id ORDER BY id DESC LIMIT 1)
     WHERE c.name NOT LIKE '%/%' AND EXISTS (SELECT 1 FROM follows WHERE channel_id = c.id) ORDER BY c.id`,
  )
  const samples = db.prepare<[number, number], SubscriberSample>(
    'SELECT day, subscribers FROM subscriber_samples WHERE channel_id = ? AND day > ? ORDER BY day',
  )
  const told = db.prepare<[number], { kind: HealthKind; at: Instant }>(
    'SELECT kind, MAX(told_at) AS at FROM health_episodes WHERE channel_id = ? AND told_at IS NOT NULL GROUP BY kind',
  )
  const list = db.transaction((now: Instant) =>
    channels.all().map(({ profileJson, ...row }): HealthFacts => {
      const { details } = JSON.parse(profileJson) as { details?: ChannelDetails }
      return {
        ...row,
        isAdmitted: row.isAdmitted === 1,
        labels: details?.labels ?? null,
        samples: samples.all(row.channelId, Math.floor(now / day) - sampleDays),
        open: open(row.channelId),
        lastToldAt: Object.fromEntries(told.all(row.channelId).map(({ kind, at }) => [kind, at])),
      }
    }),
  )
  return async (now) => list(now)
}

function createRecord(db: Db): (changes: readonly Change[], now: Instant) => number {
  const write = createWriteChange(db)
  const event = db
    .prepare<unknown[], number>(
      'INSERT INTO channel_events (channel_id, kind, key, happened_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
    )
    .pluck()
  const names = db.prepare<[number], { name: string; title: string }>('SELECT name, title FROM channels WHERE id = ?')
  const parcel = db.prepare(
    'INSERT INTO parcels (chat_id, plan_id, slot_at, content_json, created_at, due_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const record = db.transaction((changes: readonly Change[], now: Instant): number => {
    const letters = new Map<number, { eventId: number; language: Language; lines: HealthLine[] }>()
    for (const change of changes) {
      const told = write(change, now)
      const channel = names.get(change.channelId)
      const { kind, step, values } = change
      const eventId =
        told.length === 0 ? undefined : event.get(change.channelId, `health-${kind}-${step}`, String(now), now)
      if (eventId === undefined || channel === undefined) continue
      const line: HealthLine = { kind, isEnd: step === 'end', name: `@${channel.name}`, title: channel.title, values }
      for (const { chatId, language } of told) {
        const letter = letters.get(chatId) ?? { eventId, language, lines: [] }
        letter.lines.push(line)
        letters.set(chatId, letter)
      }
    }
    for (const [chatId, { eventId, language, lines }] of letters) {
      const notice: HealthNotice = { kind: 'health', language, lines }
      parcel.run(chatId, -eventId, chatId, JSON.stringify(notice), now, now)
    }
    return letters.size
  })
  return (changes, now) => record.immediate(changes, now)
}

/** Writes a change, unless it was written before; returns who is to be told of it. */
function createWriteChange(db: Db): (change: Change, now: Instant) => readonly Told[] {
  const begin = db
    .prepare<unknown[], number>(
      `INSERT INTO health_episodes (channel_id, kind, began_at, told_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (channel_id, kind) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
    )
    .pluck()
  const tell = db
    .prepare<unknown[], number>(
      `UPDATE health_episodes SET told_at = ? WHERE channel_id = ? AND kind = ? AND ended_at IS NULL AND told_at IS NULL
       RETURNING id`,
    )
    .pluck()
  const end = db
    .prepare<unknown[], number>(
      'UPDATE health_episodes SET ended_at = ? WHERE channel_id = ? AND kind = ? AND ended_at IS NULL RETURNING id',
    )
    .pluck()
  const followers = `SELECT c.id AS chatId, c.language FROM chats c JOIN follows f ON f.chat_id = c.id
    WHERE f.channel_id = ? AND c.state <> 'gone' AND json_extract(c.settings_json, '$.channelNews') IS NOT 0`
  const toTell = db.prepare<[number], Told>(followers)
  const whoWasTold = db.prepare<[number, number], Told>(
    `${followers} AND c.id IN (SELECT chat_id FROM health_told WHERE episode_id = ?)`,
  )
  const remember = db.prepare('INSERT INTO health_told (episode_id, chat_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const forget = db.prepare('DELETE FROM health_told WHERE episode_id = ?')
  return ({ channelId, kind, step, beganAt, isTold }, now) => {
    if (step === 'end') {
      const episodeId = end.get(now, channelId, kind)
      if (episodeId === undefined) return []
      const told = isTold ? whoWasTold.all(channelId, episodeId) : []
      forget.run(episodeId)
      return told
    }
    const episodeId =
      step === 'begin' ? begin.get(channelId, kind, beganAt, isTold ? now : null) : tell.get(now, channelId, kind)
    if (episodeId === undefined || !isTold) return []
    const told = toTell.all(channelId)
    for (const { chatId } of told) remember.run(episodeId, chatId)
    return told
  }
}
