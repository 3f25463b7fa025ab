import { checkedLink, linkedUserId } from './link-check.ts'
import { sortEntities } from './entity.ts'
import type { FormattedEntity } from './entity.ts'

/** A text that breaks the rules of the HTML parse mode; the message is Telegram's own, with the byte offset. */
export class HtmlError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'HtmlError'
  }
}

const spanTypes = new Map([
  ['i', 'italic'],
  ['em', 'italic'],
  ['b', 'bold'],
  ['strong', 'bold'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['tg-spoiler', 'spoiler'],
  ['span', 'spoiler'],
])
const knownTags = new Set([...spanTypes.keys(), 'a', 'tg-emoji', 'tg-time', 'pre', 'code', 'blockquote'])
const namedCharacters = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
])

interface OpenTag {
  readonly name: string
  readonly argument: string
  readonly format: string
  readonly offset: number
}

interface Scan {
  readonly html: string
  pos: number
  text: string
  readonly open: OpenTag[]
  /** `code` entities keep their language here until the `pre` around them is known. */
  readonly entities: FormattedEntity[]
  hasSurrogate: boolean
}

/**
 * Reads Telegram's HTML as its server does. Entities come outermost first; links that Telegram would drop are dropped.
 * Throws HtmlError for what it refuses.
 */
export function parseHtml(html: string): { text: string; entities: FormattedEntity[] } {
  const scan: Scan = { html, pos: 0, text: '', open: [], entities: [], hasSurrogate: false }
  while (scan.pos < html.length) {
    const char = html.charAt(scan.pos)
    if (char === '<') scanTag(scan)
    else if (char === '&') scan.text += scanCharacter(scan)
    else scanPlain(scan)
  }
  const last = scan.open.at(-1)
  if (last) throw new HtmlError(`Can't find end tag corresponding to start tag "${last.name}"`)
  if (scan.hasSurrogate) {
    throw new HtmlError(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    )
  }
  return { text: scan.text, entities: sortEntities(scan.entities.map(withoutCodeLanguage)) }
}

function scanPlain(scan: Scan): void {
  const next = scan.html.slice(scan.pos).search(/[<&]/)
  const end = next < 0 ? scan.html.length : scan.pos + next
  scan.text += scan.html.slice(scan.pos, end)
  scan.pos = end
}

