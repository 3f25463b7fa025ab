import { parseChannelRefs } from '../core/channel-ref.ts'
import { findFormatName } from '../core/export/formats.ts'
import { readFilter } from '../core/query/filter-values.ts'
import type { Instant } from '../domain/time.ts'
import type { ExportRequest } from './export.ts'
import { parseWords } from './parse-words.ts'
import { UsageError } from './usage-error.ts'

export type ArchiveCommand =
  | ({ readonly name: 'export' } & ExportRequest)
  /** `channel` null: as the file tells. */
  | { readonly name: 'import'; readonly file: string; readonly channel: string | null }
  | { readonly name: 'backup'; readonly file: string }
  | { readonly name: 'restore'; readonly file: string }

export function parseExport(words: readonly string[]): ArchiveCommand {
  const options = Object.fromEntries(
    ['channel', 'query', 'after', 'before', 'format', 'out'].map((name) => [name, { type: 'string' as const }]),
  )
  const { values } = parseWords(words, options, 0)
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null)
  if (['channel', 'query', 'after', 'before'].every((name) => text(name) === null)) {
    throw new UsageError(
      'say what to export: export --channel @name, --query "words", --after 2024-01-31 or --before …',
    )
  }
  const format = findFormatName(text('format') ?? 'jsonl')
  if (format === null) throw new UsageError('--format takes jsonl, csv, html or atom')
  return {
    name: 'export',
    channel: toName(text('channel')),
    query: text('query'),
    fromAt: readDay('after', text('after')),
    beforeAt: readDay('before', text('before')),
    format,
    out: text('out'),
  }
}

export function parseImport(words: readonly string[]): ArchiveCommand {
  const { values, positionals } = parseWords(words, { channel: { type: 'string' } }, 1)
  const [file] = positionals
  if (file === undefined) throw new UsageError('name the file: import channel.jsonl')
  return { name: 'import', file, channel: toName(typeof values['channel'] === 'string' ? values['channel'] : null) }
}

export function parseCopy(name: 'backup' | 'restore', words: readonly string[]): ArchiveCommand {
  const [file] = parseWords(words, {}, 1).positionals
  if (file === undefined) throw new UsageError(`name the file: ${name} vestnik-copy.db`)
  return { name, file }
}

/** "@name", the name alone, or a link to the channel. */
function toName(channel: string | null): string | null {
  if (channel === null) return null
  const [ref] = parseChannelRefs(channel)
  return ref?.kind === 'channel' ? ref.name : channel.replace(/^@/, '')
}

/** As `after:` and `before:` of a query read it: a day of UTC. */
function readDay(name: 'after' | 'before', value: string | null): Instant | null {
  if (value === null) return null
  const filter = readFilter(name, value, 'UTC')
  if (filter === null || !('at' in filter)) throw new UsageError(`--${name} takes a day, such as 2024-01-31`)
  return filter.at
}
