import type { Entity, EntityType } from '../../domain/post.ts'
import { Mismatch, toFields, toList, toText } from './plain-values.ts'

/** Telegram Desktop's names of entities that have another one in the Bot API; what has none is plain text. */
const types: Readonly<Record<string, EntityType | null>> = {
  plain: null,
  link: 'url',
  phone: 'phone_number',
  mention_name: null,
  bank_card: null,
  unknown: null,
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'strikethrough',
  spoiler: 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  text_link: 'text_link',
  mention: 'mention',
  hashtag: 'hashtag',
  cashtag: 'cashtag',
  bot_command: 'bot_command',
  email: 'email',
  custom_emoji: 'custom_emoji',
}

const maxPieces = 20_000

/** A text as Telegram Desktop writes it: a string, or a list of strings and pieces with a type. Throws Mismatch. */
export function readDesktopText(value: unknown): { readonly text: string; readonly entities: readonly Entity[] } {
  if (typeof value === 'string') return { text: value, entities: [] }
  let text = ''
  const entities: Entity[] = []
  for (const piece of toList(value, 'text', maxPieces)) {
    const { words, entity } = readPiece(piece)
    if (entity !== null && words !== '') entities.push({ ...entity, offset: text.length, length: words.length })
    text += words
  }
  return { text, entities }
}

type Bare = Pick<Entity, 'type' | 'url' | 'language' | 'customEmojiId'>

function readPiece(piece: unknown): { readonly words: string; readonly entity: Bare | null } {
  if (typeof piece === 'string') return { words: piece, entity: null }
  const fields = toFields(piece, 'text')
  const words = toText(fields['text'], 'text')
  const name = toText(fields['type'], 'text.type')
  const type = Object.hasOwn(types, name) ? (types[name] ?? null) : null
  if (type === null) return { words, entity: null }
  const { href, language, document_id: emoji, collapsed } = fields
  if (type === 'text_link' && typeof href !== 'string') throw new Mismatch('a link leads nowhere')
  return {
    words,
    entity: {
      type: type === 'blockquote' && collapsed === true ? 'expandable_blockquote' : type,
      ...(type === 'text_link' && typeof href === 'string' ? { url: href } : {}),
      ...(type === 'pre' && typeof language === 'string' && language !== '' ? { language } : {}),
      ...(type === 'custom_emoji' && typeof emoji === 'string' && /^\d+$/.test(emoji) ? { customEmojiId: emoji } : {}),
    },
  }
}
