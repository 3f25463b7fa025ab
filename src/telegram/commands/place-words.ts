import type { Chat } from '../../domain/chat.ts'
import type { Trouble } from '../../domain/trouble.ts'
import { cleanLine } from '../clean-text.ts'
import type { ShutChat } from '../connecting.ts'
import { type Html, join, markup } from '../html.ts'
import { connectPayload } from '../managing.ts'
import { plansOf } from '../render-trouble.ts'
import type { Translate } from '../texts.ts'

/** What keeps messages from a chat, or from topics of it, in a line each; none when all arrives where it is meant to. */
export function renderPlace(
  { chat, troubles }: { readonly chat: Pick<Chat, 'state'>; readonly troubles: readonly Trouble[] },
  t: Translate,
): readonly Html[] {
  if (chat.state === 'gone') return [t('status-chat-gone')]
  const topics = troubles.filter(({ threadId }) => threadId !== null)
  return [
    ...(chat.state === 'paused' ? [t('status-chat-paused')] : []),
    ...(troubles.some(({ kind }) => kind === 'general') ? [t('status-trouble-general')] : []),
    ...topics.map(({ kind, plans }) =>
      t(kind === 'missing' ? 'status-trouble-missing' : 'status-trouble-closed', { plans: plansOf(plans, t) }),
    ),
  ]
}

const maxShown = 5
const maxTitleLength = 40

/** Chats that a person looks after, with what is wrong there and a link to the settings of each; none without any. */
export function renderShutChats(chats: readonly ShutChat[], username: string, t: Translate): readonly Html[] {
  if (chats.length === 0) return []
  const shown = chats.slice(0, maxShown).map(({ connection: { chatId, title }, chat, troubles }) => {
    const link = `https://t.me/${username}?start=${connectPayload(chatId)}`
    const name = markup`<a href="${link}">${cleanLine(title, maxTitleLength) || '?'}</a>`
    return join([name, ...renderPlace({ chat, troubles }, t)], '\n')
  })
  const more = chats.length - shown.length
  return [t('status-shut-title'), ...shown, ...(more > 0 ? [t('status-shut-more', { count: more })] : [])]
}
