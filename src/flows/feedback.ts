import { sharpenQuery } from '../core/digest/sharpen.ts'
import { maxQueryLength } from '../core/query/limits.ts'
import { muteChannel, mutedChannels, unmuteChannel } from '../core/query/mute-channel.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import { printQuery } from '../core/query/print-query.ts'
import { toSearchableText } from '../core/searchable-text.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Watch } from '../domain/chat.ts'
import type { Query } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import { readQuery } from './read-query.ts'
import type { WatchingChat } from './watch.ts'

/** A sharper query is offered at every so many posts that are called not relevant. */
const rejectionsAnOffer = 3
const judgedPosts = 200
const usualPosts = 300

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly watch: Watch }
  /** The query has no room for it, or cannot be read. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'gone' }

export interface SharperOffer {
  readonly word: string
  /** Canonical text of the query to be saved instead. */
  readonly canonical: string
}

export type RejectOutcome =
  { readonly kind: 'counted'; readonly count: number; readonly offer: SharperOffer | null } | { readonly kind: 'gone' }

export interface Feedback {
  /** Leaves a channel out of a query, or takes it in again. The exclusion stands in the query itself. */
  setMuted(
    chat: WatchingChat,
    request: { readonly number: number; readonly channel: string; readonly muted: boolean },
  ): Promise<ChangeOutcome>
  /** Channels that the chat's queries leave out, in lower case, by number of the watch. */
  findMuted(chat: WatchingChat): Promise<ReadonlyMap<number, readonly string[]>>
  /** Counts a post against a query; now and then that brings a sharper query to offer. Nothing but the count is changed. */
  reject(chat: WatchingChat, request: { readonly number: number; readonly postId: number }): Promise<RejectOutcome>
  /** Gives a watch another query, as typed. */
  replace(chat: WatchingChat, number: number, text: string): Promise<ChangeOutcome>
}

interface FeedbackParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}

export function createFeedback(parts: FeedbackParts): Feedback {
  const { store, clock, analyzer } = parts
  const findWatch = async (chatId: number, number: number): Promise<Watch | undefined> =>
    (await store.watches.list(chatId)).find((watch) => watch.number === number)
  const read = (text: string, { timeZone }: WatchingChat): Query | null => {
    const parsed = parseQuery(text, analyzer, { timeZone })
    return parsed.ok ? parsed.query : null
  }
  const save = async (chat: WatchingChat, number: number, query: string): Promise<ChangeOutcome> => {
    if (query.length > maxQueryLength || read(query, chat) === null) return { kind: 'refused' }
    const watch = await store.watches.replace({ chatId: chat.id, number, query })
    if (watch === null) return { kind: 'gone' }
    return watch === 'taken' ? { kind: 'refused' } : { kind: 'changed', watch }
  }
  return {
    setMuted: async (chat, { number, channel, muted }) => {
      const watch = await findWatch(chat.id, number)
      if (watch === undefined) return { kind: 'gone' }
      const query = read(watch.query, chat)
      if (query === null) return { kind: 'refused' }
      return save(chat, number, printQuery(muted ? muteChannel(query, channel) : unmuteChannel(query, channel)))
    },
    findMuted: async (chat) => {
      const watches = await store.watches.list(chat.id)
      return new Map(
        watches.map(({ number, query }) => {
          const parsed = read(query, chat)
          return [number, parsed === null ? [] : mutedChannels(parsed)]
        }),
      )
    },
    reject: async (chat, { number, postId }) => {
      const counted = await store.feedback.recordRejected({ chatId: chat.id, number, postId, now: clock.now() })
      const watch = await findWatch(chat.id, number)
      if (counted === null || watch === undefined) return { kind: 'gone' }
      const isTime = counted.isNew && counted.count % rejectionsAnOffer === 0
      const query = isTime ? read(watch.query, chat) : null
      const offer = query === null ? null : await findSharper(parts, { chat, number, query })
      return { kind: 'counted', count: counted.count, offer }
    },
    replace: async (chat, number, text) => {
      const parsed = await readQuery(parts, text, chat.timeZone)
      return parsed.ok ? save(chat, number, printQuery(parsed.query)) : { kind: 'refused' }
    },
  }
}

async function findSharper(
  { store, analyzer }: FeedbackParts,
  { chat, number, query }: { readonly chat: WatchingChat; readonly number: number; readonly query: Query },
): Promise<SharperOffer | null> {
  const judged = await store.feedback.findJudged({ chatId: chat.id, number, limit: judgedPosts })
  const channelIds = (await store.channels.listFollowed(chat.id)).map(({ id }) => id)
  const latest = await store.posts.latest({ channelIds, limit: usualPosts })
  const usual = latest.map(({ post }) => toSearchableText(post))
  const sharper = sharpenQuery(query, { ...judged, usual }, analyzer)
  if (sharper === null) return null
  const canonical = printQuery(sharper.query)
  return canonical.length > maxQueryLength ? null : { word: sharper.word, canonical }
}
