const svg = 'http://www.w3.org/2000/svg'

/** @param {string} id @returns {HTMLElement} the element of index.html with this id */
export function byId(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`index.html has no #${id}`)
  return found
}

/**
 * Makes an element. Text is only ever inserted as text nodes.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] true means present; false,
 *   null and undefined mean absent; `on` holds listeners by event name
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener)
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value))
    }
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child)
  }
  return element
}

/** @param {string} name of a symbol in index.html @returns {SVGSVGElement} */
export function icon(name) {
  const picture = document.createElementNS(svg, 'svg')
  picture.setAttribute('class', 'icon')
  picture.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(svg, 'use')
  use.setAttribute('href', `#icon-${name}`)
  picture.append(use)
  return picture
}

/** @param {string} text @returns {string} initials of the first two words */
export function initialsOf(text) {
  const words = text.trim().split(/\s+/u).slice(0, 2)
  return words
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .join('')
    .toUpperCase()
}

const hues = 7

/** @param {string | number} key @returns {string} a class that gives the same colour to the same key */
export function hueOf(key) {
  let sum = 0
  for (const unit of String(key)) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) % 9973
  return `hue-${sum % hues}`
}

/**
 * @param {string} name whose initials are drawn
 * @param {string | number} key of the colour
 * @param {boolean} [isBot] draws the bot's mark instead
 * @returns {HTMLElement}
 */
export function avatar(name, key, isBot = false) {
  const colour = isBot ? 'hue-bot' : hueOf(key)
  return el('span', { class: `avatar ${colour}`, 'aria-hidden': 'true' }, isBot ? icon('herald') : initialsOf(name))
}

/**
 * Makes `parent` hold exactly `nodes`, touching only what differs: focus, scroll and live regions stay undisturbed.
 * @param {Element} parent
 * @param {readonly Node[]} nodes
 */
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes)
  for (const child of Array.from(parent.childNodes)) {
    if (!wanted.has(child)) child.remove()
  }
  let place = parent.firstChild
  for (const node of nodes) {
    if (node === place) place = place.nextSibling
    else parent.insertBefore(node, place)
  }
}
