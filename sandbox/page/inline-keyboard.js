import { el, icon } from './dom.js'
import { resolveLink } from './links.js'
import { anchor } from './rich-text.js'

const maxRows = 100
/** In UTF-16 units: beside a long label, a short one (a sign, mostly) takes only the room that it needs. */
const shortLabel = 3
const longLabel = 8
const styles = new Set(['primary', 'success', 'danger'])

/**
 * @typedef {object} KeyboardContext
 * @property {import('./rich-text.js').TextContext} text
 * @property {(data: string) => Promise<void>} onPress answered or failed; never rejects
 * @property {(text: string) => void} onCopy
 */

function callbackButton(button, className, context) {
  const node = el('button', { type: 'button', class: className }, el('span', {}, button.text))
  async function press() {
    if (node.getAttribute('aria-busy') === 'true') return
    node.setAttribute('aria-busy', 'true')
    await context.onPress(button.callback_data)
    node.removeAttribute('aria-busy')
  }
  node.addEventListener('click', () => void press())
  return node
}

function linkButton(button, className, context) {
  const link = resolveLink(button.url, context.text.world)
  if (link === null) return el('button', { type: 'button', class: className, disabled: true }, button.text)
  const node = anchor(link, context.text, className)
  node.append(el('span', {}, button.text), icon('open'))
  return node
}

function copyButton(button, className, context) {
  const on = { click: () => context.onCopy(button.copy_text.text) }
  return el('button', { type: 'button', class: className, on }, el('span', {}, button.text), icon('copy'))
}

function keyboardButton(button, context) {
  const className = styles.has(button.style) ? `key ${button.style}` : 'key'
  if (typeof button.callback_data === 'string') return callbackButton(button, className, context)
  if (typeof button.url === 'string') return linkButton(button, className, context)
  if (typeof button.copy_text?.text === 'string') return copyButton(button, className, context)
  const why = 'This kind of button works only in Telegram'
  return el('button', { type: 'button', class: className, disabled: true, title: why }, button.text)
}

/**
 * @param {readonly (readonly Record<string, unknown>[])[]} rows an InlineKeyboardMarkup's `inline_keyboard`
 * @param {KeyboardContext} context
 * @returns {HTMLElement}
 */
export function inlineKeyboard(rows, context) {
  const lines = rows.slice(0, maxRows).map((row) => {
    const keys = row.map((button) => keyboardButton(button, context))
    if (row.some(({ text }) => text.length > longLabel)) {
      row.forEach(({ text }, at) => keys[at].classList.toggle('short', text.length <= shortLabel))
    }
    return el('div', { class: 'key-row' }, ...keys)
  })
  return el('div', { class: 'keyboard', role: 'group', 'aria-label': 'Buttons of this message' }, ...lines)
}
