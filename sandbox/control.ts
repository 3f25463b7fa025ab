import type http from 'node:http'
import { createLiveEvents } from './control/live-events.ts'
import { ControlError, readObject } from './control/requests.ts'
import { routes } from './control/routes.ts'
import type { ControlContext, Route } from './control/routes.ts'
import { HtmlError } from './formatting.ts'
import { sendJson } from './http/json.ts'
import { WorldError } from './world.ts'

export type { ControlContext }

/** The control API: what the chat page asks of the sandbox. */
export interface Control {
  /** Answers requests under /control/. */
  readonly handle: (req: http.IncomingMessage, res: http.ServerResponse) => Promise<void>
  close(): void
}

export function createControl(context: ControlContext): Control {
  const events = createLiveEvents()
  const unwatch = watch(context, events.send)
  return {
    async handle(req, res) {
      try {
        checkOrigin(req)
        const url = new URL(req.url ?? '/', 'http://sandbox')
        const photoId = /^\/control\/photos\/([\w-]{1,64})$/.exec(url.pathname)?.[1]
        if (url.pathname === '/control/events' && req.method === 'GET') events.open(res)
        else if (photoId !== undefined && req.method === 'GET') sendPhoto(context, photoId, res)
        else sendJson(res, 200, await run(context, req, url))
      } catch (error) {
        sendJson(res, statusOf(error), { error: error instanceof Error ? error.message : String(error) })
      }
    },
    close() {
      unwatch()
      events.close()
    },
  }
}

/** The bytes of a picture that the bot uploaded, for the page to show. */
function sendPhoto({ world }: ControlContext, fileId: string, res: http.ServerResponse): void {
  const file = world.file(fileId)
  if (file?.kind !== 'photo' || file.bytes === null) throw new ControlError(404, 'There is no such picture.')
  const type = file.bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
  res.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  res.end(file.bytes)
}

/** Only pages of this server may ask: no other site, whatever name it has given to the loopback address. */
function checkOrigin(req: http.IncomingMessage): void {
  const host = req.headers.host ?? ''
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host))
    throw new ControlError(403, 'This host is not served.')
  const { origin } = req.headers
  if (origin !== undefined && origin !== `http://${host}`) throw new ControlError(403, 'Other sites may not ask.')
  if (req.headers['sec-fetch-site'] === 'cross-site') throw new ControlError(403, 'Other sites may not ask.')
}

async function run(context: ControlContext, req: http.IncomingMessage, url: URL): Promise<unknown> {
  const fitting = routes.flatMap((route) => {
    const match = route.path.exec(url.pathname)
    return match ? [{ route, parts: match.slice(1) }] : []
  })
  if (fitting.length === 0) throw new ControlError(404, 'There is nothing here.')
  const found = fitting.find(({ route }) => route.verb === req.method)
  if (!found) throw new ControlError(405, `${req.method ?? ''} is not for this address.`)
  const fields = hasBody(found.route) ? await readObject(req) : {}
  return found.route.run(context, { parts: found.parts, query: url.searchParams, fields })
}

function hasBody({ verb }: Route): boolean {
  return verb === 'POST' || verb === 'PATCH'
}

function statusOf(error: unknown): number {
  if (error instanceof ControlError) return error.status
  if (error instanceof WorldError && error.message.includes('in time')) return 504
  if (error instanceof WorldError && error.message.startsWith('There is no')) return 404
  if (error instanceof WorldError || error instanceof HtmlError || error instanceof RangeError) return 400
  // The registry refuses with plain errors, whose words are for people too.
  return error instanceof Error && error.message.startsWith('There is no post') ? 404 : 400
}

function watch(context: ControlContext, send: (event: object) => void): () => void {
  const { world, channels } = context
  const ends = [
    watchBot(context, send),
    world.subscribe(send),
    channels.subscribe((event) => {
      if (event.type === 'deleted') send({ type: 'post_deleted', channel: event.channel, id: event.id })
      else send({ type: event.type === 'published' ? 'post' : 'post_edited', channel: event.channel, post: event.post })
    }),
  ]
  return () => ends.forEach((end) => end())
}

const botCheckMs = 1000

/** Pages learn within a second that the bot has come or gone. */
function watchBot({ isBotOnline }: ControlContext, send: (event: object) => void): () => void {
  let wasOnline = isBotOnline()
  const timer = setInterval(() => {
    if (isBotOnline() === wasOnline) return
    wasOnline = !wasOnline
    send({ type: 'state' })
  }, botCheckMs)
  timer.unref()
  return () => clearInterval(timer)
}
