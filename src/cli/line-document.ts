import { type Document, mediaFilterOf, type PostFacts, toPlainDocument } from '../core/query/document.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import { UsageError } from './usage-error.ts'

/** A line of input: a post as `export` prints it, of which only the text is needed. */
export interface LineDocument {
  readonly id: unknown
  readonly document: Document
}

/** Reads line `number`. What filters ask for and the line does not tell fits none. Throws UsageError. */
export function readLineDocument(line: string, number: number, analyzer: Analyzer): LineDocument {
  const post = parseObject(line)
  if (post === null || typeof post['text'] !== 'string') {
    throw new UsageError(`line ${number} is not an object {"id": …, "text": "…"}`)
  }
  const document = toPlainDocument(post['text'], analyzer)
  return { id: post['id'] ?? null, document: { ...document, facts: { ...document.facts, ...factsOf(post) } } }
}

export type Fields = Readonly<Record<string, unknown>>

/** null: not JSON, or no object. */
export function parseObject(line: string): Fields | null {
  try {
    return asFields(JSON.parse(line))
  } catch {
    return null
  }
}

/** null: no object. */
export function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

function factsOf(post: Fields): Partial<PostFacts> {
  const { channel, publishedAt, edited, deleted, forwardedFrom, replyTo, media } = post
  const origin = asFields(forwardedFrom)
  const kinds = Array.isArray(media) ? media.map((item) => asFields(item)?.['kind']) : []
  const has = new Set(kinds.map(mediaFilterOf).filter((filter) => filter !== undefined))
  if (textOf(post['html']).includes('<a href=') || /https?:\/\//.test(textOf(post['text']))) has.add('link')
  const at = Date.parse(textOf(publishedAt))
  return {
    channel: nameOf(channel),
    publishedAt: Number.isNaN(at) ? null : at,
    isEdited: edited === true,
    isDeleted: deleted !== undefined && deleted !== null && deleted !== false,
    isForward: origin !== null,
    forwardedFrom: nameOf(origin?.['channel']),
    isReply: asFields(replyTo) !== null,
    has,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function nameOf(value: unknown): string | null {
  return typeof value === 'string' ? value.replace(/^@/, '').toLowerCase() : null
}
