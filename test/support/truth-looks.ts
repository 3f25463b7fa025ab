import type { PageRecord, Store } from '../../src/domain/store.ts'
import type { Source } from '../../src/domain/source.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'

/** What a post said at the looks of the archive, in order; what was said several times running stands once. */
export interface Looks {
  /** At any look. */
  readonly seen: string[]
  /** At looks whose page was kept: the archive has to hold these. */
  readonly kept: string[]
}

/** A process ends here. */
export class Crashed extends Error {}

/** Where the process is to end, and whether it has. */
export interface CrashPlan {
  at: 'before' | 'after' | 'matched' | null
}

/**
 * The truth about what channels have shown to whoever looked. A look begins when a page, or the page of one post, came back
 * whole. It is kept when the transaction with it has been committed. Not kept are looks that a crash took with it, looks at
 * another channel that only ask whether Telegram shows its posts, and what a page of the past shows beyond what was asked for.
 */
export interface Truth {
  /** By Telegram's number of the channel and the message id. */
  of(telegramId: number): ReadonlyMap<number, Looks>
  watchSource(source: Source): Source
  watchStore(store: Store, crash: CrashPlan): Store
}

export function createTruth({ channels }: Sandbox): Truth {
  const looks = new Map<number, Map<number, Looks>>()
  const findLooks = (telegramId: number, messageId: number): Looks => {
    const channel = looks.get(telegramId) ?? new Map<number, Looks>()
    looks.set(telegramId, channel)
    const found = channel.get(messageId) ?? { seen: [], kept: [] }
    channel.set(messageId, found)
    return found
  }
  /** The channel is told by its number: it may have another name by now. */
  const look = (telegramId: number, ids: readonly number[]): void => {
    if (ids.length === 0) return
    const name = channels.names().find((one) => channels.profile(one)?.telegramId === telegramId) ?? ''
    const wanted = new Set(ids)
    const texts = new Map(channels.posts(name).flatMap(({ id, text }) => (wanted.has(id) ? [[id, text]] : [])))
    for (const id of ids) {
      add(findLooks(telegramId, id).seen, texts.get(id) ?? 'never published')
    }
  }
  const keep = (telegramId: number, ids: readonly number[]): void => {
    for (const id of ids) {
      const { seen, kept } = findLooks(telegramId, id)
      add(kept, seen.at(-1) ?? 'never shown')
    }
  }
  return {
    of: (telegramId) => looks.get(telegramId) ?? new Map<number, Looks>(),
    watchSource: (source) => ({
      describe: (name, signal) => source.describe(name, signal),
      describePost: (name, id, signal) => source.describePost(name, id, signal),
      checkPost: async (name, id, signal) => {
        const { telegramId = 0 } = channels.profile(name) ?? {}
        const check = await source.checkPost(name, id, signal)
        if (check.kind === 'there') look(telegramId, [id])
        return check
      },
      fetchPage: async (name, position, signal) => {
        const page = await source.fetchPage(name, position, signal)
        look(
          page.profile.telegramId ?? 0,
          page.posts.map(({ messageId }) => messageId),
        )
        return page
      },
    }),
    watchStore: (store, crash) => ({
      ...store,
      channels: {
        ...store.channels,
        recordPage: async (page: PageRecord) => {
          dieAt(crash, 'before')
          const result = await store.channels.recordPage(page)
          const ids = page.posts.map(({ messageId }) => messageId)
          keep(page.profile.telegramId ?? 0, ids)
          dieAt(crash, 'after')
          return result
        },
      },
      checks: {
        ...store.checks,
        recordChecked: async (check) => {
          await store.checks.recordChecked(check)
          if (check.post === null) return
          const channel = (await store.channels.listAll()).find(({ id }) => id === check.channelId)
          keep(channel?.telegramId ?? 0, [check.messageId])
        },
      },
      posts: {
        ...store.posts,
        recordMatches: async (record) => {
          await store.posts.recordMatches(record)
          dieAt(crash, 'matched')
        },
      },
    }),
  }
}

function add(texts: string[], text: string): void {
  if (texts.at(-1) !== text) texts.push(text)
}

function dieAt(crash: CrashPlan, moment: CrashPlan['at']): void {
  if (crash.at !== moment) return
  crash.at = null
  throw new Crashed(`the process ended ${moment}`)
}
