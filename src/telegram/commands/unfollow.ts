import type { Channel } from '../../domain/channel.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import type { UnfollowOutcome } from '../../flows/follow.ts'
import { type Html, join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { pageButtons, pageOf } from '../paging.ts'
import { renderChannelLink } from '../post-line.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'

const channelsAPage = 10
const maxLabelLength = 40

/** /unfollow @name, one or several, or a list of buttons. */
export function createUnfollowCommand({ flows }: CommandParts): Command {
  const list = async ({ chat, t }: Call, page: number): Promise<{ text: Html; keyboard: Keyboard }> => {
    const channels = await flows.following.list(chat.id)
    const keyboard = toKeyboard(channels, page)
    return { text: t(channels.length === 0 ? 'channels-none' : 'unfollow-choose'), keyboard }
  }
  const showPage = async (press: Press, page: number): Promise<void> => {
    const { text, keyboard } = await list(press, page)
    await press.edit(text, keyboard)
  }
  return defineCommand({
    name: 'unfollow',
    descriptions: {
      en: 'stop following a channel',
      ru: 'больше не следить за каналом',
      uk: 'більше не стежити за каналом',
    },
    scope: 'all',
    changesSettings: true,
    run: async (call) => {
      const { chat, t, input, reply } = call
      if (input === '') {
        const { text, keyboard } = await list(call, 0)
        await reply(text, keyboard)
        return
      }
      const outcomes = await flows.following.unfollow(chat.id, input)
      if (outcomes.some(({ kind }) => kind === 'unfollowed')) {
        const lines = outcomes.map((outcome) => renderOutcome(outcome, t))
        await reply(join(lines, '\n'))
        return
      }
      const { text, keyboard } = await list(call, 0)
      const unknown = t('not-followed', { name: cleanLine(input, maxLabelLength) })
      await reply(join([unknown, text], '\n\n'), keyboard)
    },
    actions: {
      remove: {
        changesSettings: true,
        run: async (press) => {
          const [outcome] = await flows.following.unfollow(press.chat.id, press.args[0] ?? '')
          if (outcome?.kind === 'unfollowed') {
            const title = cleanLine(outcome.channel.title, maxLabelLength)
            await press.notify(press.t.plain('unfollow-notice', { title }))
          }
          await showPage(press, Number(press.args[1]))
        },
      },
      leave: {
        changesSettings: true,
        run: async (press) => {
          const [outcome] = await flows.following.unfollow(press.chat.id, press.args[0] ?? '')
          if (outcome?.kind === 'unfollowed') await press.reply(renderOutcome(outcome, press.t))
          else await press.notify(press.t.plain('channel-gone-notice'))
        },
      },
      page: { changesSettings: true, run: (press) => showPage(press, Number(press.args[0])) },
    },
  })
}

function renderOutcome(outcome: UnfollowOutcome, t: Translate): Html {
  if (outcome.kind === 'not_followed') return t('not-followed', { name: cleanLine(outcome.input, maxLabelLength) })
  const { name, title } = outcome.channel
  return t('unfollow-done', { channel: renderChannelLink(name, title), name: `@${name}` })
}

function toKeyboard(channels: readonly Channel[], index: number): Keyboard {
  const page = pageOf(channels, index, channelsAPage)
  return [
    ...page.items.map(({ name, title }) => [
      {
        text: `✖️ ${cleanLine(title, maxLabelLength) || name}`,
        data: encodeButton('unfollow', 'remove', name, page.index),
      },
    ]),
    pageButtons(page, 'unfollow', 'page'),
  ]
}
