import { el } from './dom.js'
import { resolveLink, resolveMention } from './links.js'
import { isBlock, walkSpans } from './spans.js'

/**
 * @typedef {object} TextContext what a text needs to know to be alive
 * @property {Parameters<typeof resolveLink>[1]} world
 * @property {(command: string) => void} [onCommand] a bot command was tapped; without it commands are plain text
 * @property {(payload: string) => void} [onStart] a deep link to the bot was followed
 */

const tags = new Map([
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strikethrough', 's'],
  ['code', 'code'],
  ['blockquote', 'blockquote'],
])

const marked = new Set(['mention', 'text_mention', 'hashtag', 'cashtag'])

/** @returns {{ node: HTMLElement, inner: HTMLElement }} what is put into the text, and where its content goes */
function plain(tag, attributes) {
  const node = el(tag, attributes)
  return { node, inner: node }
}

/**
 * A link that opens in a new tab, or in this page when it leads to the bot; unsafe addresses become plain text.
 * @param {import('./links.js').Link | null} link
 * @param {TextContext} context
 * @param {string} [className]
 */
export function anchor(link, context, className = 'link') {
  if (link === null) return el('span')
  const { start } = link
  if (start !== null && context.onStart !== undefined) {
    return el('button', { type: 'button', class: className, on: { click: () => context.onStart?.(start) } })
  }
  return el('a', { class: className, href: link.href, target: '_blank', rel: 'noopener noreferrer' })
}

/** @returns {{ node: HTMLElement, inner: HTMLElement }} words that show when they are pressed */
export function spoiler() {
  const inner = el('span', { inert: true })
  const node = el(
    'span',
    { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Hidden text. Press to show' },
    inner,
  )
  function reveal(event) {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return
    if (!inner.inert) return
    event.preventDefault()
    inner.inert = false
    node.classList.add('revealed')
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name)
  }
  node.addEventListener('click', reveal)
  node.addEventListener('keydown', reveal)
  return { node, inner }
}

/** @returns {{ node: HTMLElement, inner: HTMLElement }} a quotation that shows three lines until it is unfolded */
export function expandable() {
  const inner = el('blockquote')
  const toggle = el('button', { type: 'button', class: 'expand', 'aria-expanded': 'false', hidden: true }, 'Show more')
  const node = el('div', { class: 'expandable' }, inner, toggle)
  toggle.addEventListener('click', () => {
    const expanded = node.classList.toggle('expanded')
    toggle.setAttribute('aria-expanded', String(expanded))
    toggle.textContent = expanded ? 'Show less' : 'Show more'
  })
  new ResizeObserver(() => {
    if (!node.classList.contains('expanded')) toggle.hidden = inner.scrollHeight <= inner.clientHeight + 1
  }).observe(inner)
  return { node, inner }
}

function preformatted(entity) {
  const inner = el('code')
  const language = entity.language ? el('span', { class: 'language' }, entity.language) : null
  return { node: el('pre', { tabindex: '0' }, language, inner), inner }
}

function command(content, context) {
  const { onCommand } = context
  if (onCommand === undefined) return plain('span', { class: 'marked' })
  return plain('button', { type: 'button', class: 'link', on: { click: () => onCommand(content) } })
}

function addressOf(entity, content) {
  if (entity.type === 'text_link') return entity.url ?? ''
  if (entity.type === 'email') return `mailto:${content}`
  return entity.type === 'phone_number' ? `tel:${content.replaceAll(/[^+\d]/gu, '')}` : content
}

function openEntity(entity, content, context) {
  const tag = tags.get(entity.type)
  if (tag !== undefined) return plain(tag)
  switch (entity.type) {
    case 'expandable_blockquote':
      return expandable()
    case 'pre':
      return preformatted(entity)
    case 'spoiler':
      return spoiler()
    case 'text_link':
    case 'url':
    case 'email':
    case 'phone_number': {
      const node = anchor(resolveLink(addressOf(entity, content), context.world), context)
      return { node, inner: node }
    }
    case 'bot_command':
      return command(content, context)
    case 'mention': {
      const link = resolveMention(content, context.world)
      if (link === null) return plain('span', { class: 'marked' })
      const node = anchor(link, context)
      return { node, inner: node }
    }
    default:
      return plain('span', marked.has(entity.type) ? { class: 'marked' } : {})
  }
}

/**
 * A text with its entities as nodes. The text itself only ever becomes text nodes.
 * @param {string} text
 * @param {readonly import('./spans.js').Entity[] | undefined} entities
 * @param {TextContext} context
 * @returns {DocumentFragment}
 */
export function renderText(text, entities, context) {
  const root = document.createDocumentFragment()
  /** @type {(DocumentFragment | HTMLElement)[]} */
  const stack = [root]
  let afterBlock = false
  walkSpans(text, entities ?? [], {
    open(entity, content) {
      const { node, inner } = openEntity(entity, content, context)
      stack.at(-1).append(node)
      stack.push(inner)
      if (isBlock(entity.type)) afterBlock = false
    },
    close(entity) {
      stack.pop()
      if (isBlock(entity.type)) afterBlock = true
    },
    text(piece) {
      // A block ends its line by itself: the line break that follows it in the text would draw an empty line.
      const shown = afterBlock && piece.startsWith('\n') ? piece.slice(1) : piece
      afterBlock = false
      if (shown !== '') stack.at(-1).append(shown)
    },
  })
  return root
}
