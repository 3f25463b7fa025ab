import { postUrl } from '../../core/channel-ref.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand } from '../command.ts'
import { type Html, join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { renderHistory } from '../render-history.ts'
import { followButton } from './follow-offer.ts'
import type { CommandParts } from './parts.ts'

const maxShownLength = 40

/** /history <link>: what a post was seen to say, and when it went. The post and the place are in the button. */
export function createHistoryCommand(parts: CommandParts): Command {
  return defineCommand({
    name: 'history',
    descriptions: {
      en: 'what a post said before: /history link',
      ru: 'что было в посте раньше: /history ссылка',
      uk: 'що було в дописі раніше: /history посилання',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      const { text, keyboard } = await showHistory(parts, call, call.input, 0)
      await call.reply(text, keyboard)
    },
    actions: {
      show: {
        changesSettings: false,
        run: async (press) => {
          const [name = '', id = ''] = press.args
          const { text, keyboard } = await showHistory(parts, press, postUrl(name, Number(id)), 0)
          await press.reply(text, keyboard)
        },
      },
      older: {
        changesSettings: false,
        run: async (press) => {
          const [name = '', id = '', skipped = '0'] = press.args
          const { text, keyboard } = await showHistory(parts, press, postUrl(name, Number(id)), Number(skipped) || 0)
          await press.edit(text, keyboard)
        },
      },
    },
  })
}

/** The versions of a post that is named by its link, newest first, from the one after the `skipped` newest. */
async function showHistory(
  { flows }: CommandParts,
  { chat, t, dates }: Call,
  text: string,
  skipped: number,
): Promise<{ readonly text: Html; readonly keyboard: Keyboard }> {
  const outcome = await flows.history.find({ chatId: chat.id, text })
  if (outcome.kind === 'no_link') return { text: t('history-usage'), keyboard: [] }
  if (outcome.kind === 'unknown_post') return { text: t('history-unknown'), keyboard: [] }
  if (outcome.kind === 'not_followed') {
    const name = cleanLine(`@${outcome.name}`, maxShownLength)
    const words = join([t('not-followed', { name }), t('followed-where')], ' ')
    return { text: words, keyboard: [[followButton(outcome.name, t)]] }
  }
  const page = renderHistory(outcome, skipped, { t, dates })
  const { channelName, post } = outcome
  const older =
    page.next === null
      ? []
      : [
          {
            text: t.plain('search-older-button'),
            data: encodeButton('history', 'older', channelName, post.messageId, page.next),
          },
        ]
  return { text: page.text, keyboard: [older] }
}
