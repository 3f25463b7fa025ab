import { dayKey, dayLabel } from './dates.js'
import { byId, el, icon, reconcile } from './dom.js'
import { linkKey } from './links.js'
import { messageView, senderOf, serviceText } from './message-view.js'

const runGapSeconds = 300
const bottomSlackPx = 48
const labelLastsMs = 1200

function isOneRun(a, b) {
  if (a === undefined || b === undefined || serviceText(a) !== null || serviceText(b) !== null) return false
  const sameDay = dayKey(new Date(a.date * 1000)) === dayKey(new Date(b.date * 1000))
  return senderOf(a).id === senderOf(b).id && sameDay && Math.abs(b.date - a.date) < runGapSeconds
}

/** Days with their messages, oldest first. */
function groupByDay(messages) {
  const days = new Map()
  for (const message of messages) {
    const date = new Date(message.date * 1000)
    const key = dayKey(date)
    if (!days.has(key)) days.set(key, { key, date, messages: [] })
    days.get(key).messages.push(message)
  }
  return [...days.values()]
}

function daySection(label) {
  return el('section', { class: 'day', 'aria-label': label }, el('h3', { class: 'day-label' }, el('span', {}, label)))
}

/** The place of a message in a run of messages by one author, and whether it is the person's own. */
function flagsAt(messages, index, personId) {
  const message = messages[index]
  return {
    first: !isOneRun(messages[index - 1], message),
    last: !isOneRun(message, messages[index + 1]),
    out: senderOf(message).id === personId,
  }
}

/** What can have the focus inside a message. */
function controlsOf(node) {
  return Array.from(node.querySelectorAll('button, a'))
}

/**
 * The list of messages: draws only what changed, stays at the bottom while it is there, and tells of new messages otherwise.
 * @returns {{ draw(messages: any[], context: import('./message-view.js').MessageContext, place: string): void, toBottom(): void,
 *   showNote(note: HTMLElement | null): void }}
 */
export function createMessageLog() {
  const scroller = byId('log')
  const pill = byId('new-messages')
  const content = el('div', { class: 'log-content' })
  scroller.append(content)
  /** @type {Map<number, { message: any, marks: string, node: HTMLElement }>} */
  let drawn = new Map()
  /** @type {Map<string, HTMLElement>} */
  let sections = new Map()
  let place = ''
  let atBottom = true
  let fresh = 0

  function drawPill() {
    pill.hidden = atBottom
    const label = fresh === 0 ? 'To the latest message' : `${fresh} new ${fresh === 1 ? 'message' : 'messages'}`
    if (pill.getAttribute('aria-label') === label) return
    pill.setAttribute('aria-label', label)
    pill.classList.toggle('round', fresh === 0)
    pill.replaceChildren(fresh === 0 ? '' : label, icon('down'))
  }

  function toBottom() {
    atBottom = true
    fresh = 0
    scroller.scrollTop = scroller.scrollHeight
    drawPill()
  }

  /** The label of the day that floats above the messages shows only while they move. */
  let restTimer = 0
  function markScrolling() {
    scroller.classList.add('scrolling')
    clearTimeout(restTimer)
    restTimer = setTimeout(() => scroller.classList.remove('scrolling'), labelLastsMs)
  }

  scroller.addEventListener('scroll', () => {
    markScrolling()
    const rest = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
    atBottom = rest < bottomSlackPx
    if (atBottom) fresh = 0
    drawPill()
  })
  pill.addEventListener('click', () => {
    toBottom()
    scroller.focus({ preventScroll: true })
  })
  const watcher = new ResizeObserver(() => atBottom && toBottom())
  watcher.observe(scroller)
  watcher.observe(content)

  /** Puts the keyboard's focus back when the element that had it was drawn anew. */
  function keepFocus(drawAll) {
    const active = document.activeElement
    const article = active?.closest('#log article')
    if (!article) return drawAll()
    const at = controlsOf(article).indexOf(active)
    drawAll()
    if (article.isConnected) return undefined
    const redrawn = drawn.get(Number(article.dataset.id))?.node
    if (redrawn) (controlsOf(redrawn)[at] ?? redrawn).focus({ preventScroll: true })
    return undefined
  }

  function nodesOf(messages, context) {
    const next = new Map()
    messages.forEach((message, index) => {
      const flags = flagsAt(messages, index, context.personId)
      const marks = JSON.stringify([flags, linkKey(context.text.world)])
      const before = drawn.get(message.message_id)
      const same = before !== undefined && before.message === message && before.marks === marks
      next.set(message.message_id, same ? before : { message, marks, node: messageView(message, flags, context) })
    })
    return next
  }

  function drawDays(messages) {
    const next = new Map()
    for (const day of groupByDay(messages)) {
      const label = dayLabel(day.date)
      const known = sections.get(day.key)
      const section = known?.getAttribute('aria-label') === label ? known : daySection(label)
      reconcile(section, [section.firstChild, ...day.messages.map((message) => drawn.get(message.message_id).node)])
      next.set(day.key, section)
    }
    sections = next
    reconcile(content, [...next.values()])
  }

  function countFresh(messages, lastId, personId) {
    const added = messages.filter((message) => message.message_id > lastId)
    if (added.some((message) => senderOf(message).id === personId)) atBottom = true
    fresh = atBottom ? 0 : fresh + added.length
  }

  return {
    draw(messages, context, newPlace) {
      const moved = newPlace !== place
      const lastId = Math.max(0, ...drawn.keys())
      if (moved) {
        place = newPlace
        drawn = new Map()
        sections = new Map()
        atBottom = true
        fresh = 0
      } else {
        countFresh(messages, lastId, context.personId)
      }
      scroller.setAttribute('aria-busy', String(moved))
      keepFocus(() => {
        drawn = nodesOf(messages, context)
        drawDays(messages)
      })
      if (atBottom) toBottom()
      else drawPill()
      scroller.setAttribute('aria-busy', 'false')
    },
    toBottom,
    showNote(note) {
      const old = scroller.querySelector(':scope > .note')
      if (note === null) old?.remove()
      else if (old?.textContent !== note.textContent) {
        old?.remove()
        scroller.append(note)
      }
    },
  }
}
