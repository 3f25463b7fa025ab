import { parseChannelRefs } from '../core/channel-ref.ts'
import type { ExportedPost } from '../core/export/format.ts'
import { exportFormats, type FormatName } from '../core/export/formats.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Channel } from '../domain/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { QueryFault } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import { findFollowed } from './find-followed.ts'
import { readArchive, type Selection, writeExport } from './read-archive.ts'
import { readQuery } from './read-query.ts'

/** Why there is nothing to export. */
export type ExportRefusal =
  | { readonly kind: 'no_channels' }
  | { readonly kind: 'not_followed'; readonly name: string }
  | { readonly kind: 'fault'; readonly fault: QueryFault; readonly input: string }

export type ExportOffer =
  | ExportRefusal
  | {
      readonly kind: 'found'
      /** What was asked for, as it can be asked for again. */
      readonly canonical: string
      readonly posts: number
      /** About how large each format would be, in bytes. */
      readonly bytes: Readonly<Record<FormatName, number>>
    }

export type OpenedExport =
  | ExportRefusal
  | {
      readonly kind: 'opened'
      /** Name for the file. */
      readonly fileName: string
      readonly pieces: AsyncIterable<string>
    }

interface ExportAsk {
  readonly chat: Pick<Chat, 'id' | 'timeZone'>
  /** "@channel", or a query. */
  readonly text: string
  readonly signal: AbortSignal
}

/** Takes posts out of the archive for a chat: of the channels that it follows, and no other. */
export interface Exporting {
  /** How much there is. */
  offer(ask: ExportAsk): Promise<ExportOffer>
  open(ask: ExportAsk & { readonly format: FormatName }): Promise<OpenedExport>
}

/** From so many posts the size of all is judged. */
const sampleSize = 200
const formatNames = Object.keys(exportFormats) as readonly FormatName[]

interface ExportParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}

export function createExporting(parts: ExportParts): Exporting {
  return {
    offer: async ({ chat, text, signal }) => {
      const selected = await select(parts, chat, text)
      if (selected.kind !== 'selected') return selected
      return { kind: 'found', canonical: selected.canonical, ...(await measure(parts, selected, signal)) }
    },
    open: async ({ chat, text, signal, format }) => {
      const selected = await select(parts, chat, text)
      if (selected.kind !== 'selected') return selected
      const { selection, canonical, channelName } = selected
      const { extension } = exportFormats[format]
      const [channel] = selection.channels
      const title = channelName === null ? canonical : (channel?.title ?? channelName)
      const subject = { title, channelName, madeAt: parts.clock.now() }
      return {
        kind: 'opened',
        fileName: `${channelName ?? 'search'}.${extension}`,
        pieces: writeExport(readArchive(parts, selection, signal), exportFormats[format], subject),
      }
    },
  }
}

interface Selected {
  readonly kind: 'selected'
  readonly selection: Selection
  readonly canonical: string
  /** When it is one channel whole. */
  readonly channelName: string | null
}

async function select(
  { store, analyzer }: ExportParts,
  chat: Pick<Chat, 'id' | 'timeZone'>,
  text: string,
): Promise<ExportRefusal | Selected> {
  const followed = await store.channels.listFollowed(chat.id)
  const whole = { query: null, fromAt: null, beforeAt: null }
  const name = nameIn(text)
  if (name !== null) {
    const channel = await findFollowed(store, followed, name)
    if (channel === undefined) return { kind: 'not_followed', name }
    const selection = { ...whole, channels: [channel] }
    return { kind: 'selected', selection, canonical: `@${channel.name}`, channelName: channel.name }
  }
  const parsed = await readQuery({ store, analyzer }, text, chat.timeZone)
  if (!parsed.ok) return { kind: 'fault', fault: parsed.fault, input: text }
  if (followed.length === 0) return { kind: 'no_channels' }
  const selection = { ...whole, channels: followed, query: parsed.query }
  return { kind: 'selected', selection, canonical: parsed.canonical, channelName: null }
}

/** A bare word is a query. */
function nameIn(text: string): string | null {
  const [ref, ...others] = /^(?:@|https?:|t\.me)/i.test(text) ? parseChannelRefs(text) : []
  return ref?.kind === 'channel' && others.length === 0 && !/\s/.test(text.trim()) ? ref.name : null
}

async function measure(
  parts: ExportParts,
  { selection, channelName }: Selected,
  signal: AbortSignal,
): Promise<{ readonly posts: number; readonly bytes: Readonly<Record<FormatName, number>> }> {
  const sample: ExportedPost[] = []
  let posts = 0
  for await (const post of readArchive(parts, selection, signal)) {
    if (sample.length < sampleSize) sample.push(post)
    posts += 1
    // What a channel has in all is known without reading it.
    if (channelName !== null && posts === sampleSize) break
  }
  const [channel] = selection.channels as readonly [Channel, ...Channel[]]
  if (channelName !== null && posts === sampleSize) posts = await parts.store.channels.countPosts(channel.id)
  return { posts, bytes: sizesOf(sample, posts, parts.clock.now()) }
}

function sizesOf(sample: readonly ExportedPost[], posts: number, madeAt: number): Record<FormatName, number> {
  const times = sample.length === 0 ? 0 : posts / sample.length
  const sizes = formatNames.map((name) => {
    const format = exportFormats[name]
    const around = format.head({ title: '', channelName: null, madeAt }) + format.tail()
    const items = sample.map((post) => format.item(post)).join('')
    return [name, Math.round(byteLength(around) + byteLength(items) * times)] as const
  })
  return Object.fromEntries(sizes) as Record<FormatName, number>
}

const utf8 = new TextEncoder()

function byteLength(text: string): number {
  return utf8.encode(text).length
}
