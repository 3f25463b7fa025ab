import type { MessagePart } from '../domain/messenger.ts'
import type { Notice } from '../domain/notice.ts'
import type { Parcel, ParcelContent } from '../domain/parcel.ts'
import { cleanLine } from './clean-text.ts'
import { sourceOf } from './html.ts'
import { encodeButton } from './keyboard.ts'
import { renderFollowUp } from './render-follow-up.ts'
import { renderHealth } from './render-health.ts'
import { renderRiseAlert } from './render-rise.ts'
import { renderTrouble } from './render-trouble.ts'
import { renderDigest } from './render.ts'
import type { Texts, Translate } from './texts.ts'

const maxValueLength = 100

/** The messages of whatever a parcel holds. `username`: of the bot, for links that lead back to it. */
export function renderContent(
  content: ParcelContent,
  texts: Texts,
  parcel?: Pick<Parcel, 'id' | 'chatId'>,
  username = '',
): readonly MessagePart[] {
  if (!('kind' in content)) return renderDigest(content, texts, parcel)
  if (content.kind === 'trouble') return renderTrouble(content, texts, username)
  if (content.kind === 'follow-up') return renderFollowUp(content, texts)
  if (content.kind === 'rise') return renderRiseAlert(content, texts)
  return content.kind === 'health' ? renderHealth(content, texts) : renderNotice(content, texts)
}

/** The message of a notice. Pure, as `renderDigest` is. */
function renderNotice({ id, language, values }: Notice, texts: Texts): readonly MessagePart[] {
  const t = texts(language)
  const clean = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : cleanLine(value, maxValueLength),
    ]),
  )
  const buttons = id === 'channel-recycled' && typeof clean['name'] === 'string' ? followOther(clean['name'], t) : []
  return [{ html: sourceOf(t(`notice-${id}`, clean)), plain: t.plain(`notice-${id}`, clean), buttons }]
}

/** For whoever wants to read the channel that has the name now as well. */
function followOther(name: string, t: Translate): NonNullable<MessagePart['buttons']> {
  return [[{ text: t.plain('follow-button', { name }), data: encodeButton('follow', 'add', name) }]]
}
