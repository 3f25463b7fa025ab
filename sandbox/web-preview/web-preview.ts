import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Channels, SandboxChannelProfile, SandboxPost } from '../channels.ts'
import { renderEmbed, renderEmbedError } from './embed.ts'
import { phpJson } from './escape.ts'
import { historyOf, historyOfHits, renderHistory, type History } from './history.ts'
import {
  renderChannelLanding,
  renderLanding,
  renderPostLanding,
  type LandingCard,
  type LandingKind,
} from './landing.ts'
import { renderPage } from './page.ts'
import { selectPosts, type Position } from './paging.ts'
import { drawPicture } from './picture.ts'
import { searchPosts } from './search.ts'
import type { Site } from './site.ts'

export type { LandingCard, LandingKind } from './landing.ts'

export interface WebPreviewOptions {
  readonly channels: Channels
  readonly now: () => number
  /** Names that are no channels, in canonical case. All others that are unknown look like `contact`. Read at each request. */
  readonly landings?: Readonly<Record<string, LandingKind | LandingCard>>
  /** Messages on a page, album items counted; 20 unless told. */
  readonly pageSize?: number
}

interface Answer {
  readonly status: number
  readonly type?: string
  readonly body?: string
  readonly location?: string
}

interface Request {
  readonly url: URL
  readonly isScroller: boolean
  readonly site: Site
}

const maxUrlLength = 2048
const maxBodyBytes = 64 * 1024
const notFound: Answer = { status: 404, type: 'text/plain', body: 'Not Found' }

/**
 * The web preview of the channels, t.me/s and what stands around it, for an HTTP server whose root it is. Answers every
 * request, whatever it says; what is no address of Telegram's gets 404.
 */
export function createWebPreview(options: WebPreviewOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const css = readFileSync(new URL('preview.css', import.meta.url), 'utf8')
  return (req, res) => {
    withoutBody(req, (tooLong) => {
      const answer = tooLong ? { status: 413 } : answerSafely(options, css, req)
      send(res, answer, req.method === 'HEAD')
    })
  }
}

/** Waits for the end of a body that nobody reads; one that is too long is not waited for. */
function withoutBody(req: IncomingMessage, done: (tooLong: boolean) => void): void {
  let bytes = 0
  const onData = (chunk: Buffer): void => {
    bytes += chunk.length
    if (bytes > maxBodyBytes) finish(true)
  }
  const onEnd = (): void => finish(false)
  const finish = (tooLong: boolean): void => {
    req.off('data', onData).off('end', onEnd)
    req.resume()
    done(tooLong)
  }
  req
    .on('data', onData)
    .on('end', onEnd)
    .on('error', () => undefined)
}

function answerSafely(options: WebPreviewOptions, css: string, req: IncomingMessage): Answer {
  try {
    return answer(options, css, req)
  } catch (error) {
    console.error('The web preview failed.', error)
    return { status: 500, type: 'text/plain', body: 'Internal Server Error' }
  }
}

function answer(options: WebPreviewOptions, css: string, req: IncomingMessage): Answer {
  if (!['GET', 'HEAD', 'POST'].includes(req.method ?? '')) return { status: 405 }
  const target = req.url ?? ''
  if (target.length > maxUrlLength) return { status: 414 }
  const url = target.startsWith('/') ? URL.parse(`http://sandbox${target}`) : null
  if (!url) return notFound
  if (url.pathname === '/css/preview.css') return { status: 200, type: 'text/css', body: css }
  const picture = /^\/media\/([a-z]+(?:-[A-Za-z0-9_]{1,40}){0,4})\.svg$/.exec(url.pathname)?.[1]
  if (picture !== undefined) return pictureAnswer(picture)
  const isScroller =
    req.method === 'POST' && req.headers['x-requested-with']?.toString().toLowerCase() === 'xmlhttprequest'
  const site = { channels: options.channels, origin: originOf(req), nowAt: options.now() }
  return route(options, { url, isScroller, site })
}

function pictureAnswer(name: string): Answer {
  const body = drawPicture(name)
  return body === null ? notFound : { status: 200, type: 'image/svg+xml', body }
}

/** The origin for addresses of media, when the client named the host in a way that can stand in a page. */
function originOf(req: IncomingMessage): string {
  const host = req.headers.host ?? ''
  return /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/.test(host) ? `http://${host}` : ''
}