/** The character that stands at an `&`; the position moves behind it. An unknown one stands for itself. */
function scanCharacter(scan: Scan): string {
  const { html, pos } = scan
  const numeric = matchAt(/&#(?:x([0-9a-fA-F]*)|([0-9]*))/y, html, pos)
  const match = numeric ?? matchAt(/&([A-Za-z]*)/y, html, pos)
  const decoded = numeric ? numericCharacter(numeric) : namedCharacters.get(match?.[1] ?? '')
  if (decoded === undefined || !match) {
    scan.pos += 1
    return '&'
  }
  const end = pos + match[0].length
  scan.pos = html.charAt(end) === ';' ? end + 1 : end
  if (!decoded.isWellFormed()) scan.hasSurrogate = true
  return decoded
}

function numericCharacter(match: RegExpExecArray): string | undefined {
  const code = match[1] === undefined ? Number(match[2] || 0) : Number(`0x${match[1] || 0}`)
  return code === 0 || code >= 0x10_ff_ff || match[0].length >= 10 ? undefined : String.fromCodePoint(code)
}

function matchAt(pattern: RegExp, text: string, pos: number): RegExpExecArray | null {
  pattern.lastIndex = pos
  return pattern.exec(text)
}

function isEnd(char: string): boolean {
  return char === '' || char === '\0'
}

function isSpace(char: string): boolean {
  return isEnd(char) || ' \t\r\n\v'.includes(char)
}

function skipSpace(scan: Scan): void {
  while (!isEnd(charOf(scan)) && isSpace(charOf(scan))) scan.pos += 1
}

function charOf(scan: Scan): string {
  return scan.html.charAt(scan.pos)
}

/** Reads up to a white space, the end or one of `stops`. */
function scanUntil(scan: Scan, stops: string): string {
  const begin = scan.pos
  while (!isSpace(charOf(scan)) && !stops.includes(charOf(scan))) scan.pos += 1
  return scan.html.slice(begin, scan.pos)
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function byteOffset(scan: Scan, pos: number): number {
  return Buffer.byteLength(scan.html.slice(0, pos))
}

function scanTag(scan: Scan): void {
  const begin = scan.pos
  scan.pos += 1
  if (charOf(scan) === '/') scanEndTag(scan, begin)
  else scanStartTag(scan, begin)
  scan.pos += 1
}

function scanStartTag(scan: Scan, begin: number): void {
  const name = asciiLower(scanUntil(scan, '>'))
  if (isEnd(charOf(scan))) throw new HtmlError(`Unclosed start tag at byte offset ${byteOffset(scan, begin)}`)
  if (!knownTags.has(name))
    throw new HtmlError(`Unsupported start tag "${name}" at byte offset ${byteOffset(scan, begin)}`)
  let argument = ''
  let format = ''
  for (let attribute = scanAttribute(scan, name, begin); attribute; attribute = scanAttribute(scan, name, begin)) {
    argument = argumentOf(name, attribute) ?? argument
    if (name === 'tg-time' && attribute.name === 'format') format = attribute.value ?? ''
  }
  if (name === 'span' && argument !== 'spoiler') {
    throw new HtmlError(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOffset(scan, begin)}`)
  }
  scan.open.push({ name, argument, format, offset: scan.text.length })
}

interface Attribute {
  readonly name: string
  /** null: written without a value. */
  readonly value: string | null
}

/** The next attribute of the tag, or null at its end. */
function scanAttribute(scan: Scan, tag: string, begin: number): Attribute | null {
  skipSpace(scan)
  if (charOf(scan) === '>') return null
  const name = scanUntil(scan, `=>/"'`)
  if (name === '')
    throw new HtmlError(`Empty attribute name in the tag "${tag}" at byte offset ${byteOffset(scan, begin)}`)
  skipSpace(scan)
  if (isEnd(charOf(scan))) throw new HtmlError(`Unclosed start tag "${tag}" at byte offset ${byteOffset(scan, begin)}`)
  if (charOf(scan) !== '=') return { name, value: null }
  scan.pos += 1
  skipSpace(scan)
  if (isEnd(charOf(scan))) throw new HtmlError(`Unclosed start tag "${tag}" at byte offset ${byteOffset(scan, begin)}`)
  const value = `'"`.includes(charOf(scan)) ? scanQuoted(scan) : scanNameToken(scan)
  if (isEnd(charOf(scan))) throw new HtmlError(`Unclosed start tag at byte offset ${byteOffset(scan, begin)}`)
  return { name, value }
}

function scanNameToken(scan: Scan): string {
  const begin = scan.pos
  while (/^[A-Za-z0-9.-]$/.test(charOf(scan))) scan.pos += 1
  if (!isSpace(charOf(scan)) && charOf(scan) !== '>') {
    throw new HtmlError(`Unexpected end of name token at byte offset ${byteOffset(scan, begin)}`)
  }
  return asciiLower(scan.html.slice(begin, scan.pos))
}

function scanQuoted(scan: Scan): string {
  const quote = charOf(scan)
  let value = ''
  scan.pos += 1
  while (charOf(scan) !== quote && !isEnd(charOf(scan))) {
    if (charOf(scan) === '&') value += scanCharacter(scan)
    else {
      value += charOf(scan)
      scan.pos += 1
    }
  }
  if (charOf(scan) === quote) scan.pos += 1
  return value
}

function argumentOf(tag: string, { name, value }: Attribute): string | null {
  if (tag === 'blockquote') return name === 'expandable' ? '1' : null
  if (value === null) return null
  if (tag === 'a') return name === 'href' ? value : null
  if (tag === 'tg-emoji') return name === 'emoji-id' ? value : null
  if (tag === 'tg-time') return name === 'unix' ? value : null
  if (tag === 'code') return name === 'class' && value.startsWith('language-') ? value.slice(9) : null
  if (tag === 'span') return name === 'class' && value.startsWith('tg-') ? value.slice(3) : null
  return null
}

function scanEndTag(scan: Scan, begin: number): void {
  const tag = scan.open.at(-1)
  if (!tag) throw new HtmlError(`Unexpected end tag at byte offset ${byteOffset(scan, begin)}`)
  scan.pos += 1
  const name = asciiLower(scanUntil(scan, '>'))
  skipSpace(scan)
  if (charOf(scan) !== '>') throw new HtmlError(`Unclosed end tag at byte offset ${byteOffset(scan, begin)}`)
  if (name !== '' && name !== tag.name) {
    throw new HtmlError(
      `Unmatched end tag at byte offset ${byteOffset(scan, begin)}, expected "</${tag.name}>", found "</${name}>"`,
    )
  }
  if (scan.text.length > tag.offset) closeTag(scan, tag)
  scan.open.pop()
}

function closeTag(scan: Scan, tag: OpenTag): void {
  const { offset } = tag
  const length = scan.text.length - offset
  if (tag.name === 'pre' || tag.name === 'code')
    return closeCode(scan.entities, tag, { type: tag.name, offset, length })
  const entity = entityOf(tag, { type: '', offset, length }, scan.text)
  if (entity) scan.entities.push(entity)
}

function entityOf(tag: OpenTag, base: FormattedEntity, text: string): FormattedEntity | null {
  const spanType = spanTypes.get(tag.name)
  if (spanType) return { ...base, type: spanType }
  if (tag.name === 'blockquote') return { ...base, type: tag.argument ? 'expandable_blockquote' : 'blockquote' }
  if (tag.name === 'tg-emoji') return { ...base, type: 'custom_emoji', custom_emoji_id: emojiId(tag.argument) }
  if (tag.name === 'tg-time') return dateTime(tag, base)
  const link = tag.argument || text.slice(tag.offset)
  const userId = linkedUserId(link)
  if (userId !== null) return { ...base, type: 'text_mention', user: { id: userId } }
  const url = checkedLink(link)
  return url === null ? null : { ...base, type: 'text_link', url }
}

function emojiId(argument: string): string {
  if (!/^-?\d{1,19}$/.test(argument) || BigInt.asIntN(64, BigInt(argument)) !== BigInt(argument) || !+argument) {
    throw new HtmlError('Invalid custom emoji identifier specified')
  }
  return BigInt(argument).toString()
}

function dateTime(tag: OpenTag, base: FormattedEntity): FormattedEntity {
  if (!/^\d{1,10}$/.test(tag.argument) || Number(tag.argument) === 0) throw new HtmlError('Invalid date specified')
  if (!/^(?:r|w?[dD]?[tT]?)$/.test(tag.format)) throw new HtmlError('Invalid date format specified')
  return { ...base, type: 'date_time', unix_time: Number(tag.argument), date_time_format: tag.format }
}

/** `pre` directly around `code class="language-…"`, or the reverse, is one `pre` with a language. */
function closeCode(entities: FormattedEntity[], tag: OpenTag, entity: FormattedEntity): void {
  const last = entities.at(-1)
  const sameSpan = last !== undefined && last.offset === entity.offset && last.length === entity.length
  if (tag.name === 'pre') {
    if (sameSpan && last.type === 'code' && last.language) entities[entities.length - 1] = { ...last, type: 'pre' }
    else entities.push(entity)
    return
  }
  const language = tag.argument ? { language: tag.argument } : {}
  if (sameSpan && last.type === 'pre' && !last.language && tag.argument) {
    entities[entities.length - 1] = { ...last, ...language }
  } else entities.push({ ...entity, ...language })
}

function withoutCodeLanguage(entity: FormattedEntity): FormattedEntity {
  if (entity.type !== 'code') return entity
  const { type, offset, length } = entity
  return { type, offset, length }
}
