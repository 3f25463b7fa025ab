import type { Entity, EntityType } from '../../domain/post.ts'
import { SourceError } from '../../domain/source.ts'
import { classifyLink } from './links.ts'
import { hasClass } from './markup.ts'
import type { Attributes, CloseAction, Visitor } from './markup.ts'

/** Plain text with its entities; offsets in UTF-16 units. */
export interface RichText {
  readonly text: string
  readonly entities: readonly Entity[]
}

type EntityKind = Omit<Entity, 'offset' | 'length'>

interface Marked extends EntityKind {
  readonly start: number
  readonly end: number
}

const formats: ReadonlyMap<string, EntityType> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['code', 'code'],
])

const blocks: ReadonlySet<string> = new Set(
  'p div section ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 details summary figure figcaption hr'.split(' '),
)

const silent: ReadonlySet<string> = new Set(['script', 'style', 'svg', 'video', 'audio', 'picture', 'canvas'])

/** Spans that say nothing more when they touch or overlap: the page splits them where another element begins. */
const mergeable: ReadonlySet<EntityType> = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler'])

/** Telegram allows 100; the rest is the page's own splitting. */
const maxEntities = 2000

/** The longest message, a rich one, has 32,768 characters. */
const maxTextLength = 131_072

/** Builds a text with entities from the elements inside it. */
export class RichTextBuilder implements Visitor {
  #text = ''
  /** Whether the text ends in space, kept apart because reading from a growing string costs its whole length. */
  #endsInSpace = false
  #entities: Marked[] = []
  /** Elements that opened since the last character: they start with the next one. */
  #waiting: { start: number }[] = []
  #preLanguage: string | null = null
  #softSpace = false
  #blockEdge = false
  #preDepth = 0
  #plainDepth = 0
  #silentDepth = 0

  open(name: string, attributes: Attributes): CloseAction | undefined {
    if (name === 'br') return this.#break()
    if (silent.has(name)) return this.#mute()
    if (this.#plainDepth > 0) return undefined
    if (name === 'i' && hasClass(attributes, 'emoji')) return this.#plain()
    if (name === 'pre') return this.#openPre()
    if (name === 'code' && this.#preDepth > 0) return this.#nameLanguage(attributes)
    if (name === 'blockquote') return this.#openQuote(attributes)
    if (name === 'a') return this.#openLink(attributes['href'])
    if (name === 'tg-emoji') return this.#openEmoji(attributes)
    const format = formats.get(name) ?? (hasClass(attributes, 'tg-spoiler') ? 'spoiler' : undefined)
    if (format !== undefined) return this.#openEntity(() => ({ type: format }))
    return blocks.has(name) ? this.#openBlock() : undefined
  }

  text(data: string): void {
    if (this.#silentDepth > 0) return
    if (this.#preDepth > 0 || !(data.includes('\n') || data.includes('\r'))) return this.#append(data)
    // Line breaks of the source are no line breaks of the text; other space is the author's.
    for (const piece of data.split(/([ \t\r\n\f]+)/)) {
      if (/^[ \t\f]*[\r\n]/.test(piece)) this.#softSpace = true
      else this.#append(piece)
    }
  }

  /** The text without surrounding space, and its entities moved along. */
  finish(): RichText {
    if (this.#entities.length === 0) return { text: this.#text.trim(), entities: [] }
    const trimmed = this.#text.trimStart()
    const shift = this.#text.length - trimmed.length
    const text = trimmed.trimEnd()
    // Inner elements end first; among equal spans the outer one is to come first.
    const entities = this.#entities
      .toReversed()
      .map((entity) => clip(entity, shift, text.length))
      .filter((entity) => text.slice(entity.start, entity.end).trim() !== '')
      .sort((a, b) => a.start - b.start || b.end - a.end)
    return { text, entities: mergeTouching(entities).map(toEntity) }
  }

  #append(data: string): void {
    if (data === '') return
    const separator = this.#separatorBefore(data)
    if (this.#text.length + data.length > maxTextLength) throw new SourceError('markup_changed', 'a text is too long')
    this.#text += separator
    this.#softSpace = false
    this.#blockEdge = false
    for (const place of this.#waiting) place.start = this.#text.length
    this.#waiting.length = 0
    this.#text += data
    this.#endsInSpace = isSpace(data.charCodeAt(data.length - 1))
  }

  #separatorBefore(data: string): string {
    if (!this.#blockEdge && !this.#softSpace) return ''
    if (this.#text === '' || this.#endsInSpace || isSpace(data.charCodeAt(0))) return ''
    if (this.#blockEdge) return '\n'
    return this.#softSpace ? ' ' : ''
  }

  #break(): undefined {
    if (this.#silentDepth > 0) return
    this.#softSpace = false
    this.#append('\n')
  }

  #mute(): CloseAction {
    this.#silentDepth += 1
    return () => {
      this.#silentDepth -= 1
    }
  }

  /** An emoji: its inner <b> is no bold. */
  #plain(): CloseAction {
    this.#plainDepth += 1
    return () => {
      this.#plainDepth -= 1
    }
  }

  #openBlock(): CloseAction {
    this.#blockEdge = true
    return () => {
      this.#blockEdge = true
    }
  }

  #openPre(): CloseAction {
    this.#preLanguage = null
    this.#preDepth += 1
    return this.#openAsBlock(
      () => (this.#preLanguage === null ? { type: 'pre' } : { type: 'pre', language: this.#preLanguage }),
      () => {
        this.#preDepth -= 1
      },
    )
  }

  #nameLanguage(attributes: Attributes): undefined {
    this.#preLanguage = /(?:^|\s)language-(\S{1,64})/.exec(attributes['class'] ?? '')?.[1] ?? this.#preLanguage
  }

  #openQuote(attributes: Attributes): CloseAction {
    const type = attributes['expandable'] === undefined ? 'blockquote' : 'expandable_blockquote'
    return this.#openAsBlock(() => ({ type }))
  }

  #openAsBlock(classify: (label: string) => EntityKind, onClose: CloseAction = () => undefined): CloseAction {
    this.#blockEdge = true
    const close = this.#openEntity(classify)
    return (whole) => {
      close(whole)
      onClose(whole)
      this.#blockEdge = true
    }
  }

  #openLink(href: string | undefined): CloseAction {
    return this.#openEntity((label) => classifyLink(href, label))
  }

