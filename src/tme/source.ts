import type { Dispatcher } from 'undici'
import { AppError } from '../domain/errors.ts'
import { SourceError } from '../domain/source.ts'
import type { ChannelPage, PagePosition, Source } from '../domain/source.ts'
import { second } from '../domain/time.ts'
import type { Clock } from '../domain/time.ts'
import { fetchHtml } from './fetch.ts'
import type { FetchSettings } from './fetch.ts'
import type { Limiter } from './limiter.ts'
import type { RefusedPages } from './refused-pages.ts'
import { createRoots } from './roots.ts'
import { parseEmbed, parseLanding, parsePage, parsePostWords } from './parse.ts'

export interface WebSourceOptions {
  /** Where the preview is, such as https://t.me. */
  readonly root: string
  /** Other addresses of the same previews, asked in order when no connection to those before comes about. */
  readonly fallbackRoots?: readonly string[]
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly limiter: Limiter
  readonly clock: Clock
  /** Gets the pages that could not be understood. */
  readonly refused?: RefusedPages
  /** For one request; 15 seconds unless told. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 15 * second
const maxPageBytes = 5 * 1024 * 1024

/**
 * Public channels through Telegram's web preview, t.me/s. A request that fails for want of a connection is tried once more
 * at once; waiting longer is the caller's business. Throws AppError `invalid_input` for what cannot be a name, before
 * anything is asked.
 */
export function createWebSource(options: WebSourceOptions): Source {
  const settings: FetchSettings = {
    dispatcher: options.dispatcher,
    userAgent: options.userAgent,
    clock: options.clock,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    maxBytes: maxPageBytes,
  }
  const roots = createRoots([options.root, ...(options.fallbackRoots ?? [])], options.clock)
  const read = <T>(path: string, parse: (html: string) => T, signal: AbortSignal): Promise<T> =>
    retryOnce(async () => {
      const html = await roots.ask((root) =>
        options.limiter.run(() => fetchHtml(new URL(root + path), settings, signal), signal),
      )
      try {
        return parse(html)
      } catch (error) {
        if (error instanceof SourceError && error.fault === 'markup_changed') {
          await options.refused?.keep({ name: nameIn(path), html, reason: error.message })
        }
        throw error
      }
    })
  return {
    async describe(name, signal) {
      return await read(`/${toName(name)}`, parseLanding, signal)
    },
    async fetchPage(channelName, position, signal) {
      const name = toName(channelName)
      const path = `/s/${name}${toQuery(position)}`
      return await read(path, (html) => within(parsePage(html, { channelName: name }), position), signal)
    },
    async describePost(channelName, messageId, signal) {
      return await read(`/${toName(channelName)}/${toMessageId(messageId, 1)}`, parsePostWords, signal)
    },
    async checkPost(channelName, messageId, signal) {
      const path = `/${toName(channelName)}/${toMessageId(messageId, 1)}?embed=1&mode=tme`
      const found = await read(path, parseEmbed, signal)
      if (!found.ok) return { kind: found.fault === 'post_not_found' ? 'gone' : 'unclear' }
      return found.post.messageId === messageId ? { kind: 'there', post: found.post } : { kind: 'unclear' }
    },
  }
}

/** The name that a path of this source asks for. */
function nameIn(path: string): string {
  return /^\/(?:s\/)?(\w+)/.exec(path)?.[1] ?? 'unknown'
}

async function retryOnce<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof SourceError && error.fault === 'network') return await request()
    throw error
  }
}

function toName(name: string): string {
  if (!/^[A-Za-z0-9_]{4,32}$/.test(name)) throw new AppError('invalid_input', 'this is no name of a channel')
  return name
}

function toQuery(position: PagePosition): string {
  if (position.kind === 'newest') return ''
  // `before=0` would give the newest page.
  const least = position.kind === 'before' ? 1 : 0
  return `?${position.kind}=${toMessageId(position.messageId, least)}`
}

function toMessageId(messageId: number, least: number): string {
  if (!Number.isSafeInteger(messageId)) throw new AppError('invalid_input', 'this is no message id')
  return String(Math.max(least, messageId))
}

/** The posts at the position asked for: the page may give more. */
function within(page: ChannelPage, position: PagePosition): ChannelPage {
  if (position.kind === 'newest') return page
  const { kind, messageId } = position
  const posts = page.posts.filter((post) =>
    kind === 'before' ? post.messageId < messageId : post.messageId > messageId,
  )
  return { ...page, posts }
}
