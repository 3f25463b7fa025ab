import type { ChatKind, Language } from '../domain/chat.ts'
import type { Instant } from '../domain/time.ts'
import type { Told, Trouble, TroubleKind, TroubleNotice, TroubleStore } from '../domain/trouble.ts'
import type { Db } from './database.ts'

interface TroubleRow {
  chat_id: number
  thread_id: number
  kind: TroubleKind
  began_at: number
  plans_json: string
}

const columns = `t.chat_id, t.thread_id, t.kind, t.began_at,
  (SELECT json_group_array(number) FROM (SELECT number FROM plans
     WHERE chat_id = t.chat_id AND thread_id = t.thread_id AND t.thread_id <> 0 ORDER BY number)) AS plans_json`

function toTrouble(row: TroubleRow): Trouble {
  return {
    chatId: row.chat_id,
    threadId: row.thread_id === 0 ? null : row.thread_id,
    kind: row.kind,
    beganAt: row.began_at,
    plans: JSON.parse(row.plans_json) as number[],
  }
}

export function createTroubleStore(db: Db): TroubleStore {
  const begin = createBegin(db)
  const untold = db.prepare<[number], TroubleRow>(
    `SELECT ${columns} FROM troubles t WHERE t.tell_at IS NOT NULL AND t.tell_at <= ? ORDER BY t.tell_at LIMIT 1`,
  )
  const postpone = db.prepare(
    'UPDATE troubles SET tell_at = ? WHERE chat_id = ? AND thread_id = ? AND tell_at IS NOT NULL',
  )
  const list = db.prepare<[number], TroubleRow>(
    `SELECT ${columns} FROM troubles t WHERE t.chat_id = ? ORDER BY t.thread_id`,
  )
  const count = db.prepare<[], { chats: number; untold: number }>(
    `SELECT COUNT(*) AS chats, COALESCE(SUM(untold), 0) AS untold
     FROM (SELECT MAX(tell_at IS NOT NULL) AS untold FROM troubles GROUP BY chat_id)`,
  )
  const recordTold = createRecordTold(db)
  return {
    begin: async (trouble) => begin(trouble),
    findUntold: async (now) => {
      const row = untold.get(now)
      return row === undefined ? null : toTrouble(row)
    },
    recordTold: async (telling) => recordTold(telling),
    postpone: async ({ chatId, threadId }, at) => void postpone.run(at, chatId, threadId ?? 0),
    list: async (chatId) => list.all(chatId).map(toTrouble),
    count: async () => count.get() ?? { chats: 0, untold: 0 },
  }
}

type Beginning = Parameters<TroubleStore['begin']>[0]

function createBegin(db: Db): (trouble: Beginning) => void {
  const insert = db.prepare(
    `INSERT INTO troubles (chat_id, thread_id, kind, began_at, tell_at)
     SELECT id, $threadId, $kind, $now, $now FROM chats WHERE id = $chatId AND kind <> 'private'
       AND ($threadId = 0 OR EXISTS (SELECT 1 FROM plans WHERE chat_id = $chatId AND thread_id = $threadId))
     ON CONFLICT DO UPDATE SET kind = excluded.kind`,
  )
  return ({ threadId, ...trouble }) => void insert.run({ ...trouble, threadId: threadId ?? 0 })
}

interface Recipient {
  readonly id: number
  readonly language: Language
}

