import { createFolding, type FoldablePost } from '../core/fold/folding.ts'
import { createProfiling } from '../core/fold/profile.ts'
import { readIsoTime } from '../core/iso-time.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import { originName } from '../domain/fold.ts'
import { asFields, type Fields, parseObject } from './line-document.ts'
import type { Output } from './output.ts'
import { UsageError } from './usage-error.ts'

interface FoldParts {
  readonly analyzer: Analyzer
  readonly lines: AsyncIterable<string>
  readonly output: Output
}

type Id = string | number

/** For each line, as soon as it is read, the earlier post with its text and the first post of its story. Throws UsageError. */
export async function fold({ analyzer, lines, output }: FoldParts): Promise<void> {
  const folding = createFolding(createProfiling(analyzer))
  const ids: Id[] = []
  let number = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const { id, post } = readPost(line, number)
    ids.push(id)
    const { sameTextAs, story } = folding.add(post)
    const sameAs = sameTextAs === null ? null : ids[sameTextAs]
    await output.line(JSON.stringify({ id, sameTextAs: sameAs, story: ids[story] }))
  }
}

/** A line as `export` prints it, or with no more than an id and a text. */
function readPost(line: string, number: number): { readonly id: Id; readonly post: FoldablePost } {
  const fail = (what: string): never => {
    throw new UsageError(`line ${number}: ${what}`)
  }
  const post = parseObject(line) ?? fail('not an object {"id": …, "text": "…"}')
  const { id, text, channel = null, publishedAt = null } = post
  if (typeof id !== 'string' && (typeof id !== 'number' || !Number.isFinite(id))) {
    return fail('id is missing, or neither a text nor a number')
  }
  if (typeof text !== 'string') return fail('text is missing, or no text')
  if (channel !== null && typeof channel !== 'string') return fail('channel is no text')
  const at =
    publishedAt === null ? null : (readTime(publishedAt) ?? fail('publishedAt is no time like "2024-01-31T10:00:00Z"'))
  return {
    id,
    post: { text, publishedAt: at, self: nameOf(channel, id), origin: originOf(asFields(post['forwardedFrom'])) },
  }
}

/** A time without a zone is one of UTC. */
function readTime(value: unknown): number | null {
  return readIsoTime(value) ?? (typeof value === 'string' ? readIsoTime(`${value}Z`) : null)
}

function originOf(forward: Fields | null): string | null {
  const { channel = null, id = null } = forward ?? {}
  return typeof channel === 'string' && typeof id === 'number' ? nameOf(channel, id) : null
}

function nameOf(channel: string | null, id: Id): string | null {
  return channel === null ? null : originName(channel.replace(/^@/, ''), id)
}
