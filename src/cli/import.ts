import { existsSync } from 'node:fs'
import { createMessageSplitter } from '../core/import/json-messages.ts'
import { joinAlbum } from '../core/import/join-albums.ts'
import { type DesktopChannel, readDesktopHead, readDesktopMessage } from '../core/import/read-desktop-message.ts'
import { type IncomingPost, readJsonPost } from '../core/import/read-json-post.ts'
import type { ImportedPost } from '../domain/archive.ts'
import type { Channel } from '../domain/channel.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import { LineTooLongError, readText, splitLines } from './file-text.ts'
import type { Output } from './output.ts'
import { UsageError } from './usage-error.ts'

const postsAtOnce = 500
const maxLineLength = 16 * 1024 * 1024

interface ImportParts {
  readonly store: Store
  readonly clock: Clock
  readonly output: Output
  /** Past posts to fetch when somebody comes to follow a channel that was imported. */
  readonly backfillPosts: number
}

/**
 * Brings posts of Vestnik's jsonl, or of Telegram Desktop's result.json, into the archive, in constant memory. What it has done
 * before something went wrong stays done: the same file can be imported again. Throws UsageError.
 */
export async function importPosts(
  parts: ImportParts,
  request: { readonly file: string; readonly channel: string | null },
): Promise<void> {
  const { file, channel } = request
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`)
  const posts = (await isDesktopExport(file)) ? readDesktop(parts, file, channel) : readLines(parts, file, channel)
  const counts = { inserted: 0, extended: 0, known: 0 }
  const channels = createChannels(parts)
  for await (const { channel: of, posts: batch } of inBatches(posts, channels)) {
    const result = await parts.store.archive.importPosts({ channelId: of.id, posts: batch, now: parts.clock.now() })
    counts.inserted += result.inserted
    counts.extended += result.extended
    counts.known += result.known
  }
  const total = counts.inserted + counts.extended + counts.known
  if (total === 0 && channel !== null) throw new UsageError(`${file} has no posts of @${channel}`)
  await parts.output.line(
    `${total} posts read: ${counts.inserted} new, ${counts.extended} with a former text that was not known, ${counts.known} known already`,
  )
}

/** Within a text, and so anywhere in Vestnik's lines, the quotes would be escaped. */
async function isDesktopExport(file: string): Promise<boolean> {
  for await (const chunk of readText(file)) return /"messages"\s*:\s*\[/.test(chunk)
  return false
}

async function* readLines({ store }: ImportParts, file: string, channel: string | null): AsyncGenerator<IncomingPost> {
  const known = channel === null ? null : await store.channels.findByName(channel)
  // The file may have been made when the channel had another name.
  const isWanted = ({ channelName, channelId }: IncomingPost): boolean =>
    channel === null ||
    channelName.toLowerCase() === channel.toLowerCase() ||
    (channelId !== null && channelId === known?.telegramId)
  let number = 0
  try {
    for await (const line of splitLines(readText(file), maxLineLength)) {
      number += 1
      if (line.trim() === '') continue
      const read = readJsonPost(parseJson(line, `line ${number} of ${file}`))
      if (!read.ok) throw new UsageError(`line ${number} of ${file} is no post of Vestnik's export: ${read.reason}`)
      if (isWanted(read.value)) yield read.value
    }
  } catch (error) {
    if (error instanceof LineTooLongError) throw new UsageError(`line ${number + 1} is too long for a post`)
    throw error
  }
}

async function* readDesktop(
  { store }: ImportParts,
  file: string,
  name: string | null,
): AsyncGenerator<IncomingPost & { readonly title: string }> {
  const splitter = createMessageSplitter()
  let channel: (DesktopChannel & { readonly channelName: string }) | null = null
  let last: ImportedPost | null = null
  let number = 0
  for await (const chunk of readText(file)) {
    for (const piece of splitter.push(chunk)) {
      if (piece.kind === 'fault') throw new UsageError(`${file} cannot be read: ${piece.reason}`)
      if (piece.kind === 'head') {
        const head = readDesktopHead(parseJson(piece.json, file))
        if (!head.ok) throw new UsageError(`${file} cannot be read: ${head.reason}`)
        channel = { ...head.value, channelName: name ?? (await findName(store, head.value)) }
        continue
      }
      number += 1
      const read = readDesktopMessage(parseJson(piece.json, `message ${number}`))
      if (!read.ok) throw new UsageError(`message ${number} cannot be read: ${read.reason}`)
      const joined: ImportedPost | null = last === null ? null : joinAlbum(last, read.value)
      if (joined === null && last !== null && channel !== null) yield { ...last, ...channel }
      last = joined ?? read.value
    }
  }
  if (channel === null) throw new UsageError(`${file} is neither Vestnik's jsonl nor result.json of Telegram Desktop`)
  if (last !== null) yield { ...last, ...channel }
}

/** The file has no username; a channel that is known is found by its number. */
async function findName(store: Store, { channelId }: DesktopChannel): Promise<string> {
  const known = await findByNumber(store, channelId)
  if (known === undefined)
    throw new UsageError('name the channel, the file does not: import result.json --channel @name')
  return known.name
}

async function findByNumber(store: Store, number: number | null): Promise<Channel | undefined> {
  return number === null ? undefined : (await store.channels.listAll()).find(({ telegramId }) => telegramId === number)
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new UsageError(`${where} is no JSON: import reads Vestnik's jsonl, and result.json of one channel`)
  }
}

type Incoming = IncomingPost & { readonly title?: string }

/** Finds or adds the channels of incoming posts. Throws UsageError for a name that belongs to another channel. */
function createChannels({ store, clock, backfillPosts }: ImportParts) {
  const known = new Map<string, Channel>()
  return async ({ channelName, channelId, title }: Incoming): Promise<Channel> => {
    const key = channelName.toLowerCase()
    const channel =
      known.get(key) ??
      // The number is the channel: a file tells the name of the day on which it was made, and renames nothing.
      (await findByNumber(store, channelId)) ??
      (await store.channels.findByName(channelName)) ??
      (await store.channels.add(
        { name: channelName, telegramId: channelId, title: title || channelName, description: null, subscribers: null },
        { now: clock.now(), backfill: backfillPosts },
      ))
    if (channel.telegramId !== null && channelId !== null && channel.telegramId !== channelId) {
      throw new UsageError(`@${channelName} of the file is another channel than @${channel.name} of the archive`)
    }
    known.set(key, channel)
    return channel
  }
}

/** Posts by channel, some hundreds together. */
async function* inBatches(
  posts: AsyncIterable<Incoming>,
  channelOf: (post: Incoming) => Promise<Channel>,
): AsyncGenerator<{ readonly channel: Channel; readonly posts: readonly ImportedPost[] }> {
  const batches = new Map<number, { readonly channel: Channel; readonly posts: ImportedPost[] }>()
  let waiting = 0
  for await (const post of posts) {
    const channel = await channelOf(post)
    const batch = batches.get(channel.id) ?? { channel, posts: [] }
    batches.set(channel.id, batch)
    const { content, versions, deleted } = post
    batch.posts.push({ content, versions, ...(deleted !== undefined && { deleted }) })
    waiting += 1
    if (waiting < postsAtOnce) continue
    yield* batches.values()
    batches.clear()
    waiting = 0
  }
  yield* batches.values()
}
