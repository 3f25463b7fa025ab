import { checkedLink } from '../formatting/link-check.ts'
import { HtmlError, parseHtml, sortEntities } from '../formatting.ts'
import type { FormattedEntity } from '../formatting.ts'
import { findEntities } from '../world/found-text.ts'
import { toUser } from '../world/state.ts'
import type { WorldState } from '../world/state.ts'
import type { MessageEntity } from '../world/types.ts'
import { badRequest } from './api-error.ts'
import { isObject } from './call.ts'

/** A text as it was asked for: before the server has tidied it. */
export interface InputText {
  readonly text: string
  readonly entities: readonly FormattedEntity[]
}

export interface FormattedText {
  readonly text: string
  readonly entities: readonly MessageEntity[]
}

const maxInputBytes = 32_768
const maxEntities = 100
const maxEntitiesBytes = 9500

/**
 * Reads a text by its parse mode or its entities. Markdown is not spoken here. Throws ApiError for a text or formatting that
 * Telegram refuses before it looks at the chat.
 */
export function readInputText(text: string, parseMode: string, entities: unknown): InputText {
  if (Buffer.byteLength(text) > maxInputBytes) throw badRequest('text is too long')
  const mode = parseMode.toLowerCase()
  if (text === '' || mode === '' || mode === 'none') return { text, entities: readEntities(entities) }
  if (mode !== 'html') throw badRequest('unsupported parse_mode')
  try {
    return parseHtml(text)
  } catch (error) {
    if (error instanceof HtmlError) throw badRequest(`can't parse entities: ${error.message}`)
    throw error
  }
}

const entityTypes = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
])

function readEntities(value: unknown): FormattedEntity[] {
  return Array.isArray(value) ? value.map(readEntity).filter((entity) => entity !== null) : []
}

/** null for one that is dropped in silence: an unknown type, a bad link. */
function readEntity(value: unknown): FormattedEntity | null {
  const where = "can't parse MessageEntity"
  if (!isObject(value)) throw badRequest(`${where}: expected an Object`)
  const { type, offset, length, url, language, user, custom_emoji_id: emojiId } = value
  if (!isInteger(offset)) throw badRequest(`${where}: Can't find field "offset"`)
  if (!isInteger(length)) throw badRequest(`${where}: Can't find field "length"`)
  if (typeof type !== 'string') throw badRequest(`${where}: Can't find field "type"`)
  const base = { type, offset, length }
  if (!entityTypes.has(type)) return null
  if (type === 'text_link') {
    const link = checkedLink(typeof url === 'string' ? url : '')
    return link === null ? null : { ...base, url: link }
  }
  if (type === 'pre' && typeof language === 'string' && language) return { ...base, language }
  if (type === 'custom_emoji') return typeof emojiId === 'string' ? { ...base, custom_emoji_id: emojiId } : null
  if (type !== 'text_mention') return base
  return isObject(user) && isInteger(user['id']) ? { ...base, user: { id: user['id'] } } : null
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/**
 * The text as the chat will show it: control characters and outer white space gone, entities that nest, links, mentions and
 * commands found. May be empty. Throws ApiError for entities that are too long in all.
 */
export function tidyText(state: WorldState, input: InputText): FormattedText {
  const { text, moved } = cleanText(input.text)
  const given = input.entities
    .map((entity) => move(entity, moved, text.length))
    .filter((entity) => isVisible(entity, text))
  const nested = nestEntities(given.map((entity) => withUser(state, entity)).filter((entity) => entity !== null))
  const entities = findEntities(text, nested).slice(0, maxEntities)
  if (sizeOf(entities) > maxEntitiesBytes) throw badRequest('ENTITIES_TOO_LONG')
  return { text, entities }
}

/** Drops what the server drops; `moved[i]` is where the unit i of the input went. */
function cleanText(input: string): { text: string; moved: Uint32Array } {
  const start = input.length - input.trimStart().length
  const end = input.trimEnd().length
  const moved = new Uint32Array(input.length + 1)
  let text = ''
  for (let index = 0; index < input.length; index += 1) {
    moved[index] = text.length
    if (index >= start && index < end) text += cleanUnit(input.charAt(index))
  }
  moved[input.length] = text.length
  return { text, moved }
}

function cleanUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  if (unit === '\n' || code >= 0x20) return code >= 0x20_28 && code <= 0x20_2e ? '' : unit
  return unit === '\r' ? '' : ' '
}

