import type { SandboxEntity } from '../channels.ts'
import { sortEntities } from '../formatting.ts'
import { escapeText, escapeUrl } from './escape.ts'
import { addFoundEntities } from './found-entities.ts'

/** Emoji that are drawn as pictures, with a variation selector or without. */
const emojiPattern = /(?:\p{RGI_Emoji}|[\p{Emoji}&&[\u2600-\u27BF\u{1F000}-\u{1FAFF}]])\uFE0F?/gv
const confirmScript = String.raw`return confirm('Open this link?\n\n'+this.href);`
const linkTypes = new Set(['text_link', 'url', 'mention', 'hashtag', 'cashtag', 'email', 'phone_number'])

/** Where searched words stand, in UTF-16 units; `end` is exclusive. */
export interface Mark {
  readonly start: number
  readonly end: number
}

interface Tag {
  readonly type: string
  readonly open: string
  readonly close: string
  readonly start: number
  readonly end: number
}

/** The text with its entities in the tags of Telegram's pages; entities that overlap without nesting are cut. */
export function renderText(text: string, entities: readonly SandboxEntity[], marks: readonly Mark[] = []): string {
  const tags = [...sortEntities(entities).flatMap((entity) => tagOf(text, entity)), ...marks.map(markTag)]
  let html = ''
  let open: Tag[] = []
  const points = boundaries(tags, text.length)
  for (const [index, start] of points.entries()) {
    const active = activeTags(tags, start)
    const kept = commonLength(open, active)
    html += closing(open, kept)
    html += active
      .slice(kept)
      .map((tag) => tag.open)
      .join('')
    html += renderPlain(text.slice(start, points[index + 1]))
    open = active
  }
  return html + closing(open, 0)
}

/** Text without entities: escaped, with line breaks and emoji. */
export function renderPlain(text: string): string {
  let html = ''
  let from = 0
  for (const match of text.matchAll(emojiPattern)) {
    html += renderLines(text.slice(from, match.index)) + renderEmoji(match[0])
    from = match.index + match[0].length
  }
  return html + renderLines(text.slice(from))
}

/** A text such as a channel's description, whose links are found as in a post. */
export function renderWithLinks(text: string): string {
  return renderText(text, addFoundEntities(text, []))
}

export function renderEmoji(emoji: string): string {
  const code = Buffer.from(emoji.replaceAll('\uFE0F', '')).toString('hex').toUpperCase()
  const style = `background-image:url('//telegram.org/img/emoji/40/${code}.png')`
  return `<i class="emoji" style="${style}"><b>${escapeText(emoji)}</b></i>`
}

function renderLines(text: string): string {
  return escapeText(text).replace(/\r?\n/g, '<br/>')
}

function tagOf(text: string, entity: SandboxEntity): Tag[] {
  const start = Math.min(Math.max(0, entity.offset), text.length)
  const end = Math.min(Math.max(start, entity.offset + entity.length), text.length)
  const markup = markupOf(entity, text.slice(start, end))
  return markup && start < end ? [{ type: entity.type, start, end, ...markup }] : []
}

function markTag({ start, end }: Mark): Tag {
  return { type: 'mark', open: '<mark>', close: '</mark>', start, end }
}

const plainTags: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  blockquote: 'blockquote',
}

function markupOf(entity: SandboxEntity, span: string): { open: string; close: string } | null {
  const plain = plainTags[entity.type]
  if (plain !== undefined) return { open: `<${plain}>`, close: `</${plain}>` }
  if (linkTypes.has(entity.type)) return { open: `<a ${linkAttributes(entity, span)}>`, close: '</a>' }
  if (entity.type === 'expandable_blockquote') return { open: '<blockquote expandable>', close: '</blockquote>' }
  if (entity.type === 'custom_emoji') {
    return { open: `<tg-emoji emoji-id="${escapeText(entity.custom_emoji_id ?? '')}">`, close: '</tg-emoji>' }
  }
  if (entity.type !== 'pre') return null
  return entity.language
    ? { open: `<pre><code class="language-${escapeText(entity.language)}">`, close: '</code></pre>' }
    : { open: '<pre>', close: '</pre>' }
}

function linkAttributes(entity: SandboxEntity, span: string): string {
  if (entity.type === 'hashtag' || entity.type === 'cashtag') return `href="?q=${encodeURIComponent(span)}"`
  if (entity.type === 'mention') return `href="https://t.me/${escapeUrl(span.slice(1))}" target="_blank"`
  if (entity.type === 'email') return `href="mailto:${escapeUrl(span)}"`
  if (entity.type === 'phone_number') return `href="tel:${escapeUrl(span.replace(/[^+\d]/g, ''))}"`
  const target = entity.type === 'text_link' ? (entity.url ?? '') : withScheme(span)
  const link = `href="${escapeUrl(target)}" target="_blank" rel="noopener"`
  return entity.type === 'text_link' ? `${link} onclick="${confirmScript}"` : link
}

function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`
}

function boundaries(tags: readonly Tag[], textLength: number): number[] {
  const points = new Set([0])
  for (const tag of tags) points.add(tag.start).add(tag.end)
  return [...points].filter((point) => point < textLength).toSorted((a, b) => a - b)
}

/** Outermost first. A link within a link is left out: HTML knows no such thing. */
function activeTags(tags: readonly Tag[], at: number): Tag[] {
  const active = tags.filter((tag) => tag.start <= at && at < tag.end)
  const firstLink = active.find((tag) => linkTypes.has(tag.type))
  return active.filter((tag) => tag === firstLink || !linkTypes.has(tag.type))
}

function commonLength(a: readonly Tag[], b: readonly Tag[]): number {
  const different = a.findIndex((tag, index) => tag !== b[index])
  return different < 0 ? a.length : different
}

function closing(open: readonly Tag[], kept: number): string {
  return open
    .slice(kept)
    .toReversed()
    .map((tag) => tag.close)
    .join('')
}
