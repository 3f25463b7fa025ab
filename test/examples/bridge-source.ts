import { AppError } from '../../src/domain/errors.ts'
import { noDetails, type PostContent } from '../../src/domain/post.ts'
import { type ChannelPage, type PagePosition, type Source, SourceError } from '../../src/domain/source.ts'

interface BridgeOptions {
  /** Where the bridge answers, such as http://localhost:8081. */
  readonly root: string
  /** Keeps the polite rate. */
  readonly limiter: { run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> }
}

type Fields = Readonly<Record<string, unknown>>
type Answer =
  { readonly kind: 'found'; readonly body: Fields } | { readonly kind: 'no_channel' } | { readonly kind: 'no_post' }

const timeoutMs = 15_000
const maxBytes = 5 * 1024 * 1024

/** Channels through a bridge: a program of its own that reads them from Telegram and tells of them in JSON. */
export function createBridgeSource(options: BridgeOptions): Source {
  const ask = (path: string, signal: AbortSignal): Promise<Answer> =>
    options.limiter.run(() => request(options.root + path, signal), signal)
  return {
    async describe(name, signal) {
      const answer = await ask(`/channels/${toName(name)}`, signal)
      if (answer.kind !== 'found') return { kind: 'contact', title: null }
      return { kind: 'channel', title: readText(readFields(answer.body['channel']), 'title') }
    },
    async fetchPage(channelName, position, signal) {
      const answer = await ask(`/channels/${toName(channelName)}${toQuery(position)}`, signal)
      if (answer.kind !== 'found') throw new SourceError('preview_unavailable', 'the bridge knows no such channel')
      return readPage(answer.body)
    },
    // The bridge tells the words of every post, so none has to be asked for.
    async describePost(channelName) {
      toName(channelName)
      return null
    },
    async checkPost(channelName, messageId, signal) {
      const answer = await ask(`/channels/${toName(channelName)}/posts/${messageId}`, signal)
      if (answer.kind === 'no_channel') throw new SourceError('preview_unavailable', 'the bridge knows no such channel')
      if (answer.kind === 'no_post') return { kind: 'gone' }
      return { kind: 'there', post: readPost(answer.body) }
    },
  }
}

function toName(name: string): string {
  if (!/^[A-Za-z0-9_]{4,32}$/.test(name)) throw new AppError('invalid_input', 'this is no name of a channel')
  return name
}

function toQuery(position: PagePosition): string {
  return position.kind === 'newest' ? '' : `?${position.kind}=${position.messageId}`
}

async function request(url: string, signal: AbortSignal): Promise<Answer> {
  const late = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, late]), redirect: 'error' })
    if (response.status === 403) throw new SourceError('blocked', 'the bridge refuses to answer')
    if (response.status === 429) throw new SourceError('rate_limited', 'the bridge asks us to wait')
    if (response.status >= 500) throw new SourceError('server_error', `the bridge answered ${response.status}`)
    const body = parseJson(await readBody(response))
    if (response.status === 200) return { kind: 'found', body }
    if (response.status === 404 && (body['error'] === 'no_channel' || body['error'] === 'no_post')) {
      return { kind: body['error'] }
    }
    throw new SourceError('markup_changed', `the bridge answered ${response.status}`)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof SourceError) throw error
    throw new SourceError(late.aborted ? 'timeout' : 'network', 'the bridge did not answer', { cause: error })
  }
}

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new SourceError('too_large', 'the answer of the bridge is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parseJson(text: string): Fields {
  try {
    return readFields(JSON.parse(text))
  } catch (error) {
    throw new SourceError('markup_changed', 'the answer of the bridge is no JSON object', { cause: error })
  }
}

/** A post that cannot be read refuses its page: what is left out silently is lost. */
function readPage({ channel, posts }: Fields): ChannelPage {
  const profile = readFields(channel)
  if (!Array.isArray(posts)) throw notUnderstood('posts')
  return {
    profile: {
      name: readText(profile, 'name'),
      telegramId: readNumber(profile, 'id'),
      title: readText(profile, 'title'),
      description: null,
      subscribers: null,
    },
    posts: posts.map((post) => readPost(readFields(post))),
  }
}

function readPost(post: Fields): PostContent {
  return {
    messageId: readNumber(post, 'id'),
    publishedAt: readNumber(post, 'publishedAt'),
    kind: 'post',
    text: readText(post, 'text'),
    entities: [],
    edited: false,
    views: null,
    author: null,
    forward: null,
    reply: null,
    albumIds: [],
    media: [],
    ...noDetails,
    reactions: readList(post, 'reactions') as PostContent['reactions'],
    buttons: readList(post, 'buttons') as PostContent['buttons'],
    viaBot: post['viaBot'] === undefined ? null : readText(post, 'viaBot'),
  }
}

function readFields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notUnderstood('an object')
  return value as Fields
}

function readText(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw notUnderstood(name)
  return value
}

function readNumber(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw notUnderstood(name)
  return value
}

/** The bridge is a program of ours: its lists have the shapes of domain/post.ts. */
function readList(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value)) throw notUnderstood(name)
  return value as readonly unknown[]
}

function notUnderstood(what: string): SourceError {
  return new SourceError('markup_changed', `the answer of the bridge has not the ${what} it should have`)
}
