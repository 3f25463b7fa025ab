import type { Entity, EntityType } from '../../domain/post.ts'

interface Span {
  readonly start: number
  readonly end: number
  readonly role: Role
  readonly open: string
  readonly close: string
}

/** `quote` and `code` must not be torn apart, so they go outside; nothing stands inside code, and no role inside itself but `style`. */
type Role = 'quote' | 'code' | 'link' | 'emoji' | 'style'

const rank: Readonly<Record<Role, number>> = { quote: 0, code: 1, link: 2, emoji: 2, style: 2 }

/**
 * Text and entities as HTML of Telegram's subset: always well-formed, all of the text escaped. Entities may nest, overlap,
 * or reach outside of the text; what cannot be shown is left out, its text never. Links keep an address only when it is
 * http, https, tg, mailto or tel.
 */
export function toSafeHtml(text: string, entities: readonly Entity[]): string {
  const spans = entities.map((entity) => toSpan(text, entity)).filter((span) => span !== null)
  const edges = new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])
  const starts = [...spans].sort((a, b) => a.start - b.start)
  let open: readonly Span[] = []
  let waiting = 0
  let active: Span[] = []
  let html = ''
  let position = 0
  for (const edge of [...edges].sort((a, b) => a - b)) {
    const next = visible(active)
    if (edge > position) {
      html += change(open, next) + escapeHtml(text.slice(position, edge))
      open = next
    }
    position = edge
    active = active.filter(({ end }) => end > edge)
    for (let span = starts[waiting]; span !== undefined && span.start === edge; span = starts[waiting]) {
      active.push(span)
      waiting += 1
    }
  }
  return html + change(open, [])
}

/** The characters that mean something in Telegram's HTML, escaped; fit for attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Of the spans that cover a place, those that may be shown there together, the outer first. */
function visible(active: readonly Span[]): readonly Span[] {
  const ordered = [...active].sort((a, b) => rank[a.role] - rank[b.role] || a.start - b.start || b.end - a.end)
  const shown: Span[] = []
  for (const span of ordered) {
    const isTaken = shown.some(({ role, open }) => (span.role === 'style' ? open === span.open : role === span.role))
    if (!isTaken && shown.at(-1)?.role !== 'code') shown.push(span)
  }
  return shown
}

/** Tags that lead from one set of open elements to another. */
function change(from: readonly Span[], to: readonly Span[]): string {
  let common = 0
  while (common < from.length && from[common] === to[common]) common += 1
  const closing = from.slice(common).map(({ close }) => close)
  const opening = to.slice(common).map(({ open }) => open)
  return closing.toReversed().join('') + opening.join('')
}

function toSpan(text: string, entity: Entity): Span | null {
  const tag = tagOf(entity, text.slice(entity.offset, entity.offset + entity.length))
  if (tag === null || !Number.isInteger(entity.offset) || !Number.isInteger(entity.length)) return null
  const start = alignDown(text, Math.max(0, entity.offset))
  const end = alignUp(text, Math.min(text.length, entity.offset + entity.length))
  return start < end ? { ...tag, start, end } : null
}

type Tag = Pick<Span, 'role' | 'open' | 'close'>

const styles: Partial<Readonly<Record<EntityType, string>>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
}

function tagOf(entity: Entity, covered: string): Tag | null {
  const style = styles[entity.type]
  if (style !== undefined) return { role: 'style', open: `<${style}>`, close: `</${style}>` }
  switch (entity.type) {
    case 'code':
      return { role: 'code', open: '<code>', close: '</code>' }
    case 'pre':
      return preTag(entity.language)
    case 'blockquote':
      return { role: 'quote', open: '<blockquote>', close: '</blockquote>' }
    case 'expandable_blockquote':
      return { role: 'quote', open: '<blockquote expandable>', close: '</blockquote>' }
    case 'custom_emoji':
      return emojiTag(entity.customEmojiId)
    default:
      return linkTag(addressOf(entity, covered))
  }
}

function preTag(language: string | undefined): Tag {
  if (language === undefined || !/^[\w+#.-]{1,64}$/.test(language)) {
    return { role: 'code', open: '<pre>', close: '</pre>' }
  }
  return { role: 'code', open: `<pre><code class="language-${language}">`, close: '</code></pre>' }
}

function emojiTag(id: string | undefined): Tag | null {
  if (id === undefined || !/^\d{1,20}$/.test(id)) return null
  return { role: 'emoji', open: `<tg-emoji emoji-id="${id}">`, close: '</tg-emoji>' }
}

function linkTag(address: string | null): Tag | null {
  if (address === null || !/^(?:https?:\/\/|tg:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu.test(address)) return null
  return { role: 'link', open: `<a href="${escapeHtml(address)}">`, close: '</a>' }
}

function addressOf(entity: Entity, covered: string): string | null {
  switch (entity.type) {
    case 'text_link':
      return entity.url ?? null
    case 'url':
      return /^[a-z][a-z0-9+.-]*:/i.test(covered) ? covered : `https://${covered}`
    case 'email':
      return `mailto:${covered}`
    case 'phone_number':
      return `tel:${covered.replace(/[^\d+]/g, '')}`
    case 'mention':
      return `https://t.me/${covered.replace(/^@/, '')}`
    default:
      return null
  }
}

/** A place between the halves of one character moves to its edge. */
function alignDown(text: string, index: number): number {
  return isInsidePair(text, index) ? index - 1 : index
}

function alignUp(text: string, index: number): number {
  return isInsidePair(text, index) ? index + 1 : index
}

function isInsidePair(text: string, index: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, index - 1), index + 1))
}
