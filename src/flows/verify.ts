import { postUrl } from '../core/channel-ref.ts'
import { chainStart, hashLink } from '../core/version-chain.ts'
import { digestDeletion, digestVersion } from '../core/version-digest.ts'
import type { ArchivedPost } from '../domain/archive.ts'
import type { Channel } from '../domain/channel.ts'
import type { VersionLink } from '../domain/checks.ts'
import type { Post } from '../domain/post.ts'
import type { Store } from '../domain/store.ts'

const linksAtOnce = 1000
const postsAtOnce = 200

/** Where a chain does not hold. */
export type ChainBreak =
  /** A link does not follow from the one before: it, or one before it, was changed, removed or put in. */
  | { readonly kind: 'link'; readonly channelName: string; readonly seq: number }
  /** A post lacks a version as it was recorded by this link. */
  | { readonly kind: 'version'; readonly channelName: string; readonly messageId: number; readonly seq: number }
  /** A post is not marked as deleted, or as there again, as it was recorded by this link. */
  | { readonly kind: 'deletion'; readonly channelName: string; readonly messageId: number; readonly seq: number }

/** The end of a channel's chain. Whoever notes it down elsewhere can tell later whether links after it were removed, or all made anew. */
export interface ChainHead {
  readonly channelName: string
  readonly seq: number
  readonly link: string
}

/** Walks the chain of every channel, and compares what is stored of each post with what was recorded of it. */
export async function verifyChains(
  store: Store,
): Promise<{ readonly links: number; readonly breaks: readonly ChainBreak[]; readonly heads: readonly ChainHead[] }> {
  const breaks: ChainBreak[] = []
  const heads: ChainHead[] = []
  let links = 0
  for (const channel of await store.channels.listAll()) {
    const walked = await walk(store, channel)
    links += walked.count
    breaks.push(...walked.breaks, ...(await comparePosts(store, channel, walked)))
    if (walked.count > 0) heads.push({ channelName: channel.name, seq: walked.count, link: walked.head })
  }
  return { links, breaks, heads }
}

/** The first few breaks, in words. */
export function describeBreaks(breaks: readonly ChainBreak[]): string {
  const words = breaks.slice(0, 5).map(describeBreak)
  const more = breaks.length - words.length
  return words.join('; ') + (more > 0 ? `; and ${more} more` : '')
}

function describeBreak(one: ChainBreak): string {
  if (one.kind === 'link') return `the chain of @${one.channelName} breaks at link ${one.seq}`
  const url = postUrl(one.channelName, one.messageId)
  return one.kind === 'version'
    ? `${url} is not what link ${one.seq} recorded`
    : `${url} is not marked as link ${one.seq} recorded its deletion`
}

/** A line to be noted down: name, number of links, hash of the last. */
export function describeHead({ channelName, seq, link }: ChainHead): string {
  return `      @${channelName} ${seq} ${link}`
}

/** By post: the links whose versions are still to be found in it. */
type Standing = Map<number, VersionLink[]>
/** By post: the last link about its deletion. */
type Marks = Map<number, VersionLink>

async function walk(store: Store, { id, name }: Channel) {
  const standing: Standing = new Map()
  const marks: Marks = new Map()
  const breaks: ChainBreak[] = []
  let [previous, seq] = [chainStart, 0]
  for (;;) {
    const links = await store.chain.listLinks({ channelId: id, afterSeq: seq, limit: linksAtOnce })
    for (const link of links) {
      if (link.seq !== seq + 1 || link.link !== hashLink(previous, link)) {
        breaks.push({ kind: 'link', channelName: name, seq: link.seq })
      }
      previous = link.link
      seq = link.seq
      if (link.kind === 'new') marks.delete(link.postId)
      if (link.kind === 'deleted' || link.kind === 'restored') marks.set(link.postId, link)
      else addStanding(standing, link)
    }
    if (links.length < linksAtOnce) return { standing, marks, breaks, count: seq, head: previous }
  }
}

/** A post that is stored anew was deleted between, with its versions; a revised version took the place of the one before. */
function addStanding(standing: Standing, link: VersionLink): void {
  const known = link.kind === 'new' ? [] : (standing.get(link.postId) ?? [])
  standing.set(link.postId, [...(link.kind === 'revised' ? known.slice(0, -1) : known), link])
}

async function comparePosts(
  store: Store,
  { id, name }: Channel,
  { standing, marks }: { readonly standing: Standing; readonly marks: Marks },
): Promise<readonly ChainBreak[]> {
  const breaks: ChainBreak[] = []
  for (let afterId = Number.MIN_SAFE_INTEGER; ;) {
    const request = { channelIds: [id], afterId, fromAt: null, beforeAt: null, limit: postsAtOnce }
    const page = await store.archive.listPage(request)
    for (const archived of page) {
      const { messageId, id: postId } = archived.post
      const missing = (standing.get(postId) ?? []).filter((link, index, links) =>
        isMissing(archived, link, index === links.length - 1),
      )
      breaks.push(...missing.map(({ seq }) => ({ kind: 'version' as const, channelName: name, messageId, seq })))
      const mark = marks.get(postId)
      if (mark !== undefined && !isMarkedSo(archived.post, mark)) {
        breaks.push({ kind: 'deletion', channelName: name, messageId, seq: mark.seq })
      }
    }
    const last = page.at(-1)
    if (last === undefined) return breaks
    afterId = last.post.id
  }
}

/** Marks that are older than such links, or imported, have none. */
function isMarkedSo({ messageId, lastSeenAt, deletedAt }: Post, { kind, telegramId, digest }: VersionLink): boolean {
  if (kind === 'restored') return deletedAt === null
  return deletedAt !== null && digestDeletion({ channelId: telegramId, messageId, lastSeenAt, deletedAt }) === digest
}

/** The last link tells what the post says now; of others, one of its versions must be it. */
function isMissing({ post, versions }: ArchivedPost, { telegramId, digest }: VersionLink, isLast: boolean): boolean {
  const { messageId, publishedAt } = post
  return !versions
    .slice(isLast ? -1 : 0)
    .some(
      ({ text, entities, media }) =>
        digestVersion({ channelId: telegramId, messageId, publishedAt, text, entities, media }) === digest,
    )
}
