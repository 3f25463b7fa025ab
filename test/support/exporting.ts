import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { exportPosts, type ExportRequest } from '../../src/cli/export.ts'
import { importPosts } from '../../src/cli/import.ts'
import { createOutput, type Output } from '../../src/cli/output.ts'
import { search } from '../../src/cli/search.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Entity, Media } from '../../src/domain/post.ts'
import type { Store } from '../../src/domain/store.ts'
import { createTestClock } from './clock.ts'

const analyzer = createStemAnalyzer()
export const importedAt = Date.UTC(2026, 6, 1)

async function printed(run: (output: Output) => Promise<void>): Promise<string> {
  const stream = new PassThrough()
  const all = text(stream)
  try {
    await run(createOutput(stream))
  } finally {
    stream.end()
  }
  return all
}

/** What `export` prints; by default every post as JSON lines. */
export function exported(store: Store, request: Partial<ExportRequest> = {}): Promise<string> {
  const everything = { channel: null, query: null, fromAt: null, beforeAt: null, format: 'jsonl', out: null } as const
  return printed((output) =>
    exportPosts({ store, clock: createTestClock(importedAt), analyzer, output }, { ...everything, ...request }),
  )
}

/** What `search` prints. */
export function searched(store: Store, query: string): Promise<string> {
  return printed((output) =>
    search({ store, clock: createTestClock(importedAt), analyzer, output }, { query, json: false, limit: 10 }),
  )
}

/** The lines of an export as objects. */
export async function exportedPosts(store: Store, request: Partial<ExportRequest> = {}): Promise<ExportedLine[]> {
  const lines = (await exported(store, request)).split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as ExportedLine)
}

/** What tests look at in a line. */
export interface ExportedLine {
  readonly channel: string
  readonly channelId: number
  readonly id: number
  readonly publishedAt: string
  readonly kind: string
  readonly text: string
  readonly html: string
  readonly author: string | null
  readonly edited: boolean
  readonly forwardedFrom: unknown
  readonly replyTo: unknown
  readonly albumIds: readonly number[]
  readonly media: readonly { readonly kind: string; readonly title?: string; readonly options?: unknown }[]
  readonly deleted: unknown
  readonly versions: readonly {
    readonly seenAt: string
    readonly text: string
    readonly html: string
    readonly entities: readonly Entity[]
    readonly media: readonly Media[] | null
    readonly sha256: string
  }[]
}

/** What `import` prints. */
export function imported(store: Store, file: string, channel: string | null = null): Promise<string> {
  return printed((output) =>
    importPosts({ store, clock: createTestClock(importedAt), output, backfillPosts: 200 }, { file, channel }),
  )
}
