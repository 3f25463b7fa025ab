import { hash } from 'node:crypto'
import { postUrl } from '../channel-ref.ts'
import { toIsoTime } from '../iso-time.ts'
import { toSafeHtml } from '../text/to-html.ts'
import type { ExportedPost, ExportFormat, ExportSubject } from './format.ts'

const maxTitleLength = 80

/** A feed in Atom 1.0. An entry's id is the address of its post, which never changes. */
export const atom: ExportFormat = {
  extension: 'atom',
  head: (subject) =>
    [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      `<id>${escapeXml(feedId(subject))}</id>`,
      `<title>${escapeXml(subject.title)}</title>`,
      `<updated>${toIsoTime(subject.madeAt)}</updated>`,
      '<author><name>Vestnik</name></author>',
      ...(subject.channelName === null ? [] : [`<link rel="alternate" href="${feedId(subject)}"/>`]),
      '',
    ].join('\n'),
  item: toEntry,
  tail: () => '</feed>\n',
}

function feedId({ channelName, title }: ExportSubject): string {
  if (channelName !== null) return `https://t.me/${channelName}`
  // A name-based UUID in the manner of RFC 9562, version 8: the same query makes the same feed.
  const hex = hash('sha256', title, 'hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return `urn:uuid:${parts.join('-')}`
}

function toEntry({ post, channel }: ExportedPost): string {
  const url = postUrl(channel.name, post.messageId)
  const updatedAt = Math.max(post.publishedAt, post.changedAt ?? 0, post.deletedAt ?? 0)
  return [
    '<entry>',
    `<id>${url}</id>`,
    `<title>${escapeXml(titleOf(post.text) || `${channel.title} ${post.messageId}`)}</title>`,
    `<link rel="alternate" href="${url}"/>`,
    `<published>${toIsoTime(post.publishedAt)}</published>`,
    `<updated>${toIsoTime(updatedAt)}</updated>`,
    `<author><name>${escapeXml(post.author ?? channel.title)}</name></author>`,
    `<content type="html">${escapeXml(toSafeHtml(post.text, post.entities).replaceAll('\n', '<br>'))}</content>`,
    '</entry>',
    '',
  ].join('\n')
}

/** The first line with something on it. */
function titleOf(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? ''
  return line.trim().slice(0, maxTitleLength)
}

/** XML 1.0 has no place for most control characters, escaped or not. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => escapes[character] ?? character)
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}
