import { troubleOf } from '../../core/trouble.ts'
import { parseChannelRefs } from '../../core/channel-ref.ts'
import type { Channel } from '../../domain/channel.ts'
import { findFollowed as findNamed } from '../../flows/find-followed.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, type CommandCall, defineCommand, type Press } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import { type Button, encodeButton, type Keyboard } from '../keyboard.ts'
import { type Page, pageButtons, pageOf } from '../paging.ts'
import { renderChannelLink } from '../post-line.ts'
import type { Translate } from '../texts.ts'
import { renderDetails } from './channel-details.ts'
import { describeFault } from './fault-words.ts'
import { renderHealthStates, saysUnreadable } from './health-words.ts'
import { followButton } from './follow-offer.ts'
import type { CommandParts } from './parts.ts'

const channelsAPage = 12
const buttonsARow = 2
const maxLabelLength = 24
const maxShownLength = 40

/** /channels: what the chat follows, and how it fares; with a name, or by its button, one channel in detail. */
export function createChannelsCommand(parts: CommandParts): Command {
  return defineCommand({
    name: 'channels',
    descriptions: {
      en: 'channels you follow and how they fare; /channels @name: one of them',
      ru: 'ваши каналы и их состояние; /channels @имя — один из них',
      uk: 'ваші канали та їхній стан; /channels @назва — один із них',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      if (call.input !== '') return showNamed(parts, call)
      const { text, keyboard } = await list(parts, call, 0)
      await call.reply(text, keyboard)
    },
    actions: {
      details: { changesSettings: false, run: (press) => showPressed(parts, press) },
      page: { changesSettings: false, run: (press) => showPage(parts, press, Number(press.args[0])) },
    },
  })
}

async function list(
  parts: CommandParts,
  call: Call,
  index: number,
): Promise<{ readonly text: Html; readonly keyboard: Keyboard }> {
  const channels = await parts.flows.following.list(call.chat.id)
  if (channels.length === 0) return { text: call.t('channels-none'), keyboard: [] }
  const page = pageOf(channels, index, channelsAPage)
  const lines = await Promise.all(page.items.map((channel) => renderChannel(parts, call, channel)))
  return {
    text: join([call.t('channels-title', { count: channels.length }), ...lines], '\n\n'),
    keyboard: [...detailButtons(page), pageButtons(page, 'channels', 'page')],
  }
}

async function showPage(parts: CommandParts, press: Press, index: number): Promise<void> {
  const { text, keyboard } = await list(parts, press, index)
  await press.edit(text, keyboard)
}

async function showNamed(parts: CommandParts, call: CommandCall): Promise<void> {
  const { t, input, reply } = call
  const ref = parseChannelRefs(input)[0]
  const channel = ref?.kind === 'channel' ? await findFollowed(parts, call, ref.name) : undefined
  if (channel !== undefined) {
    await reply(await renderDetails(parts, call, channel), [[backButton(0, t)]])
    return
  }
  const name = cleanLine(ref?.kind === 'channel' ? `@${ref.name}` : input, maxShownLength)
  const offer = ref?.kind === 'channel' ? [[followButton(ref.name, t)]] : []
  await reply(join([t('not-followed', { name }), t('followed-where')], ' '), offer)
}

async function showPressed(parts: CommandParts, press: Press): Promise<void> {
  const [name = '', index = ''] = press.args
  const channel = await findFollowed(parts, press, name)
  if (channel === undefined) {
    await press.notify(press.t.plain('channel-gone-notice'))
    await showPage(parts, press, Number(index))
    return
  }
  await press.edit(await renderDetails(parts, press, channel), [[backButton(index, press.t)]])
}

/** Only among the channels of the chat: what others follow is not told. */
async function findFollowed(
  { flows, store }: CommandParts,
  { chat }: Call,
  name: string,
): Promise<Channel | undefined> {
  const channels = await flows.following.list(chat.id)
  return findNamed(store, channels, name)
}

function detailButtons({ items, index }: Page<Channel>): readonly (readonly Button[])[] {
  const buttons = items.map(({ name, title }) => ({
    text: cleanLine(title, maxLabelLength) || name,
    data: encodeButton('channels', 'details', name, index),
  }))
  const rows = Math.ceil(buttons.length / buttonsARow)
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * buttonsARow, (row + 1) * buttonsARow))
}

function backButton(index: string | number, t: Translate): Button {
  return { text: t.plain('channels-back-button'), data: encodeButton('channels', 'page', index) }
}

async function renderChannel({ store, clock }: CommandParts, { t, dates }: Call, channel: Channel): Promise<Html> {
  const now = clock.now()
  const [lastPostAt] = await store.channels.recentPublishedAt(channel.id, 1)
  const post =
    lastPostAt === undefined
      ? t('channels-no-posts')
      : t('channels-last-post', { ago: dates.relative(lastPostAt, now) })
  const poll =
    channel.lastSuccessAt === null
      ? t(channel.isAdmitted ? 'channels-pushed' : 'channels-never-read')
      : t('channels-last-read', { ago: dates.relative(channel.lastSuccessAt, now) })
  const episodes = (await store.health.findOpen([channel.id])).get(channel.id) ?? []
  const trouble = troubleOf(channel)
  const isSaid = trouble === null || saysUnreadable(episodes)
  const fault = isSaid ? [] : [markup`⚠️ ${describeFault(trouble, t)}`]
  return join(
    [
      markup`<b>${renderChannelLink(channel.name, channel.title)}</b> @${channel.name}`,
      markup`${post}; ${poll}`,
      ...fault,
      ...renderHealthStates(episodes, { t, dates }),
    ],
    '\n',
  )
}
