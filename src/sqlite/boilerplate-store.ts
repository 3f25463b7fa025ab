import { findBoilerplate } from '../core/text/boilerplate/find.ts'
import type { Boilerplate } from '../domain/boilerplate.ts'
import type { BoilerplateStore, Lesson } from '../domain/store.ts'
import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

/** A lesson has the latest texts, for what the channel does now, and a sample of the others, for what it did before. */
const latestTexts = 200
const sampledTexts = 200

export function createBoilerplateStore(db: Db, fullText: FullText): BoilerplateStore {
  const findLearnt = createFindLearnt(db)
  return {
    claimLessons: createClaim(db),
    ...createMarking(db, fullText),
    find: async (channelId) => findLearnt(channelId),
  }
}

/** What was learnt of a channel; null: nothing yet. */
export function createFindLearnt(db: Db): (channelId: number) => Boilerplate | null {
  const learnt = db.prepare<[number], string | null>('SELECT boilerplate_json FROM channels WHERE id = ?').pluck()
  return (channelId) => {
    const json = learnt.get(channelId) ?? null
    return json === null ? null : (JSON.parse(json) as Boilerplate)
  }
}

interface LessonRow {
  id: number
  boilerplate_json: string | null
  boilerplate_new_posts: number
}

function createClaim(db: Db): BoilerplateStore['claimLessons'] {
  const claim = db.prepare<Record<string, number>, LessonRow>(
    `UPDATE channels SET boilerplate_leased_until = $leaseUntil
     WHERE id IN (
       SELECT id FROM channels
       WHERE boilerplate_new_posts >= boilerplate_due_posts AND boilerplate_leased_until <= $now
         AND EXISTS (SELECT 1 FROM follows WHERE channel_id = channels.id)
       ORDER BY boilerplate_new_posts, id LIMIT $limit
     ) RETURNING id, boilerplate_json, boilerplate_new_posts`,
  )
  const textsOf = createTextsOf(db)
  const run = db.transaction((lease: Parameters<BoilerplateStore['claimLessons']>[0]): Lesson[] =>
    claim.all({ ...lease }).map((row) => ({
      channelId: row.id,
      learnt: row.boilerplate_json === null ? null : (JSON.parse(row.boilerplate_json) as Boilerplate),
      texts: textsOf(row.id),
      newPosts: row.boilerplate_new_posts,
    })),
  )
  return async (lease) => run.immediate(lease)
}

function createTextsOf(db: Db): (channelId: number) => string[] {
  const total = db.prepare<[number], number>('SELECT COUNT(*) FROM posts WHERE channel_id = ?').pluck()
  const latest = db.prepare<[number], { id: number; text: string }>(
    `SELECT id, text FROM posts WHERE channel_id = ? AND kind = 'post' AND text <> '' ORDER BY id DESC LIMIT ${latestTexts}`,
  )
  // The inner query needs the index alone, so that only the texts that are wanted are read.
  const sample = db
    .prepare<Record<string, number>, string>(
      `SELECT text FROM posts WHERE kind = 'post' AND text <> '' AND id IN (
         SELECT id FROM posts WHERE channel_id = $channelId AND message_id % $step = 0 AND id < $before
       ) ORDER BY id DESC LIMIT ${sampledTexts}`,
    )
    .pluck()
  return (channelId) => {
    const newest = latest.all(channelId)
    const step = Math.max(1, Math.ceil(((total.get(channelId) ?? 0) - latestTexts) / sampledTexts))
    const older = newest.length < latestTexts ? [] : sample.all({ channelId, step, before: newest.at(-1)?.id ?? 0 })
    return [...newest.map(({ text }) => text), ...older]
  }
}

function createMarking(db: Db, fullText: FullText): Pick<BoilerplateStore, 'recordLesson' | 'markNext'> {
  const end = db.prepare<[number, number, number]>(
    `UPDATE channels SET boilerplate_new_posts = MAX(0, boilerplate_new_posts - ?), boilerplate_due_posts = ?,
       boilerplate_leased_until = 0
     WHERE id = ?`,
  )
  const keep = db.prepare<[string, number]>('UPDATE channels SET boilerplate_json = ? WHERE id = ?')
  const waiting = db.prepare<[], { id: number; boilerplate_json: string; boilerplate_mark_before: number }>(
    `SELECT id, boilerplate_json, boilerplate_mark_before FROM channels
     WHERE boilerplate_mark_before IS NOT NULL AND boilerplate_json IS NOT NULL ORDER BY id LIMIT 1`,
  )
  const markPage = createMarkPage(db, fullText)
  const record = db.transaction((lesson: Parameters<BoilerplateStore['recordLesson']>[0]): void => {
    const { channelId, boilerplate } = lesson
    end.run(lesson.newPosts, lesson.nextAfter, channelId)
    if (boilerplate === null) return
    keep.run(JSON.stringify(boilerplate), channelId)
    markPage({ channelId, learnt: boilerplate, before: Number.MAX_SAFE_INTEGER, limit: lesson.markAtOnce })
  })
  const markNext = db.transaction((limit: number): boolean => {
    const channel = waiting.get()
    if (channel === undefined) return false
    const learnt = JSON.parse(channel.boilerplate_json) as Boilerplate
    markPage({ channelId: channel.id, learnt, before: channel.boilerplate_mark_before, limit })
    return true
  })
  return {
    recordLesson: async (lesson) => forgettingOnRollback(fullText, () => record.immediate(lesson)),
    markNext: async (limit) => forgettingOnRollback(fullText, () => markNext.immediate(limit)),
  }
}

/** Marks the newest posts before an id, and writes down where to go on. */
function createMarkPage(db: Db, fullText: FullText) {
  const page = db.prepare<[number, number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.channel_id = ? AND p.id < ? ORDER BY p.id DESC LIMIT ?`,
  )
  const mark = db.prepare<[string, number]>('UPDATE posts SET boilerplate_json = ? WHERE id = ?')
  const move = db.prepare<[number | null, number]>('UPDATE channels SET boilerplate_mark_before = ? WHERE id = ?')
  return (request: { channelId: number; learnt: Boilerplate; before: number; limit: number }): void => {
    const { channelId, learnt, limit } = request
    const rows = page.all(channelId, request.before, limit)
    for (const row of rows) {
      const boilerplate = findBoilerplate(row.text, learnt)
      const json = JSON.stringify(boilerplate)
      if (json === row.boilerplate_json) continue
      mark.run(json, row.id)
      fullText.replace({ ...toPost(row), boilerplate })
    }
    move.run(rows.length < limit ? null : (rows.at(-1)?.id ?? null), channelId)
  }
}

function forgettingOnRollback<T>(fullText: FullText, run: () => T): T {
  try {
    return run()
  } catch (error) {
    fullText.afterRollback()
    throw error
  }
}
