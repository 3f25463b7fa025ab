import type { Button, Count, PostDetails, Reaction, ServiceKind } from '../../domain/post.ts'
import { noDetails } from '../../domain/post.ts'
import { type Fields, Mismatch, toFields, toList, toText, toTextOrNull } from './plain-values.ts'

const maxReactions = 1000
const maxRows = 100
const maxButtons = 100

const serviceKinds: Readonly<Record<ServiceKind, true>> = {
  created: true,
  renamed: true,
  photo_updated: true,
  photo_removed: true,
  pinned: true,
  video_chat_scheduled: true,
  video_chat_started: true,
  video_chat_ended: true,
  giveaway: true,
  boost: true,
  other: true,
}

/** Reactions, buttons and the like as `export` prints them; a line of an older version has none. Throws Mismatch. */
export function readDetails(post: Fields): PostDetails {
  return {
    reactions: listOf(post['reactions'], 'reactions', maxReactions).map(readReaction),
    buttons: listOf(post['buttons'], 'buttons', maxRows).map((row) =>
      toList(row, 'buttons', maxButtons).map(readButton),
    ),
    viaBot: toTextOrNull(post['viaBot'], 'viaBot') ?? noDetails.viaBot,
    serviceKind: readServiceKind(post['serviceKind']),
    pinned: toTextOrNull(post['pinned'], 'pinned'),
  }
}

function listOf(value: unknown, where: string, maxLength: number): readonly unknown[] {
  return value === undefined ? [] : toList(value, where, maxLength)
}

function readReaction(value: unknown): Reaction {
  const fields = toFields(value, 'reactions')
  const count = readCount(fields['count'])
  switch (fields['kind']) {
    case 'emoji':
      return { kind: 'emoji', emoji: toText(fields['emoji'], 'reactions.emoji'), count }
    case 'custom_emoji':
      return { kind: 'custom_emoji', customEmojiId: toText(fields['customEmojiId'], 'reactions.customEmojiId'), count }
    case 'paid':
      return { kind: 'paid', count }
    default:
      throw new Mismatch('reactions have a kind that is not known')
  }
}

function readCount(value: unknown): Count {
  const fields = toFields(value, 'reactions.count')
  const number = fields['value']
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Mismatch('reactions.count is no number')
  return { label: toText(fields['label'], 'reactions.count.label'), value: number }
}

function readButton(value: unknown): Button {
  const fields = toFields(value, 'buttons')
  return { text: toText(fields['text'], 'buttons.text'), url: toTextOrNull(fields['url'], 'buttons.url') }
}

function readServiceKind(value: unknown): ServiceKind | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && Object.hasOwn(serviceKinds, value)) return value as ServiceKind
  throw new Mismatch('serviceKind is not known')
}
