import { postUrl } from '../core/channel-ref.ts'
import type { Extract } from '../core/text/extract.ts'
import type { DigestItem } from '../domain/digest.ts'
import type { MediaKind } from '../domain/post.ts'
import type { Instant } from '../domain/time.ts'
import { cleanLine, type Run, toRuns } from './clean-text.ts'
import type { Dates } from './dates.ts'
import { type Html, markup, join } from './html.ts'
import type { Translate } from './texts.ts'

/** A post as digests, searches and /latest show it. */
export interface PostLine
  extends Extract, Pick<DigestItem, 'messageId' | 'publishedAt' | 'edited' | 'deleted' | 'media' | 'forwardedFrom'> {
  readonly channelName: string
}

export interface PostLineOptions {
  readonly t: Translate
  readonly dates: Dates
  /** Posts of this day show their time only. */
  readonly sameDayAs: Instant
  /** UTF-16 units of the extract. */
  readonly extractLength: number
  /** Names the channel, where no heading does. */
  readonly channelTitle?: string
  /** Further marks, each on a line of its own. */
  readonly notes?: readonly Html[]
}

export const maxTitleLength = 80
const maxForwardLength = 60
/** More bold words than this say nothing, and entities are limited. */
const maxHighlights = 12

/** A sign for each kind of media. */
export const icons: Readonly<Record<MediaKind, string>> = {
  photo: '🖼',
  video: '🎬',
  gif: '🎞',
  round_video: '📹',
  voice: '🎙',
  audio: '🎵',
  document: '📎',
  sticker: '💟',
  location: '📍',
  contact: '👤',
  poll: '📊',
  link_preview: '🔗',
}

/**
 * "09:15 extract with **words** 🖼 ✏️", the time being the link to the post, and notes below; the extract begins a line of its
 * own when the channel is named.
 */
export function renderPost(post: PostLine, options: PostLineOptions): Html {
  const { t, dates, sameDayAs, extractLength, channelTitle, notes = [] } = options
  const time = dates.isSameDay(post.publishedAt, sameDayAs)
    ? dates.time(post.publishedAt)
    : dates.dayAndTime(post.publishedAt)
  const link = markup`<a href="${postUrl(post.channelName, post.messageId)}">${time}</a>`
  const runs = toRuns(post.extract, post.highlights.slice(0, maxHighlights), extractLength)
  const kinds = kindsOf(post.media)
  const words = runs.length > 0 ? join(runs.map(renderRun)) : markup`<i>${wordsFor(kinds, t)}</i>`
  const marks = [
    ...kinds.map((kind) => icons[kind]),
    ...(post.edited ? ['✏️'] : []),
    ...(post.deleted === true ? ['🗑'] : []),
  ]
  const head = channelTitle === undefined ? link : markup`${link} · <i>${cleanLine(channelTitle, maxTitleLength)}</i>\n`
  const line = join([head, ...(channelTitle === undefined ? [' '] : []), join([words, ...marks], ' ')])
  return join([line, ...renderForward(post.forwardedFrom, t), ...notes], '\n')
}

/** The channel's title as a link to it. */
export function renderChannelLink(name: string, title: string): Html {
  return markup`<a href="${`https://t.me/${encodeURIComponent(name)}`}">${cleanLine(title, maxTitleLength) || name}</a>`
}

/** A stretch of an extract. */
export function renderRun({ text, strong }: Run): Html {
  return strong ? markup`<b>${text}</b>` : markup`${text}`
}

/** Kinds of media that are worth a sign, each once. */
export function kindsOf(media: readonly MediaKind[]): readonly MediaKind[] {
  return [...new Set(media)].filter((kind) => kind !== 'link_preview')
}

/** What a post without text is. */
export function wordsFor(kinds: readonly MediaKind[], t: Translate): string {
  const kind = kinds[0]
  return kind === undefined ? t.plain('post-empty') : t.plain('post-media', { kind })
}

/** Where a post was forwarded from, as a line of its own; none for one that was not. */
export function renderForward(forwardedFrom: string | null, t: Translate): readonly Html[] {
  const from = cleanLine(forwardedFrom ?? '', maxForwardLength)
  return from === '' ? [] : [markup`<i>↪ ${t('post-forwarded', { from })}</i>`]
}
