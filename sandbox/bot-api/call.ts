import type http from 'node:http'
import { readBody } from '../http/body.ts'
import { ApiError, badRequest } from './api-error.ts'

/** A file in the body of a request. */
export interface Upload {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** A request to a method, whatever form it came in. */
export interface ApiCall {
  readonly token: string
  /** As written in the path. */
  readonly method: string
  /** Values as text; structures as JSON. */
  readonly params: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<string, Upload>
  /** For the record: values in the types they came in. */
  readonly raw: Readonly<Record<string, unknown>>
}

const maxFormBytes = 1024 * 1024
/** Telegram takes files up to 50 MB. */
const maxUploadBytes = 52 * 1024 * 1024
const maxParams = 200

interface Body {
  readonly values: Readonly<Record<string, unknown>>
  readonly files: ReadonlyMap<string, Upload>
}

const calls = new WeakMap<http.IncomingMessage, Promise<ApiCall>>()

/** Reads the request, once: a second call gives the same. Rejects with ApiError for a body it cannot read. */
export function readCall(req: http.IncomingMessage): Promise<ApiCall> {
  const known = calls.get(req)
  if (known) return known
  const call = parseCall(req)
  call.catch(() => {})
  calls.set(req, call)
  return call
}

async function parseCall(req: http.IncomingMessage): Promise<ApiCall> {
  const url = new URL(req.url ?? '/', 'http://sandbox')
  const path = /^\/bot([^/]*)\/([^/]*)\/?$/.exec(decodePath(url.pathname))
  if (!path) throw new ApiError(404, 'Not Found')
  const body = await parseBody(req)
  const raw = { ...Object.fromEntries(url.searchParams), ...body.values }
  return {
    token: path[1] ?? '',
    method: path[2] ?? '',
    params: toParams(raw),
    files: body.files,
    raw: withFiles(raw, body),
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

async function parseBody(req: http.IncomingMessage): Promise<Body> {
  const contentType = req.headers['content-type'] ?? ''
  const isMultipart = /^multipart\/form-data/i.test(contentType)
  const bytes = await readBody(req, isMultipart ? maxUploadBytes : maxFormBytes)
  if (bytes === null) throw new ApiError(413, 'Request Entity Too Large')
  const none: ReadonlyMap<string, Upload> = new Map()
  if (bytes.length === 0) return { values: {}, files: none }
  if (isMultipart) return parseMultipart(bytes, contentType)
  if (/^application\/json/i.test(contentType)) return { values: parseJson(bytes), files: none }
  if (!/^application\/x-www-form-urlencoded/i.test(contentType)) return { values: {}, files: none }
  return { values: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))), files: none }
}

function parseJson(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest("can't parse JSON object")
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<Body> {
  const values: Record<string, unknown> = {}
  const files = new Map<string, Upload>()
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData()
    for (const [name, value] of form) {
      if (typeof value === 'string') values[name] = value
      else files.set(name, { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) })
    }
  } catch {
    throw badRequest("can't parse multipart form data")
  }
  return { values, files }
}

function toParams(raw: Readonly<Record<string, unknown>>): Map<string, string> {
  const entries = Object.entries(raw).filter(([, value]) => value !== null && value !== undefined)
  if (entries.length > maxParams) throw badRequest('too many parameters')
  const params = new Map(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
  for (const value of params.values()) {
    if (!value.isWellFormed()) throw badRequest('strings must be encoded in UTF-8')
  }
  return params
}

function withFiles(raw: Readonly<Record<string, unknown>>, { files }: Body): Record<string, unknown> {
  const described = [...files].map(([name, { name: fileName, type, bytes }]) => [
    name,
    { fileName, type, size: bytes.length },
  ])
  return { ...raw, ...Object.fromEntries(described) }
}

export function textParam(call: ApiCall, name: string): string {
  return call.params.get(name) ?? ''
}

/** The number that the parameter begins with, as the server reads it; 0 for anything else. */
export function integerParam(
  call: ApiCall,
  name: string,
  limits: { fallback: number; min: number; max: number },
): number {
  const text = textParam(call, name)
  const value = text === '' ? limits.fallback : toInteger(text)
  return Math.min(Math.max(value, limits.min), limits.max)
}

export function toInteger(text: string): number {
  const value = Number(/^-?\d{1,15}/.exec(text)?.[0] ?? 0)
  return Number.isSafeInteger(value) ? value : 0
}

export function flagParam(call: ApiCall, name: string): boolean {
  return ['true', 'yes', '1'].includes(textParam(call, name).toLowerCase())
}

/** The structure in a parameter, or undefined when it is absent. Throws what `refusal` makes of broken JSON. */
export function jsonParam(call: ApiCall, name: string, refusal: string): unknown {
  const text = textParam(call, name)
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(refusal)
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
