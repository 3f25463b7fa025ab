import { once } from 'node:events'
import type http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultAction } from '../faults.ts'
import { capture } from './captured-response.ts'
import type { CapturedResponse, Handler } from './captured-response.ts'

const fillerBytes = 64 * 1024

interface Exchange {
  readonly handler: Handler
  readonly req: http.IncomingMessage
  readonly res: http.ServerResponse
}

/** Spoils one exchange. */
export async function misbehave(action: FaultAction, exchange: Exchange): Promise<void> {
  const { handler, req, res } = exchange
  if (action.kind === 'hang') return hang(res)
  if (action.kind === 'drop') return void req.socket.destroy()
  if (action.kind === 'status') return refuse(action, res)
  if (action.kind === 'delay') {
    await pause(res, action.ms)
    if (!res.destroyed) await handler(req, res)
    return
  }
  const answer = await capture(handler, req, res)
  if (!answer || res.destroyed) return
  if (action.kind === 'drop-after-effect') req.socket.destroy()
  else if (action.kind === 'hang-after-effect') await hang(res)
  else if (action.kind === 'truncate') await truncate(answer, res)
  else if (action.kind === 'endless') await goOn(answer, res)
  else sendBytes(answer, res, action.kind === 'garbage' ? garbage(answer.body.length) : toWindows1251(answer.body))
}

async function hang(res: http.ServerResponse): Promise<void> {
  if (!res.destroyed) await once(res, 'close')
}

async function pause(res: http.ServerResponse, ms: number): Promise<void> {
  const left = new AbortController()
  res.once('close', () => left.abort())
  await sleep(ms, undefined, { signal: left.signal }).catch(() => {})
}

function refuse(action: Extract<FaultAction, { kind: 'status' }>, res: http.ServerResponse): void {
  const isText = typeof action.body === 'string'
  const body = isText
    ? action.body
    : JSON.stringify(action.body ?? { ok: false, error_code: action.status, description: 'Fault' })
  const type = isText ? 'text/html; charset=utf-8' : 'application/json'
  res.writeHead(action.status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body ?? ''),
    ...action.headers,
  })
  res.end(body)
}

/** Announces the whole length, sends half of it and hangs up. */
async function truncate(answer: CapturedResponse, res: http.ServerResponse): Promise<void> {
  res.writeHead(answer.status, { ...answer.headers, 'content-length': Math.max(answer.body.length, 2) })
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2))
  await new Promise((resolve) => res.write(half.length > 0 ? half : ' ', resolve))
  res.destroy()
}

/** Sends the answer and goes on with white space for as long as the client listens. */
async function goOn(answer: CapturedResponse, res: http.ServerResponse): Promise<void> {
  const { 'content-length': _length, ...headers } = answer.headers
  res.writeHead(answer.status, headers)
  res.write(answer.body)
  const filler = Buffer.alloc(fillerBytes, ' ')
  const closed = once(res, 'close').catch(() => {})
  while (!res.destroyed) {
    const isReady = res.write(filler)
    await (isReady ? new Promise(setImmediate) : Promise.race([drained(res), closed]))
  }
}

async function drained(res: http.ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => res.once('drain', () => resolve()))
}

function sendBytes(answer: CapturedResponse, res: http.ServerResponse, body: Buffer): void {
  res.writeHead(answer.status, { ...answer.headers, 'content-length': body.length })
  res.end(body)
}

/** Bytes that are neither UTF-8 nor JSON nor HTML; always the same. */
function garbage(length: number): Buffer {
  return Buffer.from(Array.from({ length: Math.max(length, 64) }, (_, index) => 0x80 + ((index * 73) % 0x80)))
}

const cyrillicStart = 0x04_10
const cyrillicEnd = 0x04_4f
const windows1251Start = 0xc0

/** The text in the old Cyrillic charset, though the header goes on to say UTF-8. */
function toWindows1251(body: Buffer): Buffer {
  const bytes = Array.from(body.toString('utf8'), (char) => {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x80) return code
    return code >= cyrillicStart && code <= cyrillicEnd ? code - cyrillicStart + windows1251Start : 0xb8
  })
  return Buffer.from(bytes)
}
