import type { ChatMember, ChatMemberUpdated, Location, Message, Update } from 'grammy/types'
import type { ChatState } from '../domain/chat.ts'
import { hour } from '../domain/time.ts'
import { nearest } from '../core/text/nearest.ts'
import { toPushedPost, toPushedProfile } from './channel-post.ts'
import type { Call } from './command.ts'
import { connectChat } from './commands/connect.ts'
import { answerFreeText } from './commands/free-text.ts'
import { createConversation } from './conversation.ts'
import { guard } from './guard.ts'
import { markup } from './html.ts'
import { isFromBot, parseCommand, personOf, senderChatOf } from './incoming.ts'
import {
  type BotParts,
  chatAtLarge,
  mayChangeSettings,
  openCall,
  ourChat,
  placeOf,
  toManagedCall,
} from './open-call.ts'
import { handleCallback } from './press.ts'
import { toLanguage } from './texts.ts'

/** What answers people. */
export interface TelegramBot {
  /** Handles one update. Tells people what went wrong, and the log; throws only what could not be told. */
  readonly handle: (update: Update, signal: AbortSignal) => Promise<void>
}

export function createBot(parts: BotParts): TelegramBot {
  return {
    handle: async (update, signal) => {
      if (update.message !== undefined) await handleMessage(parts, update.message, signal)
      else if (update.channel_post !== undefined) await handlePost(parts, update.channel_post)
      else if (update.edited_channel_post !== undefined) await handlePost(parts, update.edited_channel_post)
      else if (update.callback_query !== undefined) await handleCallback(parts, update.callback_query, signal)
      else if (update.my_chat_member !== undefined) await handleMembership(parts, update.my_chat_member, signal)
    },
  }
}

/** Only public channels are archived: what has no name is for its members alone. */
async function handlePost({ store, clock }: BotParts, message: Message): Promise<void> {
  const profile = toPushedProfile(message.chat)
  if (profile === null) return
  // Who was let in while nobody listened hears of it by the first post.
  await store.channels.recordAdmission({ profile, isAdmitted: true, now: clock.now() })
  await store.channels.recordPushed({ profile, post: toPushedPost(message), now: clock.now() })
}

async function handleMessage(parts: BotParts, message: Message, signal: AbortSignal): Promise<void> {
  const { store, allowed, texts } = parts
  const chat = ourChat(message.chat)
  if (chat === null) return
  if (message.migrate_to_chat_id !== undefined) return store.chats.recordMigration(chat.id, message.migrate_to_chat_id)
  if (message.migrate_from_chat_id !== undefined) {
    return store.chats.recordMigration(message.migrate_from_chat_id, chat.id)
  }
  const command = parseCommand(message.text ?? '')
  const isPrivate = chat.kind === 'private'
  if (isFromBot(message) || (!isPrivate && !isMeantForUs(parts, command))) return
  const place = placeOf(message)
  const conversation = createConversation({ ...parts, place, signal })
  const t = texts(toLanguage(message.from?.language_code))
  await guard(parts, { chat, place, t, signal }, async () => {
    if (!allowed.isAllowed(chat.id, personOf(message.from))) {
      if (isPrivate) await conversation.send(t('not-allowed'))
      return
    }
    const own = await openCall(parts, { chat, from: message.from, conversation, signal })
    if (message.chat_shared !== undefined) return connectChat(parts, own, message.chat_shared.chat_id)
    const isAlwaysOwn = !isPrivate || parts.commands.find(({ name }) => name === command?.name)?.isAlwaysOwn === true
    const chatId = isAlwaysOwn ? null : await findManaged(parts, chat.id)
    const managed = await toManagedCall(parts, { call: own, conversation }, chatId)
    if ('refusal' in managed) return void (await own.reply(own.t(managed.refusal, { title: managed.title })))
    const { call } = managed
    if (message.location !== undefined) return takeLocation(parts, call, message.location)
    if (command !== null) await runCommand(parts, call, { ...command, message })
    else await answerFreeText(message, call, store)
  })
}

async function takeLocation({ commands }: BotParts, call: Call, { latitude, longitude }: Location): Promise<void> {
  for (const { onLocation } of commands) await onLocation?.(call, { latitude, longitude })
}

async function findManaged({ store }: BotParts, personId: number): Promise<number | null> {
  const connections = await store.connections.list(personId)
  return connections.find(({ isManaged }) => isManaged)?.chatId ?? null
}

/** In a group: a command of ours, or any that is addressed to us. */
function isMeantForUs(
  { commands, username }: BotParts,
  command: { readonly name: string; readonly addressee: string | null } | null,
): boolean {
  if (command === null) return false
  if (command.addressee !== null) return command.addressee === username()
  return commands.some(({ name }) => name === command.name)
}

async function runCommand(
  parts: BotParts,
  call: Call,
  typed: { readonly name: string; readonly input: string; readonly message: Message },
): Promise<void> {
  const { name, input, message } = typed
  const command = parts.commands.find((candidate) => candidate.name === name)
  if (command === undefined) return answerUnknown(parts, call, name)
  const changes = command.changesSettings && command.isReading?.(input) !== true
  if (
    changes &&
    !(await mayChangeSettings(parts, call, { from: message.from, senderChatId: senderChatOf(message) }, command))
  ) {
    await call.reply(call.t('admins-only'))
    return
  }
  await command.run({ ...call, input })
}

async function answerUnknown({ commands }: BotParts, { t, reply }: Call, name: string): Promise<void> {
  const names = commands.map((command) => command.name)
  const near = nearest(name, names, Math.min(3, Math.max(1, Math.floor(name.length / 2))))
  await reply(near === null ? t('unknown-command') : t('unknown-command-near', { near: markup`/${near}` }))
}

/** In a channel an administrator is told of posts. */
async function handleAdmission({ store, clock }: BotParts, change: ChatMemberUpdated): Promise<void> {
  const profile = toPushedProfile(change.chat)
  if (profile === null) return
  const isAdmitted = change.new_chat_member.status === 'administrator'
  await store.channels.recordAdmission({ profile, isAdmitted, now: clock.now() })
}

async function handleMembership(parts: BotParts, change: ChatMemberUpdated, signal: AbortSignal): Promise<void> {
  const { store, allowed, clock } = parts
  await handleAdmission(parts, change)
  const state = stateAs(change.new_chat_member)
  const isKnown = (await store.chats.find(change.chat.id)) !== null
  if (isKnown) return store.chats.setState(change.chat.id, state, state === 'paused' ? clock.now() + hour : null)
  const chat = ourChat(change.chat)
  if (chat === null || state !== 'active') return
  const wasOut = change.old_chat_member.status === 'left' || change.old_chat_member.status === 'kicked'
  if (chat.kind === 'private' || !wasOut || !allowed.isAllowed(chat.id, change.from.id)) return
  const place = chatAtLarge(chat.id)
  const conversation = createConversation({ ...parts, place, signal })
  const t = parts.texts(toLanguage(change.from.language_code))
  await guard(parts, { chat, place, t, signal }, async () => {
    const call = await openCall(parts, { chat, from: change.from, conversation, signal })
    await call.reply(call.t('start-group'))
  })
}

/** What becomes of a chat by what the bot is in it. A group that forbids all its members to write tells no bot so: the first message does. */
function stateAs(bot: ChatMember): ChatState {
  if (bot.status === 'left' || bot.status === 'kicked') return 'gone'
  if (bot.status !== 'restricted') return 'active'
  if (!bot.is_member) return 'gone'
  return bot.can_send_messages ? 'active' : 'paused'
}
