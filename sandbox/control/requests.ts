import type http from 'node:http'
import { readBody } from '../http/body.ts'

/** A request that the control API refuses, with a sentence for people. */
export class ControlError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
  }
}

const maxBodyBytes = 256 * 1024

/** The JSON object in the body. Throws ControlError for anything else. */
export async function readObject(req: http.IncomingMessage): Promise<Fields> {
  const body = await readBody(req, maxBodyBytes)
  if (body === null) throw new ControlError(413, 'The request is too large.')
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) {
    throw new ControlError(415, 'The body must be application/json.')
  }
  const value = parse(body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'The body must be a JSON object.')
  }
  return value as Fields
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    throw new ControlError(400, 'The body is not valid JSON.')
  }
}

export type Fields = Readonly<Record<string, unknown>>

export function numberField(fields: Fields, name: string): number {
  const value = fields[name]
  if (!Number.isSafeInteger(value)) throw new ControlError(400, `${name} must be a whole number.`)
  return value as number
}

export function optionalNumber(fields: Fields, name: string): number | null {
  return fields[name] === undefined || fields[name] === null ? null : numberField(fields, name)
}

export function degreesField(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ControlError(400, `${name} must be a number.`)
  return value
}

export function textField(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw new ControlError(400, `${name} must be a text.`)
  return value
}

export function flagField(fields: Fields, name: string): boolean {
  const value = fields[name]
  if (typeof value !== 'boolean') throw new ControlError(400, `${name} must be true or false.`)
  return value
}

/** A whole number of the query string, held within bounds; `fallback` when absent, which null forbids. */
export function queryNumber(
  query: URLSearchParams,
  name: string,
  limits: { fallback: number | null; min: number; max: number },
): number {
  const text = query.get(name)
  if (text === null && limits.fallback !== null) return limits.fallback
  const value = Number(text)
  if (!text?.trim() || !Number.isSafeInteger(value)) throw new ControlError(400, `${name} must be a whole number.`)
  return Math.min(Math.max(value, limits.min), limits.max)
}
