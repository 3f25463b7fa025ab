import type { Channel } from '../../domain/channel.ts'
import { type Call, type Command, defineCommand } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import type { Keyboard } from '../keyboard.ts'
import { pageButtons, pageOf } from '../paging.ts'
import { renderChannelLink } from '../post-line.ts'
import { describeFault } from './fault-words.ts'
import type { CommandParts } from './parts.ts'

const channelsAPage = 12

/** /channels: what the chat follows, and how it fares. */
export function createChannelsCommand(parts: CommandParts): Command {
  const list = async (call: Call, index: number): Promise<{ text: Html; keyboard: Keyboard }> => {
    const channels = await parts.flows.following.list(call.chat.id)
    if (channels.length === 0) return { text: call.t('channels-none'), keyboard: [] }
    const page = pageOf(channels, index, channelsAPage)
    const lines = await Promise.all(page.items.map((channel) => renderChannel(parts, call, channel)))
    return {
      text: join([call.t('channels-title', { count: channels.length }), ...lines], '\n\n'),
      keyboard: [pageButtons(page, 'channels', 'page')],
    }
  }
  return defineCommand({
    name: 'channels',
    descriptions: {
      en: 'channels you follow and how they fare',
      ru: 'ваши каналы и их состояние',
      uk: 'ваші канали та їхній стан',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      const { text, keyboard } = await list(call, 0)
      await call.reply(text, keyboard)
    },
    actions: {
      page: {
        changesSettings: false,
        run: async (press) => {
          const { text, keyboard } = await list(press, Number(press.args[0]))
          await press.edit(text, keyboard)
        },
      },
    },
  })
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
      ? t('channels-never-read')
      : t('channels-last-read', { ago: dates.relative(channel.lastSuccessAt, now) })
  const fault = channel.lastFault === null ? [] : [markup`⚠️ ${describeFault(channel.lastFault, t)}`]
  return join(
    [
      markup`<b>${renderChannelLink(channel.name, channel.title)}</b> @${channel.name}`,
      markup`${post}; ${poll}`,
      ...fault,
    ],
    '\n',
  )
}
