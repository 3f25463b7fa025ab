import { type Command, defineCommand } from '../command.ts'
import { parseConnectPayload } from '../managing.ts'
import { connectChat, showWayIn } from './connect.ts'
import { followButton } from './follow-offer.ts'
import type { CommandParts } from './parts.ts'

/** /start, also from a link such as t.me/<bot>?start=follow_<channel> or connect_<chat>. */
export function createStartCommand(parts: CommandParts): Command {
  return defineCommand({
    name: 'start',
    descriptions: {
      en: 'what Vestnik does, and the first step',
      ru: 'что умеет Vestnik и с чего начать',
      uk: 'що вміє Vestnik і з чого почати',
    },
    scope: 'all',
    changesSettings: false,
    isAlwaysOwn: true,
    run: async (call) => {
      const { input, t, isPrivate, reply } = call
      const chatId = isPrivate ? parseConnectPayload(input) : null
      if (chatId !== null) return connectChat(parts, call, chatId)
      if (!isPrivate && input === 'connect') return showWayIn(parts, call)
      const channel = /^follow_([A-Za-z][A-Za-z0-9_]{3,31})$/.exec(input)?.[1]
      if (channel !== undefined) await reply(t('start-follow', { channel }), [[followButton(channel, t)]])
      else await reply(t(isPrivate ? 'start' : 'start-group'))
    },
  })
}
