import { el } from './dom.js'
import { resolveLink, resolveMention } from './links.js'
import { anchor, expandable, spoiler } from './rich-text.js'

/**
 * @typedef {string | RichText[] | { type: string, text?: RichText, [field: string]: any }} RichText as the Bot API shapes it
 * @typedef {{ type: string, [field: string]: any }} RichBlock
 * @typedef {import('./rich-text.js').TextContext} TextContext
 */

/** Telegram's own limit; what lies deeper is not drawn. */
const maxDepth = 16

const tags = new Map([
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strikethrough', 's'],
  ['code', 'code'],
  ['marked', 'mark'],
  ['subscript', 'sub'],
  ['superscript', 'sup'],
])

const coloured = new Set(['hashtag', 'cashtag', 'bot_command', 'text_mention'])

/**
 * A rich message as nodes. Its words only ever become text nodes.
 * @param {{ blocks?: readonly RichBlock[], is_rtl?: boolean }} message
 * @param {TextContext} context
 * @returns {HTMLElement}
 */
export function richMessageView(message, context) {
  const attributes = { class: 'rich', ...(message.is_rtl ? { dir: 'rtl' } : {}) }
  return el('div', attributes, ...blockNodes(message.blocks, context, 1))
}

/** @param {unknown} value a rich message, a block of one, or text @returns {string} its words, a line for every block */
export function richWords(value) {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(richWords).join(value.every(isInline) ? '' : '\n')
  if (value === null || typeof value !== 'object') return ''
  const fields = ['alternative_text', 'summary', 'label', 'text', 'caption', 'items', 'cells', 'blocks', 'credit']
  const words = fields.map((key) => richWords(value[key])).filter((word) => word !== '')
  return words.join('label' in value ? ' ' : '\n')
}

function isInline(value) {
  return (
    typeof value === 'string' || (value !== null && typeof value === 'object' && 'text' in value && !('size' in value))
  )
}

function blockNodes(blocks, context, depth) {
  if (!Array.isArray(blocks) || depth > maxDepth) return []
  return blocks.map((block) => blockNode(block, context, depth)).filter((node) => node !== null)
}

function blockNode(block, context, depth) {
  const words = () => textNode(block.text, context, depth)
  switch (block?.type) {
    case 'heading': {
      const size = Number(block.size) || 3
      return el('div', { class: `rich-heading size-${size}`, role: 'heading', 'aria-level': size }, words())
    }
    case 'paragraph':
      return el('p', {}, words())
    case 'footer':
      return el('footer', {}, words())
    case 'divider':
      return el('hr')
    case 'pre':
      return el('pre', { tabindex: '0' }, el('code', {}, words()))
    case 'pullquote':
      return el('aside', {}, words(), creditNode(block, context, depth))
    default:
      return nestingNode(block, context, depth)
  }
}

/** Blocks that hold others. */
function nestingNode(block, context, depth) {
  switch (block?.type) {
    case 'blockquote':
      return el('blockquote', {}, ...blockNodes(block.blocks, context, depth + 1), creditNode(block, context, depth))
    case 'expandable_blockquote': {
      const { node, inner } = expandable()
      inner.append(textNode(block.text, context, depth))
      return node
    }
    case 'list':
      return el('ul', {}, ...(block.items ?? []).map((item) => itemNode(item, context, depth)))
    case 'details':
      return el(
        'details',
        { open: block.is_open === true, 'aria-label': richWords(block.summary) },
        el('summary', {}, textNode(block.summary, context, depth)),
        el('div', { class: 'details-body' }, ...blockNodes(block.blocks, context, depth + 1)),
      )
    case 'table':
      return tableNode(block, context, depth)
    default:
      return el('p', {}, el('em', {}, 'A block that only Telegram shows'))
  }
}

function creditNode(block, context, depth) {
  return block.credit === undefined ? null : el('cite', {}, textNode(block.credit, context, depth))
}

function itemNode(item, context, depth) {
  const body = el('div', { class: 'item-body' }, ...blockNodes(item.blocks, context, depth + 1))
  return el('li', {}, el('span', { class: 'item-label' }, String(item.label ?? '•')), body)
}

function tableNode(block, context, depth) {
  const classes = ['rich-table', block.is_bordered && 'bordered', block.is_striped && 'striped'].filter(Boolean)
  const rows = (block.cells ?? []).map((cells) =>
    el(
      'tr',
      {},
      ...cells.map((cell) =>
        el(
          cell.is_header ? 'th' : 'td',
          { class: `${cell.align} ${cell.valign}`, colspan: cell.colspan, rowspan: cell.rowspan },
          textNode(cell.text, context, depth),
        ),
      ),
    ),
  )
  const caption = block.caption === undefined ? null : el('caption', {}, textNode(block.caption, context, depth))
  return el('div', { class: classes.join(' '), tabindex: '0' }, el('table', {}, caption, el('tbody', {}, ...rows)))
}

/** @param {RichText | undefined} text @param {TextContext} context @param {number} depth @returns {Node} */
function textNode(text, context, depth) {
  const root = document.createDocumentFragment()
  if (typeof text === 'string') root.append(text)
  else if (depth > maxDepth || text === null || typeof text !== 'object') return root
  else if (Array.isArray(text)) root.append(...text.map((one) => textNode(one, context, depth)))
  else root.append(spanNode(text, context, depth))
  return root
}

function spanNode(span, context, depth) {
  const inner = textNode(span.text, context, depth + 1)
  if (span.type === 'custom_emoji') return document.createTextNode(String(span.alternative_text ?? ''))
  if (span.type === 'spoiler') {
    const hidden = spoiler()
    hidden.inner.append(inner)
    return hidden.node
  }
  const node = el(tags.get(span.type) ?? 'span', coloured.has(span.type) ? { class: 'marked' } : {})
  const holder = linkOf(span, context) ?? node
  holder.append(inner)
  return holder
}

function linkOf(span, context) {
  switch (span.type) {
    case 'url':
      return anchor(resolveLink(String(span.url ?? ''), context.world), context)
    case 'email_address':
      return anchor(resolveLink(`mailto:${span.email_address}`, context.world), context)
    case 'phone_number':
      return anchor(resolveLink(`tel:${span.phone_number}`, context.world), context)
    case 'mention': {
      const link = resolveMention(String(span.username ?? ''), context.world)
      return link === null ? null : anchor(link, context)
    }
    default:
      return null
  }
}
