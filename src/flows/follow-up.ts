import { changedPart, isSubstantialEdit, type Said } from '../core/text/substance.ts'
import { findBoilerplate } from '../core/text/boilerplate/find.ts'
import { toSearchableText } from '../core/searchable-text.ts'
import type { PostVersion } from '../domain/archive.ts'
import type { Boilerplate } from '../domain/boilerplate.ts'
import type { Chat } from '../domain/chat.ts'
import type { DeletedItem, EditedItem, WaitingFollowUp } from '../domain/follow-up.ts'
import type { Post } from '../domain/post.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, minute } from '../domain/time.ts'

/** Changes that are found soon after each other are told in one message. */
const quietMs = 3 * minute
/** Nobody waits longer than this because more and more changes. */
const longestWaitMs = 15 * minute
const postsAtOnce = 500
/** More posts than this are counted only. */
const maxItems = 10
/** UTF-16 units of a version that are kept around a change, and of a deleted post. */
const maxPartLength = 600
const maxBeginningLength = 200

export interface FollowingUp {
  /** Tells one chat what became of posts that it was sent; true when another may be waiting. */
  run(): Promise<boolean>
}

interface FollowUpParts {
  readonly store: Store
  readonly clock: Clock
}

/**
 * The loop that tells a chat, once a post and kind, that what it was sent was changed in substance or taken back. What was changed
 * again after that is not told anew: /history shows all of it.
 */
export function createFollowingUp(parts: FollowUpParts): FollowingUp {
  const { store, clock } = parts
  return {
    run: async () => {
      const now = clock.now()
      const due = await store.followUps.findDue({
        quietSince: now - quietMs,
        waitingSince: now - longestWaitMs,
        limit: postsAtOnce,
      })
      if (due === null) return false
      const chat = await store.chats.find(due.chatId)
      const items = chat?.settings.followUps === true ? await toItems(store, due.waiting) : new Map<never, never>()
      return store.followUps.record({
        chatId: due.chatId,
        settled: due.waiting.map((one) => ({
          postId: one.post.id,
          kind: one.kind,
          noticedAt: one.noticedAt,
          isTold: items.has(one),
        })),
        content: chat === null || items.size === 0 ? null : toFollowUp(chat, [...items.values()], now),
        now,
      })
    },
  }
}

function toFollowUp(chat: Chat, items: readonly (EditedItem | DeletedItem)[], now: number) {
  return {
    kind: 'follow-up' as const,
    language: chat.language,
    timeZone: chat.timeZone,
    madeAt: now,
    items: items.slice(0, maxItems),
    more: Math.max(0, items.length - maxItems),
  }
}

type Items = ReadonlyMap<WaitingFollowUp, EditedItem | DeletedItem>

/** What is worth telling. */
async function toItems(store: Store, waiting: readonly WaitingFollowUp[]): Promise<Items> {
  const items = new Map<WaitingFollowUp, EditedItem | DeletedItem>()
  const learnt = new Map<number, Boilerplate | null>()
  for (const one of waiting) {
    const { channelId } = one.post
    if (!learnt.has(channelId)) learnt.set(channelId, await store.boilerplate.find(channelId))
    const item = one.isFollowed ? toItem(one, learnt.get(channelId) ?? null) : null
    if (item !== null) items.set(one, item)
  }
  return items
}

function toItem(waiting: WaitingFollowUp, learnt: Boilerplate | null): EditedItem | DeletedItem | null {
  const { post, kind, channelName, receivedAt, sent } = waiting
  const common = { channelName, messageId: post.messageId, receivedAt }
  if (post.deletedAt !== null) {
    // That it was edited before is in its history.
    if (kind === 'edited') return null
    const { lastSeenAt: after, deletedAt: before } = post
    const beginning = toSaid(sent ?? post, learnt)
      .text.trim()
      .slice(0, maxBeginningLength)
      .toWellFormed()
    return { ...common, kind, beginning, after, before }
  }
  if (kind === 'deleted' || sent === null) return null
  const [former, latter] = [toSaid(sent, learnt), toSaid(post, learnt)]
  if (!isSubstantialEdit(former, latter)) return null
  return { ...common, kind, ...changedPart(withLinks(former, latter), withLinks(latter, former), maxPartLength) }
}

/** The text, and below it where its links lead that lead elsewhere in the other. */
function withLinks({ text, links }: Said, other: Said): string {
  return [text, ...links.filter((link) => !other.links.includes(link))].join('\n')
}

/** Link previews are Telegram's, not the channel's. */
function toSaid({ text, entities, media }: PostVersion | Post, learnt: Boilerplate | null): Said {
  const boilerplate = learnt === null ? [] : findBoilerplate(text, learnt)
  const isOwn = (offset: number): boolean => !boilerplate.some(({ start, end }) => offset >= start && offset < end)
  return {
    text: toSearchableText({ text, boilerplate, media: (media ?? []).filter(({ kind }) => kind !== 'link_preview') }),
    links: entities.flatMap(({ url, offset }) => (url !== undefined && isOwn(offset) ? [url] : [])),
  }
}
