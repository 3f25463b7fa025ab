import { fetch } from 'undici'
import type { Dispatcher, Response } from 'undici'
import type { FetchFault } from '../domain/channel.ts'
import { SourceError } from '../domain/source.ts'
import { second } from '../domain/time.ts'
import type { Clock } from '../domain/time.ts'

/** What all requests for pages share. */
export interface FetchSettings {
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly clock: Clock
  /** For the whole of a request, its body included. */
  readonly timeoutMs: number
  /** Bytes of a body after decompression; a longer one is not read to its end. */
  readonly maxBytes: number
}

/**
 * Gets a page. Redirects are never followed. Throws SourceError: `preview_unavailable` for a redirect to the landing page,
 * `blocked`, `rate_limited`, `server_error` by the status, `network`, `timeout`, `too_large`. When `signal` aborts, it
 * throws the signal's reason.
 */
export async function fetchHtml(url: URL, settings: FetchSettings, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  const timeout = AbortSignal.timeout(settings.timeoutMs)
  try {
    const response = await fetch(url, {
      dispatcher: settings.dispatcher,
      redirect: 'manual',
      headers: { 'user-agent': settings.userAgent, 'accept-language': 'en', accept: 'text/html' },
      signal: AbortSignal.any([signal, timeout]),
    })
    return await readPage(response, url, settings)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof SourceError) throw error
    if (timeout.aborted) throw new SourceError('timeout', 'the server took too long', { cause: error })
    throw new SourceError('network', 'the connection failed', { cause: error })
  }
}

async function readPage(response: Response, url: URL, settings: FetchSettings): Promise<string> {
  if (response.status === 200) return decodeUtf8(await readBody(response, settings.maxBytes))
  // A body left unread would hold its connection.
  await response.body?.cancel()
  throw toFault(response, url, settings.clock)
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    // Leaving the loop cancels the body.
    if (size > maxBytes) throw new SourceError('too_large', 'the page is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A few broken letters are the page's own; a page full of them is in another encoding, and its texts would be garbage. */
const maxBrokenLetters = 20

function decodeUtf8(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  const letters = text.split('\ufffd').length - 1
  if (letters > maxBrokenLetters && !Buffer.from(bytes).equals(Buffer.from(text))) {
    throw new SourceError('markup_changed', 'the page is not in UTF-8')
  }
  return text
}

function toFault(response: Response, url: URL, clock: Clock): SourceError {
  const { status, headers } = response
  if (status >= 300 && status < 400) return toRedirectFault(headers.get('location'), url)
  const wait = parseRetryAfter(headers.get('retry-after'), clock)
  return new SourceError(
    faultOf(status),
    `the server answered ${String(status)}`,
    wait === null ? {} : { retryAfterMs: wait },
  )
}

function faultOf(status: number): FetchFault {
  if (status === 429) return 'rate_limited'
  if (status === 404 || status === 410) return 'preview_unavailable'
  if (status >= 500 || status < 400) return 'server_error'
  return 'blocked'
}

/** Hosts under which Telegram itself answers, whatever mirror was asked. */
const telegramHosts: ReadonlySet<string> = new Set(['t.me', 'telegram.me', 'telegram.dog'])

/** Telegram sends from /s/x to /x when there is no preview; a way to any other place is somebody else's. */
function toRedirectFault(location: string | null, url: URL): SourceError {
  const target = location === null ? null : URL.parse(location, url)
  const isTelegram = target !== null && (target.origin === url.origin || telegramHosts.has(target.host))
  const name = /\/s(\/[^/]+)$/.exec(url.pathname)?.[1]
  if (isTelegram && name !== undefined && isLanding(target.pathname, url.pathname, name)) {
    return new SourceError('preview_unavailable', 'the channel has no public preview')
  }
  return new SourceError('blocked', 'the server sends elsewhere')
}

function isLanding(target: string, path: string, name: string): boolean {
  const landings = [name, path.replace(/\/s(\/[^/]+)$/, '$1')].map((landing) => landing.toLowerCase())
  return landings.includes(target.toLowerCase())
}

/** Seconds or a date, as the header allows; null when it says neither. */
function parseRetryAfter(value: string | null, clock: Clock): number | null {
  if (value === null) return null
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * second
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - clock.now())
}