  #openEmoji(attributes: Attributes): CloseAction | undefined {
    const customEmojiId = attributes['emoji-id'] ?? ''
    if (!/^\d{1,20}$/.test(customEmojiId)) return undefined
    return this.#openEntity(() => ({ type: 'custom_emoji', customEmojiId }))
  }

  #openEntity(classify: (label: string) => EntityKind | null): CloseAction {
    const place = { start: -1 }
    this.#waiting.push(place)
    return () => {
      // What still waits when its element ends has no text.
      if (place.start < 0) this.#waiting.splice(this.#waiting.lastIndexOf(place), 1)
      if (place.start < 0 || this.#entities.length >= maxEntities) return
      const end = this.#text.length
      const kind = classify(this.#text.slice(place.start, end))
      if (kind !== null) this.#entities.push({ ...kind, start: place.start, end })
    }
  }
}

/** As `\s` of a regular expression has it. */
function isSpace(unit: number): boolean {
  if (unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0) return true
  return unit >= 0x1680 && String.fromCharCode(unit).trim() === ''
}

function clip(entity: Marked, shift: number, length: number): Marked {
  return { ...entity, start: Math.max(0, entity.start - shift), end: Math.min(length, entity.end - shift) }
}

/** Joins spans of one format that touch or overlap; expects them by their start. */
function mergeTouching(entities: readonly Marked[]): readonly Marked[] {
  const merged: Marked[] = []
  const lastIndex = new Map<EntityType, number>()
  for (const entity of entities) {
    const index = lastIndex.get(entity.type)
    const last = index === undefined ? undefined : merged[index]
    if (index !== undefined && last !== undefined && mergeable.has(entity.type) && entity.start <= last.end) {
      merged[index] = { ...last, end: Math.max(last.end, entity.end) }
    } else {
      lastIndex.set(entity.type, merged.push(entity) - 1)
    }
  }
  return merged.sort((a, b) => a.start - b.start || b.end - a.end)
}

function toEntity({ start, end, ...kind }: Marked): Entity {
  return { ...kind, offset: start, length: end - start }
}