function route(options: WebPreviewOptions, request: Request): Answer {
  const [, isList, name, id] =
    /^\/(s\/)?([A-Za-z][A-Za-z0-9_]{0,31})(?:\/(\d{1,15}))?\/?$/.exec(request.url.pathname) ?? []
  if (name === undefined) return notFound
  const messageId = id === undefined ? null : Number(id)
  if (isList !== undefined) return listAnswer(options, request, name, messageId)
  if (messageId !== null) return postAnswer(options, request, name, messageId)
  const profile = options.channels.profile(name)
  return html(
    profile ? renderChannelLanding(request.site, profile) : renderLanding(request.site, ...landingOf(options, name)),
  )
}

function html(body: string): Answer {
  return { status: 200, type: 'text/html', body }
}

/** The name in canonical case and its card. */
function landingOf({ landings = {} }: WebPreviewOptions, name: string): [string, LandingCard] {
  const known = Object.entries(landings).find(([other]) => other.toLowerCase() === name.toLowerCase())
  if (!known) return [name, { kind: 'contact' }]
  return [known[0], typeof known[1] === 'string' ? { kind: known[1] } : known[1]]
}

function listAnswer(options: WebPreviewOptions, request: Request, name: string, aroundId: number | null): Answer {
  const { url, site } = request
  const profile = options.channels.profile(name)
  if (!profile?.preview) return { status: 302, location: aroundId === null ? `/${name}` : `/${name}/${aroundId}` }
  const query = url.searchParams.get('q')?.trim() ?? ''
  const position = positionOf(url.searchParams, aroundId)
  const history = query === '' ? readHistory(options, profile, position) : search(options, profile, query, position)
  if (!request.isScroller) return html(renderPage({ site, profile, history, query }))
  // The scroller puts what it gets at one end of the page, so it wants the link at that end alone.
  const oneWay = position.kind === 'after' ? { ...history, before: null } : { ...history, after: null }
  return { status: 200, type: 'application/json', body: phpJson(renderHistory(site, profile, oneWay)) }
}

function readHistory(
  { channels, pageSize = 20 }: WebPreviewOptions,
  profile: SandboxChannelProfile,
  position: Position,
): History {
  return historyOf(selectPosts(channels.posts(profile.name), position, pageSize))
}

function search(
  { channels }: WebPreviewOptions,
  profile: SandboxChannelProfile,
  query: string,
  position: Position,
): History {
  const posts = channels.posts(profile.name)
  return historyOfHits(
    searchPosts(position.kind === 'before' ? posts.filter((post) => post.id < position.id) : posts, query),
  )
}

/** `before=0` and what is no number ask for the newest posts. */
function positionOf(params: URLSearchParams, aroundId: number | null): Position {
  const before = messageIdOf(params.get('before'))
  if (before) return { kind: 'before', id: before }
  const after = messageIdOf(params.get('after'))
  if (after !== null) return { kind: 'after', id: after }
  return aroundId === null ? { kind: 'newest' } : { kind: 'around', id: aroundId }
}

function messageIdOf(value: string | null): number | null {
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null
}

function postAnswer(options: WebPreviewOptions, request: Request, name: string, id: number): Answer {
  const profile = options.channels.profile(name)
  const post = profile ? findPost(options.channels, profile, id) : null
  if (request.url.searchParams.get('embed') === '1') return html(embedOf(request.site, name, profile, post))
  if (!profile) return html(renderLanding(request.site, ...landingOf(options, name)))
  return html(renderPostLanding(request.site, profile, profile.preview ? post : null, id))
}

function findPost(channels: Channels, profile: SandboxChannelProfile, id: number): SandboxPost | null {
  return channels.posts(profile.name).find((post) => post.id === id || post.albumIds.includes(id)) ?? null
}

function embedOf(site: Site, name: string, profile: SandboxChannelProfile | null, post: SandboxPost | null): string {
  if (!profile) return renderEmbedError(`Channel with username @${name} not found`)
  if (!profile.preview) return renderEmbedError("Unfortunately, this channel couldn't be displayed on your device.")
  return post ? renderEmbed({ site, profile, post, marks: [] }) : renderEmbedError('Post not found')
}

function send(res: ServerResponse, { status, type, body = '', location }: Answer, isHead: boolean): void {
  res.statusCode = status
  if (location !== undefined) res.setHeader('Location', location)
  if (type !== undefined) res.setHeader('Content-Type', `${type}; charset=utf-8`)
  res.setHeader('Content-Length', Buffer.byteLength(body))
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('X-Content-Type-Options', 'nosniff')
  // Nothing of a page runs and nothing is loaded from elsewhere: the sandbox works without a network and calls nobody.
  const policy =
    "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self'; form-action 'self'"
  res.setHeader('Content-Security-Policy', policy)
  if (status === 413) res.setHeader('Connection', 'close')
  res.end(isHead ? undefined : body)
}
