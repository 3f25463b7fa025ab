import { sortEntities } from './entity.ts'
import type { FormattedEntity } from './entity.ts'

const tagsOfType = new Map([
  ['bold', 'b'],
  ['italic', 'i'],
  ['underline', 'u'],
  ['strikethrough', 's'],
  ['spoiler', 'tg-spoiler'],
  ['code', 'code'],
  ['blockquote', 'blockquote'],
])

/**
 * Writes a text with entities as Telegram's HTML. Entities that Telegram finds by itself (links, mentions, hashtags) get no
 * tag; those that overlap without nesting are cut into pieces that nest. Spans outside the text are clipped.
 */
export function toHtml(text: string, entities: readonly FormattedEntity[]): string {
  const sorted = sortEntities(entities.map((entity) => clip(entity, text.length)).filter(hasTag))
  const open: FormattedEntity[] = []
  let html = ''
  let next = 0
  const points = boundaries(sorted, text.length)
  for (const [index, at] of points.entries()) {
    html += closeAt(at, open)
    for (let entity = sorted[next]; entity?.offset === at; entity = sorted[++next]) {
      html += openTag(entity)
      open.push(entity)
    }
    html += escapeHtml(text.slice(at, points[index + 1] ?? at))
  }
  return html
}

function clip(entity: FormattedEntity, textLength: number): FormattedEntity {
  const offset = Math.min(Math.max(entity.offset, 0), textLength)
  const length = Math.min(Math.max(entity.offset + entity.length, offset), textLength) - offset
  return { ...entity, offset, length }
}

function hasTag(entity: FormattedEntity): boolean {
  return entity.length > 0 && openTag(entity) !== ''
}

function boundaries(entities: readonly FormattedEntity[], textLength: number): number[] {
  const points = new Set([0, textLength])
  for (const { offset, length } of entities) points.add(offset).add(offset + length)
  return [...points].toSorted((a, b) => a - b)
}

/** Closes what ends here; what was opened later and goes on is closed and opened again. */
function closeAt(at: number, open: FormattedEntity[]): string {
  const first = open.findIndex((entity) => entity.offset + entity.length <= at)
  if (first < 0) return ''
  const closing = open.splice(first)
  const staying = closing.filter((entity) => entity.offset + entity.length > at)
  open.push(...staying)
  return closing.toReversed().map(endTag).join('') + staying.map(openTag).join('')
}

function openTag(entity: FormattedEntity): string {
  const { type } = entity
  const tag = tagsOfType.get(type)
  if (tag !== undefined) return `<${tag}>`
  if (type === 'expandable_blockquote') return '<blockquote expandable>'
  if (type === 'text_link') return `<a href="${escapeHtml(entity.url ?? '')}">`
  if (type === 'text_mention') return `<a href="tg://user?id=${entity.user?.id ?? 0}">`
  if (type === 'custom_emoji') return `<tg-emoji emoji-id="${escapeHtml(entity.custom_emoji_id ?? '')}">`
  if (type === 'date_time') {
    return `<tg-time unix="${entity.unix_time ?? 0}" format="${escapeHtml(entity.date_time_format ?? '')}">`
  }
  if (type !== 'pre') return ''
  return entity.language ? `<pre><code class="language-${escapeHtml(entity.language)}">` : '<pre>'
}

function endTag(entity: FormattedEntity): string {
  if (entity.type === 'pre') return entity.language ? '</code></pre>' : '</pre>'
  const name = /^<([a-z-]+)/.exec(openTag(entity))?.[1] ?? ''
  return `</${name}>`
}

/** Escapes a text so that it stands for itself in Telegram's HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
