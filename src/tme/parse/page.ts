import type { ChannelDetails, ChannelProfile } from '../../domain/channel.ts'
import type { PostContent } from '../../domain/post.ts'
import { SourceError } from '../../domain/source.ts'
import type { ChannelPage } from '../../domain/source.ts'
import { walkMarkup } from './markup.ts'
import { pageTables } from './page-actions.ts'
import { finishPost } from './post-actions.ts'
import { markupChanged, PageReader } from './reader.ts'
import type { PostDraft, Surroundings } from './reader.ts'

export interface PageOptions {
  /** The name that was asked for; it stands in when the page does not name its channel. */
  readonly channelName: string
}

/**
 * Reads a page of t.me/s, or a part of one. Throws SourceError: `markup_changed` when it does not look as it should,
 * `network` when a document ends early. A post is either whole, with the date and the text that stand in the page, or
 * the page is refused.
 */
export function parsePage(html: string, options: PageOptions): ChannelPage {
  const reader = readPage(html)
  if (reader.posts.length === 0 && !reader.surroundings.saysEmpty) {
    throw markupChanged('the page has neither posts nor the mark of an empty channel')
  }
  const name = findName(reader, options.channelName)
  return { profile: toProfile(reader, name), posts: toPosts(reader.posts) }
}

/** Reads the answer to the page's own scroller: a JSON string of HTML. Throws SourceError as parsePage does. */
export function parseXhr(json: string, options: PageOptions): ChannelPage {
  let html: unknown
  try {
    html = JSON.parse(json)
  } catch (error) {
    throw new SourceError('markup_changed', 'the answer is no JSON', { cause: error })
  }
  if (typeof html !== 'string') throw markupChanged('the answer is no JSON string')
  return parsePage(html, options)
}

/** Walks through a page and checks that it was read whole and is of one channel. Throws SourceError. */
export function readPage(html: string): PageReader {
  const reader = new PageReader(pageTables)
  walkMarkup(html, reader)
  const { hasOpenDocument, hasClosedDocument } = reader.surroundings
  if (hasOpenDocument && !hasClosedDocument) throw new SourceError('network', 'the page ends early')
  if (reader.posts.length !== countMarks(html)) throw markupChanged('not every post of the page could be read')
  const [first] = reader.posts
  if (reader.posts.some(({ slug }) => !isSameName(slug, first?.slug ?? ''))) {
    throw markupChanged('the page has posts of several channels')
  }
  return reader
}

/** Posts that the page claims to hold: elements with a `data-post`. */
function countMarks(html: string): number {
  let marks = 0
  for (const { index } of html.matchAll(/\sdata-post\s*=/gi)) {
    const start = Math.max(html.lastIndexOf('<', index), html.lastIndexOf('>', index))
    if (start >= 0 && /^<[a-z]/i.test(html.slice(start, start + 2))) marks += 1
  }
  return marks
}

function findName({ posts, surroundings }: PageReader, requested: string): string {
  const slug = posts[0]?.slug
  const username = surroundings.username ?? undefined
  if (slug !== undefined && username !== undefined && !isSameName(slug, username)) {
    throw markupChanged('the posts are of another channel than the page')
  }
  return slug ?? username ?? surroundings.dataUrl ?? requested
}

function toProfile({ posts, surroundings }: PageReader, name: string): ChannelProfile {
  return {
    name,
    telegramId: findTelegramId(posts),
    title: surroundings.title ?? surroundings.ownerName ?? name,
    description: surroundings.description,
    subscribers: surroundings.counters.get('subscribers')?.value ?? null,
    ...(surroundings.title !== null && { details: toDetails(surroundings) }),
  }
}

function toDetails({ photoUrl, labels, counters }: Surroundings): ChannelDetails {
  return { photoUrl, labels: [...labels], counters: Object.fromEntries(counters) }
}

function findTelegramId(posts: readonly PostDraft[]): number | null {
  const ids = new Set(posts.map(({ telegramId }) => telegramId).filter((id) => id !== null))
  if (ids.size > 1) throw markupChanged('the posts are of several channels')
  return ids.values().next().value ?? null
}

/** By ascending id. The same post twice is one; two posts of one id are a broken page. */
function toPosts(drafts: readonly PostDraft[]): readonly PostContent[] {
  const posts = new Map<number, PostContent>()
  for (const draft of drafts) {
    const post = finishPost(draft)
    const other = posts.get(post.messageId)
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(post)) {
      throw markupChanged('two posts have one id')
    }
    posts.set(post.messageId, post)
  }
  return [...posts.values()].sort((a, b) => a.messageId - b.messageId)
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
