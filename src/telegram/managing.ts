import { type Api, GrammyError } from 'grammy'
import type { Message } from 'grammy/types'
import type { Connection } from '../domain/connection.ts'
import type { Store } from '../domain/store.ts'
import { isAdministrator, isHidden } from './administrators.ts'
import { cleanLine } from './clean-text.ts'
import type { Conversation } from './conversation.ts'
import { type Html, join, markup, measure } from './html.ts'
import type { Keyboard } from './keyboard.ts'
import { toOutcome } from './outcome.ts'

const maxTitleLength = 40
const maxTextUnits = 4096
const maxCaptionUnits = 1024
/** "🔧 " stands before the link. */
const linkOffset = 3

/** What a deep link to the bot says after `start=`, to manage this chat. */
export function connectPayload(chatId: number): string {
  return `connect_${chatId}`
}

/** The chat of such a payload; null for another. */
export function parseConnectPayload(payload: string): number | null {
  const id = Number(/^connect_(-\d{1,16})$/.exec(payload)?.[1])
  return Number.isSafeInteger(id) ? id : null
}

/** The first line of every answer about another chat: which one, and the way back. Its link says so to `managedBy`. */
export function bannerOf({ chatId, title }: Connection, username: string): Html {
  const link = `https://t.me/${username}?start=${connectPayload(chatId)}`
  return markup`🔧 <a href="${link}">${cleanLine(title, maxTitleLength) || '?'}</a> · /connect`
}

/** The chat that a message of ours speaks about, by its banner; null: about the chat in which it stands. */
export function managedBy(message: Message | undefined): number | null {
  const entities = message?.entities ?? message?.caption_entities ?? []
  const link = entities.find(({ type, offset }) => type === 'text_link' && offset === linkOffset)
  const url = link?.type === 'text_link' && URL.canParse(link.url) ? new URL(link.url) : null
  return url?.hostname === 't.me' ? parseConnectPayload(url.searchParams.get('start') ?? '') : null
}

/** The same conversation, in which every message has the banner. Where that is too long, the buttons go with it: they would act on another chat. */
export function underBanner(conversation: Conversation, banner: Html): Conversation {
  const below = (text: Html, keyboard: Keyboard | undefined, units: number): readonly [Html, Keyboard] => {
    const whole = join([banner, text], '\n\n')
    return measure(whole).units <= units ? [whole, keyboard ?? []] : [text, []]
  }
  return {
    ...conversation,
    send: (text, keyboard) => conversation.send(...below(text, keyboard, maxTextUnits)),
    sendPicker: (text, buttons) => conversation.sendPicker(below(text, [], maxTextUnits)[0], buttons),
    edit: (messageId, text, keyboard) => conversation.edit(messageId, ...below(text, keyboard, maxTextUnits)),
    sendPicture: (png, caption, keyboard) =>
      conversation.sendPicture(png, ...below(caption, keyboard, maxCaptionUnits)),
    editPicture: (messageId, png, caption, keyboard) =>
      conversation.editPicture(messageId, png, ...below(caption, keyboard, maxCaptionUnits)),
  }
}

/** Whether a person may look after a chat: asked of Telegram then and there. `away`: the bot is not in it any more. */
export type Rights = 'admin' | 'lost' | 'away'

/** Throws what is neither the chat's nor the person's: trouble of the network or of Telegram. */
export async function findRights(
  { api, store }: { readonly api: Api; readonly store: Pick<Store, 'chats'> },
  { chatId, personId }: { readonly chatId: number; readonly personId: number },
  signal: AbortSignal,
): Promise<{ readonly rights: Rights; readonly chatId: number }> {
  try {
    const isAdmin = await isAdministrator(api, { chatId, personId, senderChatId: null }, signal)
    return { rights: isAdmin ? 'admin' : 'lost', chatId }
  } catch (error) {
    const outcome = toOutcome(error)
    if (outcome.kind === 'migrated') {
      await store.chats.recordMigration(chatId, outcome.toChatId)
      return findRights({ api, store }, { chatId: outcome.toChatId, personId }, signal)
    }
    if (!isHidden(error) && (!(error instanceof GrammyError) || outcome.kind !== 'gone')) throw error
    await store.chats.setState(chatId, 'gone', null)
    return { rights: 'away', chatId }
  }
}
