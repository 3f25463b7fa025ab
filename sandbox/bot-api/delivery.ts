import type { SandboxMedia } from '../channels.ts'
import { toHtml } from '../formatting.ts'
import { postMessage, changeMessage } from '../world/posting.ts'
import { findStored } from '../world/state.ts'
import type { ChatRecord, StoredMessage, WorldState } from '../world/state.ts'
import { showBelow } from '../world/shared-chats.ts'
import { withoutReply } from '../world/speaking.ts'
import { threadFields } from '../world/topics.ts'
import type { InlineKeyboardMarkup, Message, MessageContent, ReplyKeyboard } from '../world/types.ts'
import { badRequest, tooManyRequests } from './api-error.ts'
import type { ApiCall } from './call.ts'
import { checkSendRights, findChat, findReply, findThread } from './chat-access.ts'
import type { SendKind } from './chat-access.ts'
import type { ApiContext } from './context.ts'
import { checkReplyMarkup, readReplyMarkup } from './reply-markup.ts'

/** Where a message goes, once the chat, the topic, the reply and the keyboard are known to be good. */
export interface Target {
  readonly chat: ChatRecord
  readonly threadId: number | null
  readonly reply: Message | null
  readonly markup: InlineKeyboardMarkup | null
  /** A new keyboard below the input field; null takes it away, absent leaves it. */
  readonly below?: ReplyKeyboard | null
}

/** Throws ApiError for the first of these that Telegram would refuse. */
export function findTarget({ state }: ApiContext, call: ApiCall, kind: SendKind): Target {
  const markup = readReplyMarkup(call)
  const chat = findChat(state, call, 'write')
  const reply = findReply(call, chat)
  checkSendRights(state, chat, kind)
  const threadId = findThread(state, call, chat)
  checkReplyMarkup(markup, chat.type === 'private')
  return {
    chat,
    threadId,
    reply,
    markup: markup?.kind === 'inline' ? markup.markup : null,
    ...(markup?.kind === 'below' ? { below: markup.keyboard } : {}),
  }
}

/** Throws ApiError 429 when the bot writes too fast. */
export function admit({ flood }: ApiContext, chat: ChatRecord, kind: 'send' | 'edit', messages = 1): void {
  const waitS = flood.admit({ chatId: chat.id, isGroup: chat.type !== 'private', kind, messages })
  if (waitS > 0) throw tooManyRequests(waitS)
}

/** Sends messages that belong together: one, or the items of an album. */
export function deliver(context: ApiContext, target: Target, contents: readonly MessageContent[]): Message[] {
  admit(context, target.chat, 'send', contents.length)
  if (target.chat.type === 'channel') return publish(context.state, target, contents)
  return contents.map((content) => post(context.state, target, content))
}

function post(state: WorldState, { chat, threadId, reply, markup, below }: Target, content: MessageContent): Message {
  if (below !== undefined) showBelow(state, chat, below)
  return postMessage(state, chat, {
    from: state.bot,
    ...threadFields(threadId),
    ...(reply ? { reply_to_message: withoutReply(reply) } : {}),
    ...content,
    ...(markup ? { reply_markup: markup } : {}),
  })
}

/** A post of the bot in a channel is a post of the channel, so it goes through the registry and shows on the web. */
function publish(state: WorldState, { chat, markup }: Target, contents: readonly MessageContent[]): Message[] {
  const [first = {}] = contents
  const published = asBot(state, () =>
    state.channels.publish(channelName(chat), {
      text: first.text ?? first.caption ?? textOfRich(first),
      entities: [...(first.entities ?? first.caption_entities ?? [])],
      media: contents.flatMap(mediaOf),
      buttons: markup?.inline_keyboard.map((row) => row.map(({ text, url }) => ({ text, url: url ?? null }))) ?? [],
    }),
  )
  const ids = published.albumIds.length > 0 ? published.albumIds : [published.id]
  return ids.flatMap((id, index) => {
    const stored = findStored(chat, id)
    if (!stored) return []
    stored.message = { ...stored.message, ...contents[index], ...(markup ? { reply_markup: markup } : {}) }
    return [stored.message]
  })
}

function mediaOf({ photo, document }: MessageContent): SandboxMedia[] {
  if (photo) return [{ kind: 'photo' }]
  const size = `${((document?.file_size ?? 0) / 1024).toFixed(1)} KB`
  return document ? [{ kind: 'document', title: document.file_name ?? 'file', sizeLabel: size }] : []
}

function textOfRich({ rich_message: rich }: MessageContent): string {
  const words = JSON.stringify(rich?.blocks ?? []).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)
  return [...words]
    .map(([, word]) => JSON.parse(`"${word}"`) as string)
    .join(' ')
    .slice(0, 4096)
}

function asBot<T>(state: WorldState, act: () => T): T {
  state.botIsPublishing = true
  try {
    return act()
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error))
  } finally {
    state.botIsPublishing = false
  }
}

function channelName(chat: ChatRecord): string {
  return chat.username ?? chat.channelName ?? ''
}

export interface Edit {
  readonly content?: MessageContent
  readonly markup: InlineKeyboardMarkup | null
}

/** Edits a message of the bot's. Throws ApiError when nothing would change or the bot edits too fast. */
export function applyEdit(context: ApiContext, chat: ChatRecord, stored: StoredMessage, edit: Edit): Message {
  if (isUnchanged(stored.message, edit)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content ' +
        'and reply markup of the message',
    )
  }
  admit(context, chat, 'edit')
  if (chat.type !== 'channel' || !edit.content) return changeMessage(context.state, chat, stored, edit)
  const { text = '', entities = [] } = edit.content
  const html = toHtml(text, entities)
  asBot(context.state, () => context.state.channels.edit(channelName(chat), stored.message.message_id, { html }))
  return changeMessage(context.state, chat, stored, { markup: edit.markup })
}

function isUnchanged(message: Message, { content, markup }: Edit): boolean {
  const sameMarkup = JSON.stringify(message.reply_markup ?? null) === JSON.stringify(markup)
  return sameMarkup && (!content || JSON.stringify(shown(message)) === JSON.stringify(shown(content)))
}

function shown({ text, entities, rich_message: rich, photo, document, caption }: MessageContent): unknown {
  const plain = (entities ?? []).map((entity) => Object.entries(entity).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return [text ?? null, plain, rich ?? null, photo ?? null, document ?? null, caption ?? null]
}
