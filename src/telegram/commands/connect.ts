import type { Connection } from '../../domain/connection.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, type CommandCall, defineCommand, type Press } from '../command.ts'
import { type Html, join, markup } from '../html.ts'
import { encodeButton, type Keyboard, type PickButton } from '../keyboard.ts'
import { connectPayload } from '../managing.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'

const maxTitleLength = 40
const maxLabelLength = 30

/** /connect: groups and channels that a person looks after from the private chat. */
export function createConnectCommand(parts: CommandParts): Command {
  return defineCommand({
    name: 'connect',
    descriptions: {
      en: 'look after a group or channel from this chat',
      ru: 'управлять группой или каналом отсюда',
      uk: 'керувати групою чи каналом звідси',
    },
    scope: 'all',
    changesSettings: true,
    isAlwaysOwn: true,
    run: (call) => (call.isPrivate ? showConnections(parts, call) : showWayIn(parts, call)),
    actions: {
      add: { changesSettings: true, run: (press) => offerPicker(parts, press) },
      use: { changesSettings: true, run: (press) => use(parts, press, Number(press.args[0])) },
      own: { changesSettings: true, run: (press) => use(parts, press, null) },
      off: { changesSettings: true, run: (press) => disconnect(parts, press) },
      retry: { changesSettings: true, run: (press) => tryAgain(parts, press) },
    },
  })
}

/** In a group: a button to the private chat, where the rights are looked at again. Anonymous administrators are known there. */
export async function showWayIn({ username }: CommandParts, { chat, t, reply }: Call): Promise<void> {
  const url = `https://t.me/${username()}?start=${connectPayload(chat.id)}`
  await reply(t('connect-in-group'), [[{ text: t.plain('connect-open-button'), url }]])
}

/** A chat was chosen, by a button or by a link. */
export async function connectChat({ connecting }: Pick<CommandParts, 'connecting'>, call: Call, chatId: number) {
  const { chat, t, signal } = call
  const outcome = await connecting.connect(chat, chatId, signal)
  if (outcome.kind !== 'connected') return call.replyWithPicker(t(`connect-${outcome.kind}`), [])
  const title = cleanLine(outcome.connection.title, maxTitleLength)
  await call.replyWithPicker(t(outcome.isChannel ? 'connect-done-channel' : 'connect-done', { title }), [])
}

async function showConnections(parts: CommandParts, call: CommandCall): Promise<void> {
  const connections = await parts.store.connections.list(call.chat.id)
  if (connections.length === 0) return offerPicker(parts, call)
  await call.reply(renderConnections(connections, call.t), buttonsFor(connections, call.t))
}

async function offerPicker({ username }: CommandParts, { t, replyWithPicker }: Call): Promise<void> {
  const buttons: readonly PickButton[] = [
    { text: t.plain('connect-group-button'), requestId: 1, isChannel: false },
    { text: t.plain('connect-channel-button'), requestId: 2, isChannel: true },
  ]
  const link = markup`https://t.me/${username()}?startgroup=connect`
  await replyWithPicker(t('connect-choose', { link }), buttons)
}

async function use({ store }: CommandParts, press: Press, chatId: number | null): Promise<void> {
  const { chat, t, notify } = press
  if (!(await store.connections.manage(chat.id, chatId))) await notify(t.plain('connect-gone-notice'))
  await refresh(store, press)
}

async function disconnect({ store }: CommandParts, press: Press): Promise<void> {
  const { chat, t, notify, args } = press
  const isDone = await store.connections.disconnect(chat.id, Number(args[0]))
  await notify(t.plain(isDone ? 'connect-off-notice' : 'connect-gone-notice'))
  await refresh(store, press)
}

/** Below the notice that messages do not arrive in a chat: whoever has seen to that need not wait for the next try. */
async function tryAgain({ connecting, wakeDelivery }: CommandParts, press: Press): Promise<void> {
  const { chat, isPrivate, t, args, notify, signal } = press
  const chatId = Number(args[0])
  if (!isPrivate || !Number.isSafeInteger(chatId)) return notify(t.plain('button-old-notice'))
  const rights = await connecting.tryAgain(chat.id, chatId, signal)
  if (rights === 'admin') wakeDelivery()
  await notify(t.plain(rights === 'admin' ? 'connect-retry-notice' : 'admins-only-notice'))
}

async function refresh(store: CommandParts['store'], { chat, t, edit }: Press): Promise<void> {
  const connections = await store.connections.list(chat.id)
  await edit(renderConnections(connections, t), buttonsFor(connections, t))
}

function renderConnections(connections: readonly Connection[], t: Translate): Html {
  if (connections.length === 0) return t('connect-none')
  const managed = connections.find(({ isManaged }) => isManaged)
  const title = cleanLine(managed?.title ?? '', maxTitleLength)
  return join(
    [t('connect-title'), managed === undefined ? t('connect-managing-own') : t('connect-managing', { title })],
    '\n\n',
  )
}

function buttonsFor(connections: readonly Connection[], t: Translate): Keyboard {
  const isOwn = !connections.some(({ isManaged }) => isManaged)
  const rows = connections.map(({ chatId, title, isManaged }) => [
    {
      text: `${isManaged ? '✅ ' : ''}${cleanLine(title, maxLabelLength)}`,
      data: encodeButton('connect', 'use', chatId),
    },
    { text: t.plain('connect-off-button'), data: encodeButton('connect', 'off', chatId) },
  ])
  const own = { text: `${isOwn ? '✅ ' : ''}${t.plain('connect-own-button')}`, data: encodeButton('connect', 'own') }
  const add = { text: t.plain('connect-add-button'), data: encodeButton('connect', 'add') }
  return connections.length === 0 ? [[add]] : [[own], ...rows, [add]]
}
