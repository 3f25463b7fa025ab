import { parseChannelRefs } from '../../core/channel-ref.ts'
import { cleanLine } from '../clean-text.ts'
import { type Command, defineCommand } from '../command.ts'
import { join } from '../html.ts'
import { renderPostList } from '../post-list.ts'
import { followButton } from './follow-offer.ts'
import type { CommandParts } from './parts.ts'

const postsByDefault = 5
const maxPosts = 20
const maxShownLength = 40

/** /latest [@channel] [n]: the newest posts. */
export function createLatestCommand({ flows, clock }: CommandParts): Command {
  return defineCommand({
    name: 'latest',
    descriptions: {
      en: 'the newest posts: /latest @name 10',
      ru: 'самые новые посты: /latest @имя 10',
      uk: 'найновіші дописи: /latest @назва 10',
    },
    scope: 'all',
    changesSettings: false,
    run: async ({ chat, t, dates, input, reply }) => {
      const request = parseInput(input)
      if (request === null) {
        await reply(t('latest-usage', { max: maxPosts }))
        return
      }
      const outcome = await flows.answering.latest({ chatId: chat.id, ...request })
      if (outcome.kind === 'no_channels') await reply(t('channels-none'))
      else if (outcome.kind === 'not_followed') {
        const name = cleanLine(`@${outcome.name}`, maxShownLength)
        await reply(join([t('not-followed', { name }), t('followed-where')], ' '), [[followButton(outcome.name, t)]])
      } else if (outcome.hits.length === 0) await reply(t('latest-nothing'))
      else {
        const head = t('latest-title', { count: outcome.hits.length })
        await reply(renderPostList(head, outcome.hits, { t, dates, now: clock.now() }))
      }
    },
  })
}

/** A channel and a number, in any order, either of them optional; null for anything else. */
function parseInput(input: string): { readonly channelName: string | null; readonly limit: number } | null {
  let channelName: string | null = null
  let limit: number | null = null
  for (const word of input.split(/\s+/).filter((part) => part !== '')) {
    const ref = parseChannelRefs(word)[0]
    if (/^\d{1,6}$/.test(word) && limit === null) limit = Number(word)
    else if (ref?.kind === 'channel' && channelName === null) channelName = ref.name
    else return null
  }
  if (limit === 0) return null
  return { channelName, limit: Math.min(limit ?? postsByDefault, maxPosts) }
}