function move(entity: FormattedEntity, moved: Uint32Array, textLength: number): FormattedEntity {
  const place = (index: number): number => moved[Math.min(Math.max(index, 0), moved.length - 1)] ?? textLength
  const offset = place(entity.offset)
  return { ...entity, offset, length: place(entity.offset + entity.length) - offset }
}

function isVisible({ offset, length }: FormattedEntity, text: string): boolean {
  return length > 0 && text.slice(offset, offset + length).trim() !== ''
}

/** A mention of somebody unknown is dropped. */
function withUser(state: WorldState, entity: FormattedEntity): FormattedEntity | null {
  if (entity.type !== 'text_mention') return entity
  const id = entity.user?.id ?? 0
  const person = state.people.get(id)
  if (id === state.bot.id) return { ...entity, user: state.bot }
  return person ? { ...entity, user: toUser(person) } : null
}

const splittable = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler'])
const blockquotes = new Set(['blockquote', 'expandable_blockquote'])

/** Telegram's rules of nesting: code stands alone, quotes do not nest, other links and mentions do not hold one another. */
function nestEntities(entities: readonly FormattedEntity[]): FormattedEntity[] {
  const solid = withoutOverlaps(entities.filter(({ type }) => !splittable.has(type) && !blockquotes.has(type)))
  const code = solid.filter(({ type }) => type === 'code' || type === 'pre')
  const quotes = withoutOverlaps(entities.filter(({ type }) => blockquotes.has(type)))
  const styles = [...splittable].flatMap((type) => {
    const ranges = united(entities.filter((entity) => entity.type === type))
    return ranges
      .flatMap((range) => without(range, code))
      .map(([start, end]) => ({ type, offset: start, length: end - start }))
  })
  return sortEntities([...solid, ...quotes, ...styles])
}

function withoutOverlaps(entities: readonly FormattedEntity[]): FormattedEntity[] {
  const kept: FormattedEntity[] = []
  let end = 0
  for (const entity of sortEntities(entities)) {
    if (entity.offset < end) continue
    kept.push(entity)
    end = entity.offset + entity.length
  }
  return kept
}

type Range = readonly [start: number, end: number]

function united(entities: readonly FormattedEntity[]): Range[] {
  const ranges: Range[] = []
  for (const { offset, length } of sortEntities(entities)) {
    const last = ranges.at(-1)
    if (last && offset <= last[1]) ranges[ranges.length - 1] = [last[0], Math.max(last[1], offset + length)]
    else ranges.push([offset, offset + length])
  }
  return ranges
}

function without(range: Range, holes: readonly FormattedEntity[]): Range[] {
  let rest: Range[] = [range]
  for (const { offset, length } of holes) {
    rest = rest.flatMap(([start, end]): Range[] => {
      if (offset >= end || offset + length <= start) return [[start, end]]
      const parts: Range[] = [
        [start, offset],
        [offset + length, end],
      ]
      return parts.filter(([from, to]) => from < to)
    })
  }
  return rest
}

/** About what the entities take in Telegram's own encoding. */
function sizeOf(entities: readonly MessageEntity[]): number {
  const fixedBytes = 12
  return entities.reduce(
    (sum, { url = '', language = '' }) => sum + fixedBytes + stringSize(url) + stringSize(language),
    8,
  )
}

function stringSize(text: string): number {
  if (text === '') return 0
  const length = Buffer.byteLength(text)
  return Math.ceil((length + (length < 254 ? 1 : 4)) / 4) * 4
}
