import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type ExportSubject } from '../core/export/format.ts'
import { exportFormats, type FormatName } from '../core/export/formats.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Channel } from '../domain/channel.ts'
import type { Store } from '../domain/store.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { readArchive, type Selection, writeExport } from '../flows/read-archive.ts'
import { UsageError } from './usage-error.ts'
import type { Output } from './output.ts'
import { readArchiveQuery } from './query-argument.ts'

/** What to export; what is null does not narrow it. */
export interface ExportRequest {
  readonly channel: string | null
  readonly query: string | null
  readonly fromAt: Instant | null
  readonly beforeAt: Instant | null
  readonly format: FormatName
  /** A file; null: the output. */
  readonly out: string | null
}

interface ExportParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
  readonly output: Output
}

/** Prints what fits the request, oldest first, in constant memory. Throws UsageError. */
export async function exportPosts(parts: ExportParts, request: ExportRequest): Promise<void> {
  const { store, clock, analyzer, output } = parts
  const selection: Selection = {
    channels: await channelsOf(store, request.channel),
    query: request.query === null ? null : (await readArchiveQuery({ store, analyzer }, request.query)).query,
    fromAt: request.fromAt,
    beforeAt: request.beforeAt,
  }
  const subject = subjectOf(selection.channels, request, clock.now())
  const pieces = writeExport(readArchive(parts, selection), exportFormats[request.format], subject)
  if (request.out !== null) return writeWhole(request.out, pieces)
  for await (const piece of pieces) await output.write(piece)
}

async function channelsOf(store: Store, name: string | null): Promise<readonly Channel[]> {
  if (name === null) return store.channels.listAll()
  const channel = await store.channels.findByName(name)
  if (channel === null) throw new UsageError(`there is no channel @${name} in the archive`)
  return [channel]
}

function subjectOf(channels: readonly Channel[], request: ExportRequest, madeAt: Instant): ExportSubject {
  const [channel] = request.channel === null ? [] : channels
  const title = [channel?.title, request.query].filter((part) => part !== undefined && part !== null).join(': ')
  const isWhole = request.query === null && channel !== undefined
  return { title: title === '' ? 'Vestnik' : title, channelName: isWhole ? channel.name : null, madeAt }
}

/** The file is there with all that belongs into it, or it is as it was. */
async function writeWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.unfinished`
  try {
    await pipeline(pieces, createWriteStream(unfinished))
    const file = await open(unfinished, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
