import { walkSpans } from './spans.js'

const tags = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  spoiler: 'tg-spoiler',
  blockquote: 'blockquote',
}

function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeAttribute(text) {
  return escapeHtml(text).replaceAll('"', '&quot;')
}

/** Opening and closing tag of an entity; empty for one that Telegram finds by itself in the text, such as a hashtag. */
function tagsOf(entity) {
  const tag = tags[entity.type]
  if (tag !== undefined) return [`<${tag}>`, `</${tag}>`]
  switch (entity.type) {
    case 'expandable_blockquote':
      return ['<blockquote expandable>', '</blockquote>']
    case 'text_link':
      return [`<a href="${escapeAttribute(entity.url ?? '')}">`, '</a>']
    case 'custom_emoji':
      return [`<tg-emoji emoji-id="${escapeAttribute(entity.custom_emoji_id ?? '')}">`, '</tg-emoji>']
    case 'pre':
      return entity.language
        ? [`<pre><code class="language-${escapeAttribute(entity.language)}">`, '</code></pre>']
        : ['<pre>', '</pre>']
    default:
      return ['', '']
  }
}

/**
 * The Telegram HTML that gives this text and these entities: what an author sees when editing a post.
 * @param {string} text
 * @param {readonly import('./spans.js').Entity[]} entities
 * @returns {string}
 */
export function toTelegramHtml(text, entities) {
  let html = ''
  walkSpans(text, entities, {
    open: (entity) => (html += tagsOf(entity)[0]),
    close: (entity) => (html += tagsOf(entity)[1]),
    text: (piece) => (html += escapeHtml(piece)),
  })
  return html
}
