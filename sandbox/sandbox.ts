import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createBotApi } from './bot-api/bot-api.ts'
import type { BotApi, BotCall } from './bot-api/bot-api.ts'
import { readCall } from './bot-api/call.ts'
import type { Channels } from './channels.ts'
import { createControl } from './control.ts'
import type { Control } from './control.ts'
import { createFaults } from './faults.ts'
import type { Faults, RequestFacts } from './faults.ts'
import { createStaticFiles } from './http/static-files.ts'
import { createChannelRegistry } from './web-preview/channel-registry.ts'
import { createWebPreview } from './web-preview/web-preview.ts'
import { addDemoCast, createWorld } from './world.ts'
import type { OpenWorld, World } from './world.ts'

export interface SandboxOptions {
  /** Milliseconds since 1970; the machine's clock when absent. Rates, ages and dates follow it, time-outs do not. */
  readonly now?: () => number
  /** Messages on a page of a channel, asked at each request; 20 when absent. */
  readonly pageSize?: () => number
  /** The bot's token; its number is the bot's id. */
  readonly token?: string
  /** 0 or absent: any free port. */
  readonly botPort?: number
  readonly webPort?: number
  /** On when absent. */
  readonly enforceFloodLimits?: boolean
  /** Begin with the people and the group of the demo. */
  readonly demoCast?: boolean
  /** Pause before a webhook is tried again, after so many failures in a row (from 1). */
  readonly webhookBackoffMs?: (failures: number) => number
  /** How many of the bot's latest calls are kept; 5000 when absent. */
  readonly keptCalls?: number
}

/** A stand-in for Telegram on loopback. */
export interface Sandbox extends AsyncDisposable {
  /** Root of the Bot API, the control API and the chat page, such as http://127.0.0.1:41001. */
  readonly botApiRoot: string
  /** Root of the web preview, in the place of https://t.me. */
  readonly webRoot: string
  readonly token: string
  readonly world: World
  readonly channels: Channels
  readonly faults: Faults
  /** The latest calls of the bot, oldest first. */
  readonly calls: readonly BotCall[]
  /** Ends all connections and all that waits. A second call does nothing. */
  close(): Promise<void>
}

export const defaultToken = '7000000001:AAsandbox_token_good_for_nothing_els'
const loopback = '127.0.0.1'
const pageFolder = path.join(import.meta.dirname, 'page')

/** Starts both servers. Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now
  const token = options.token ?? defaultToken
  const channels = createChannelRegistry({ now })
  const opened = createWorld({ now, channels, bot: botOf(token) })
  if (options.demoCast) addDemoCast(opened.world)
  const faults = createFaults()
  const botApi = createBotApi({
    state: opened.state,
    token,
    enforceFloodLimits: options.enforceFloodLimits ?? true,
    ...(options.webhookBackoffMs && { webhookBackoffMs: options.webhookBackoffMs }),
    ...(options.keptCalls !== undefined && { keptCalls: options.keptCalls }),
  })
  const preview = {
    channels,
    now,
    get pageSize() {
      return options.pageSize?.() ?? 20
    },
  }
  const web = await listen(faults.apply('web', createWebPreview(preview)), options.webPort ?? 0)
  const control = createControl({
    world: opened.world,
    channels,
    faults,
    isBotOnline: botApi.isOnline,
    webRoot: () => rootOf(web),
  })
  const close = closer({ opened, botApi, control })
  const bot = await listen(botServer(botApi, control, faults), options.botPort ?? 0).catch(async (error: unknown) => {
    await close([web])
    throw error
  })
  const parts = {
    botApiRoot: rootOf(bot),
    webRoot: rootOf(web),
    token,
    world: opened.world,
    channels,
    faults,
    calls: botApi.calls,
  }
  const closeAll = (): Promise<void> => close([bot, web])
  return { ...parts, close: closeAll, [Symbol.asyncDispose]: closeAll }
}

function botOf(token: string): World['bot'] {
  const id = Number(/^(\d{1,15}):[A-Za-z0-9_-]+$/.exec(token)?.[1] ?? 0)
  if (id === 0) throw new RangeError('The token must look like 123456:letters.')
  return { id, is_bot: true, first_name: 'Vestnik', username: 'vestnik_sandbox_bot' }
}

function botServer(botApi: BotApi, control: Control, faults: Faults): http.RequestListener {
  const callMethod = faults.apply('bot', botApi.handle, describeCall)
  const serveFile = createStaticFiles(pageFolder)
  return (req, res) => {
    const url = req.url ?? '/'
    if (url.startsWith('/bot')) callMethod(req, res)
    else void (url.startsWith('/control/') ? control.handle : serveFile)(req, res).catch(() => res.destroy())
  }
}

async function describeCall(req: http.IncomingMessage): Promise<RequestFacts> {
  const { method, params } = await readCall(req)
  const chatId = params.get('chat_id')
  return { method, ...(chatId === undefined ? {} : { chatId }) }
}

async function listen(listener: http.RequestListener, port: number): Promise<http.Server> {
  const server = http.createServer({ keepAliveTimeout: 5000 }, listener)
  server.on('clientError', (_error, socket) => socket.destroy())
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, loopback, resolve)
  await promise
  return server
}

function rootOf(server: http.Server): string {
  return `http://${loopback}:${(server.address() as AddressInfo).port}`
}

function closer({ opened, botApi, control }: { opened: OpenWorld; botApi: BotApi; control: Control }) {
  let closing: Promise<void> | null = null
  const closeNow = async (servers: readonly http.Server[]): Promise<void> => {
    control.close()
    botApi.close()
    opened.close()
    await Promise.all(
      servers.map((server) => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()))
        server.closeAllConnections()
        return closed
      }),
    )
  }
  return (servers: readonly http.Server[]): Promise<void> => (closing ??= closeNow(servers))
}
