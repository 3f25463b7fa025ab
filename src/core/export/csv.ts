import { postUrl } from '../channel-ref.ts'
import { toIsoTime } from '../iso-time.ts'
import type { ExportedPost, ExportFormat } from './format.ts'
import { digestOf } from './json-lines.ts'

type Cell = string | number | boolean | null

const columns: readonly { readonly name: string; readonly cell: (exported: ExportedPost) => Cell }[] = [
  { name: 'channel', cell: ({ channel }) => channel.name },
  { name: 'id', cell: ({ post }) => post.messageId },
  { name: 'url', cell: ({ post, channel }) => postUrl(channel.name, post.messageId) },
  { name: 'published_at', cell: ({ post }) => toIsoTime(post.publishedAt) },
  { name: 'kind', cell: ({ post }) => post.kind },
  { name: 'edited', cell: ({ post }) => post.edited },
  { name: 'deleted_before', cell: ({ post }) => (post.deletedAt === null ? null : toIsoTime(post.deletedAt)) },
  { name: 'views', cell: ({ post }) => post.views?.value ?? null },
  { name: 'author', cell: ({ post }) => post.author },
  { name: 'forwarded_from', cell: ({ post }) => post.forward?.channel ?? post.forward?.name ?? null },
  { name: 'reply_to', cell: replyOf },
  { name: 'media', cell: ({ post }) => post.media.map(({ kind }) => kind).join(' ') },
  { name: 'versions', cell: ({ versions }) => versions.length },
  { name: 'text', cell: ({ post }) => post.text },
  { name: 'sha256', cell: (exported) => digestOf(exported, exported.post) },
]

/**
 * Comma-separated values after RFC 4180, in UTF-8 with a byte order mark: without one, spreadsheets take Cyrillic for another
 * encoding. A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
 */
export const csv: ExportFormat = {
  extension: 'csv',
  head: () => `\ufeff${toRow(columns.map(({ name }) => name))}`,
  item: (exported) => toRow(columns.map(({ cell }) => cell(exported))),
  tail: () => '',
}

function replyOf({ post, channel }: ExportedPost): string | null {
  return post.reply === null ? null : postUrl(post.reply.channel ?? channel.name, post.reply.id)
}

export function toRow(cells: readonly Cell[]): string {
  return `${cells.map(toCell).join(',')}\r\n`
}

/** What makes a formula of a cell, in full width too; a tab, a return or a line feed may hide it. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

function toCell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = (formulaStart.test(value) ? `'${value}` : value).toWellFormed()
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
