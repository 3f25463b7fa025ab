import type { Message } from 'grammy/types'
import { type ChannelLink, findChannelLinks, parseChannelRefs } from '../../core/channel-ref.ts'
import type { Store } from '../../domain/store.ts'
import { cleanLine } from '../clean-text.ts'
import type { Call } from '../command.ts'
import { markup } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { followButton, offerToFollow } from './follow-offer.ts'

const maxQueryLength = 512
const maxShownLength = 64
/** Written with an underscore or a digit, a word is rather the name of a channel than something to search for. */
const looksLikeName = /^(?=.*[\d_])[a-z]\w{3,31}$/i

/** Answers a message in a private chat that is no command: a forwarded post, a link, words to search for. */
export async function answerFreeText(message: Message, call: Call, store: Store): Promise<void> {
  const { chat, t, reply } = call
  const offer = async (links: readonly ChannelLink[]): Promise<void> =>
    offerToFollow(links, await store.channels.listFollowed(chat.id), call)
  const origin = message.forward_origin
  if (origin?.type === 'channel') {
    const name = 'username' in origin.chat ? origin.chat.username : undefined
    if (name === undefined) await reply(t('follow-offer-private'))
    else await offer([{ name, messageId: origin.message_id }])
    return
  }
  const text = (message.text ?? message.caption ?? '').trim()
  const links = findChannelLinks(text)
  const onlyRef = parseChannelRefs(text)
  if (links.length > 0) return offer(links)
  const refused = onlyRef.length === 1 && /t\.me|telegram\./i.test(text) ? onlyRef[0] : undefined
  if (refused?.kind === 'invalid') {
    await reply(t(`follow-invalid-${refused.reason}`, { input: cleanLine(refused.input, maxShownLength) }))
  } else if (!isSearchable(text) || origin !== undefined) await reply(t('free-hint'))
  else await offerToSearch(text, call)
}

function isSearchable(text: string): boolean {
  return text.length <= maxQueryLength && /[\p{L}\p{N}]/u.test(text) && !/^https?:\/\/\S*$/i.test(text)
}

/** The query stands in the message, where the buttons find it. */
async function offerToSearch(text: string, { t, reply }: Call): Promise<void> {
  const query = cleanLine(text, maxQueryLength)
  const follow: Keyboard = looksLikeName.test(query) ? [[followButton(query, t)]] : []
  await reply(t('free-search', { query: markup`<code>${query}</code>` }), [
    [
      { text: t.plain('free-search-button'), data: encodeButton('search', 'newest') },
      { text: t.plain('free-watch-button'), data: encodeButton('watch', 'try') },
    ],
    ...follow,
  ])
}
