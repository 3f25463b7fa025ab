import type { Message } from 'grammy/types'
import { findChannelLinks, parseChannelRefs } from '../../core/channel-ref.ts'
import { cleanLine } from '../clean-text.ts'
import type { Call } from '../command.ts'
import { markup } from '../html.ts'
import { encodeButton } from '../keyboard.ts'
import { offerToFollow } from './follow-offer.ts'

const maxQueryLength = 512
const maxShownLength = 64

/** Answers a message in a private chat that is no command: a forwarded post, a link, words to search for. */
export async function answerFreeText(message: Message, call: Call): Promise<void> {
  const { t, reply } = call
  const origin = message.forward_origin
  if (origin?.type === 'channel') {
    const name = 'username' in origin.chat ? origin.chat.username : undefined
    if (name === undefined) await reply(t('follow-offer-private'))
    else await offerToFollow([{ name, messageId: origin.message_id }], call)
    return
  }
  const text = (message.text ?? message.caption ?? '').trim()
  const links = findChannelLinks(text)
  const onlyRef = parseChannelRefs(text)
  if (links.length > 0) return offerToFollow(links, call)
  const refused = onlyRef.length === 1 && /t\.me|telegram\./i.test(text) ? onlyRef[0] : undefined
  if (refused?.kind === 'invalid') {
    await reply(t(`follow-invalid-${refused.reason}`, { input: cleanLine(refused.input, maxShownLength) }))
  } else if (text === '' || text.length > maxQueryLength || origin !== undefined) await reply(t('free-hint'))
  else await offerToSearch(text, call)
}

/** The query stands in the message, where the buttons find it. */
async function offerToSearch(text: string, { t, reply }: Call): Promise<void> {
  const query = cleanLine(text, maxQueryLength)
  await reply(t('free-search', { query: markup`<code>${query}</code>` }), [
    [
      { text: t.plain('free-search-button'), data: encodeButton('search', 'newest') },
      { text: t.plain('free-watch-button'), data: encodeButton('watch', 'add') },
    ],
  ])
}