function createRecordTold(db: Db): (telling: Parameters<TroubleStore['recordTold']>[0]) => Told {
  const find = db.prepare<[number, number], TroubleRow & { chat_kind: ChatKind; language: Language }>(
    `SELECT ${columns}, c.kind AS chat_kind, c.language FROM troubles t JOIN chats c ON c.id = t.chat_id
     WHERE t.chat_id = ? AND t.thread_id = ? AND t.tell_at IS NOT NULL`,
  )
  const person = db.prepare<Record<string, unknown>, Recipient>(
    `SELECT c.id, c.language FROM json_each($administratorIds) a JOIN chats c ON c.id = a.value
       LEFT JOIN connections k ON k.person_id = c.id AND k.chat_id = $chatId
     WHERE c.kind = 'private' AND c.state = 'active'
     ORDER BY k.connected_at IS NULL, k.connected_at DESC, a.key LIMIT 1`,
  )
  const settle = db.prepare(
    'UPDATE troubles SET tell_at = ?, told_id = ?, title = ? WHERE chat_id = ? AND thread_id = ?',
  )
  const post = createPost(db)
  const record = db.transaction((telling: Parameters<TroubleStore['recordTold']>[0]): Told => {
    const { chatId, threadId, title, administratorIds, now, retryAt } = telling
    const row = find.get(chatId, threadId ?? 0)
    if (row === undefined) return 'over'
    const found = person.get({ chatId, administratorIds: JSON.stringify(administratorIds) })
    const isInside = found === undefined && (row.kind === 'closed' || row.kind === 'missing')
    const to: Recipient | undefined = isInside ? { id: chatId, language: row.language } : found
    settle.run(to === undefined ? retryAt : null, to?.id ?? null, title, chatId, threadId ?? 0)
    if (to === undefined) return 'nobody'
    const { kind, plans } = toTrouble(row)
    const about = isInside ? null : { chatId, chatKind: row.chat_kind, title }
    post(to.id, { kind: 'trouble', language: to.language, trouble: kind, isEnd: false, about, plans }, now)
    return isInside ? 'chat' : 'person'
  })
  return (telling) => record.immediate(telling)
}

function createPost(db: Db): (chatId: number, notice: TroubleNotice, now: Instant) => void {
  const parcel = db.prepare(
    `INSERT INTO parcels (chat_id, plan_id, slot_at, content_json, created_at, due_at, occasion)
     SELECT $chatId, 0, COALESCE(MAX(id), 0) + 1, $content, $now, $now, 'notice' FROM parcels`,
  )
  return (chatId, notice, now) => void parcel.run({ chatId, content: JSON.stringify(notice), now })
}

/** What the arrival of a message says of its place, within the transaction of the caller. */
export interface ArrivalWriter {
  /**
   * `shut`: the message was meant for the topic and arrived in the chat itself instead; null: it arrived where it was meant to.
   * Administrators who were told of a trouble that ends are told so.
   */
  (parcelId: number, shut: 'closed' | 'missing' | null, now: Instant): void
}

export function createArrivalWriter(db: Db): ArrivalWriter {
  const place = db.prepare<[number], { chatId: number; threadId: number; chatKind: ChatKind }>(
    `SELECT p.chat_id AS chatId, p.thread_id AS threadId, c.kind AS chatKind FROM parcels p JOIN chats c ON c.id = p.chat_id
     WHERE p.id = ?`,
  )
  // Wherever it arrived in the chat, the bot may write there.
  const going = db.prepare<
    [number, number],
    TroubleRow & { told_id: number | null; title: string; language: Language | null }
  >(
    `SELECT ${columns}, t.told_id, t.title, c.language FROM troubles t LEFT JOIN chats c ON c.id = t.told_id
     WHERE t.chat_id = ? AND (t.kind = 'rights' OR t.thread_id = ?)`,
  )
  const end = db.prepare('DELETE FROM troubles WHERE chat_id = ? AND thread_id = ?')
  const begin = createBegin(db)
  const post = createPost(db)
  return (parcelId, shut, now) => {
    const found = place.get(parcelId)
    if (found === undefined || found.chatKind === 'private') return
    const { chatId, threadId, chatKind } = found
    if (shut !== null) begin({ chatId, threadId, kind: shut, now })
    for (const row of going.all(chatId, shut === null ? threadId : 0)) {
      end.run(chatId, row.thread_id)
      const { told_id: toldId, language, title } = row
      // In the chat itself the message that arrived says as much.
      if (toldId === null || toldId === chatId || language === null) continue
      const { kind: trouble, plans } = toTrouble(row)
      const about = { chatId, chatKind, title }
      post(toldId, { kind: 'trouble', language, trouble, isEnd: true, about, plans }, now)
    }
  }
}
