import type http from 'node:http'
import type { WorldState } from '../world/state.ts'
import { ApiError } from './api-error.ts'
import { readCall } from './call.ts'
import type { ApiCall } from './call.ts'
import { Answer } from './context.ts'
import type { ApiContext, Method } from './context.ts'
import { createFloodControl } from './flood-control.ts'
import { chatMethods } from './methods/chats.ts'
import { editingMethods } from './methods/editing.ts'
import { profileMethods } from './methods/profile.ts'
import { queryMethods } from './methods/queries.ts'
import { sendingMethods } from './methods/sending.ts'
import { updateMethods } from './methods/updates.ts'
import { createUpdateQueue } from './update-queue.ts'
import { createWebhook, defaultBackoffMs } from './webhook.ts'

/** A call that the bot made. */
export interface BotCall {
  /** By its name in the documentation; as written when there is none. */
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  /** When it came, milliseconds since 1970. */
  readonly at: number
  /** HTTP status of the answer; null while it is under way. */
  status: number | null
  /** Words of a refusal. */
  description: string | null
}

export interface BotApiOptions {
  readonly state: WorldState
  readonly token: string
  readonly enforceFloodLimits: boolean
  /** Pause before a webhook is tried again, after so many failures in a row. */
  readonly webhookBackoffMs?: (failures: number) => number
  /** How many of the latest calls are kept; 5000 when absent. */
  readonly keptCalls?: number
}

export interface BotApi {
  /** Answers requests to /bot<token>/<method>. */
  readonly handle: (req: http.IncomingMessage, res: http.ServerResponse) => Promise<void>
  /** The latest calls, oldest first. */
  readonly calls: readonly BotCall[]
  /** A bot asks for updates now, did so within the last seconds, or takes them by webhook. */
  readonly isOnline: () => boolean
  /** Ends what waits. */
  close(): void
}

const defaultKeptCalls = 5000
const onlineForMs = 15_000

const methods: Readonly<Record<string, Method>> = {
  ...updateMethods,
  ...sendingMethods,
  ...editingMethods,
  ...queryMethods,
  ...profileMethods,
  ...chatMethods,
}
const methodNames = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name]))

export function createBotApi(options: BotApiOptions): BotApi {
  const { state } = options
  const queue = createUpdateQueue(state.now)
  const context: ApiContext = {
    state,
    queue,
    webhook: createWebhook({ queue, now: state.now, backoffMs: options.webhookBackoffMs ?? defaultBackoffMs }),
    flood: createFloodControl({ now: state.now, enabled: options.enforceFloodLimits }),
    descriptions: new Map(),
  }
  const calls: BotCall[] = []
  const keptCalls = options.keptCalls ?? defaultKeptCalls
  state.updateListeners.add((update) => queue.push(update))

  const handle: BotApi['handle'] = async (req, res) => {
    const gone = new AbortController()
    res.on('close', () => gone.abort())
    let record: BotCall | null = null
    const reply = await answer(async () => {
      const call = await readCall(req)
      checkToken(call, options.token)
      record = toRecord(call, state.now())
      calls.push(record)
      if (calls.length > keptCalls) calls.shift()
      return runMethod(context, call, gone.signal)
    })
    note(record, reply)
    sendReply(res, reply)
  }

  return {
    handle,
    calls,
    isOnline: () =>
      context.webhook.settings() !== null || state.now() - (queue.lastSeenAt() ?? -Infinity) < onlineForMs,
    close: () => context.webhook.close(),
  }
}

interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

function checkToken({ token }: ApiCall, expected: string): void {
  if (!/^\d+:./.test(token)) throw new ApiError(404, 'Not Found')
  if (token !== expected) throw new ApiError(401, 'Unauthorized')
}

function toRecord(call: ApiCall, at: number): BotCall {
  const method = methodNames.get(call.method.toLowerCase()) ?? call.method
  return { method, params: call.raw, at, status: null, description: null }
}

function note(record: BotCall | null, { status, body }: Reply): void {
  if (!record) return
  record.status = status
  record.description = status === 200 ? null : String(body['description'])
}

async function runMethod(context: ApiContext, call: ApiCall, signal: AbortSignal): Promise<unknown> {
  const method = methods[methodNames.get(call.method.toLowerCase()) ?? '']
  if (!method) throw new ApiError(404, 'Not Found: method not found')
  return method(context, call, signal)
}

async function answer(run: () => Promise<unknown>): Promise<Reply> {
  try {
    const result = await run()
    if (!(result instanceof Answer)) return { status: 200, body: { ok: true, result } }
    return { status: 200, body: { ok: true, result: result.result, description: result.description } }
  } catch (error) {
    if (!(error instanceof ApiError)) return refusal(500, `Internal Server Error: ${String(error)}`)
    return refusal(error.code, error.message, error.parameters)
  }
}

function refusal(code: number, description: string, parameters: object | null = null): Reply {
  return { status: code, body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) } }
}

function sendReply(res: http.ServerResponse, { status, body }: Reply): void {
  if (res.destroyed || res.headersSent) return
  const text = JSON.stringify(body)
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  res.end(text)
}
