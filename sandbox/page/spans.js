/**
 * @typedef {object} Entity a formatted span, as the Bot API's MessageEntity; offsets in UTF-16 units
 * @property {string} type
 * @property {number} offset
 * @property {number} length
 * @property {string} [url]
 * @property {string} [language]
 * @property {string} [custom_emoji_id]
 */

const maxEntities = 400
const blockTypes = new Set(['blockquote', 'expandable_blockquote', 'pre'])

/** @param {string} type @returns {boolean} whether the entity stands as a block of its own */
export function isBlock(type) {
  return blockTypes.has(type)
}

/** Entities clipped to the text and ordered so that an outer one comes before those inside it. */
function orderSpans(text, entities) {
  const spans = []
  for (const entity of entities.slice(0, maxEntities)) {
    const start = Math.max(0, Math.trunc(entity.offset))
    const end = Math.min(text.length, Math.trunc(entity.offset + entity.length))
    if (end > start) spans.push({ entity, start, end })
  }
  return spans.sort(
    (a, b) => a.start - b.start || b.end - a.end || Number(isBlock(b.entity.type)) - Number(isBlock(a.entity.type)),
  )
}

/**
 * Walks a text with its entities as a tree. Entities that overlap without one holding the other are cut in pieces.
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {{ open(entity: Entity, content: string): void, close(entity: Entity): void, text(piece: string): void }} visitor
 */
export function walkSpans(text, entities, visitor) {
  const spans = orderSpans(text, entities)
  const cuts = new Set([0, text.length])
  for (const span of spans) cuts.add(span.start).add(span.end)
  const places = [...cuts].sort((a, b) => a - b)

  let open = []
  for (let at = 0; at + 1 < places.length; at++) {
    const [start, end] = [places[at], places[at + 1]]
    const active = spans.filter((span) => span.start <= start && span.end >= end)
    let shared = 0
    while (shared < open.length && open[shared] === active[shared]) shared++
    for (const span of open.slice(shared).toReversed()) visitor.close(span.entity)
    for (const span of active.slice(shared)) visitor.open(span.entity, text.slice(span.start, span.end))
    open = active
    visitor.text(text.slice(start, end))
  }
  for (const span of open.toReversed()) visitor.close(span.entity)
}
