import { type Command, defineCommand } from '../command.ts'
import type { Keyboard } from '../keyboard.ts'
import { followButton } from './follow-offer.ts'

/** /start, also from a link such as t.me/<bot>?start=follow_<channel>. */
export function createStartCommand(): Command {
  return defineCommand({
    name: 'start',
    descriptions: {
      en: 'what Vestnik does, and the first step',
      ru: 'что умеет Vestnik и с чего начать',
      uk: 'що вміє Vestnik і з чого почати',
    },
    scope: 'all',
    changesSettings: false,
    run: async ({ input, t, reply }) => {
      const channel = /^follow_([A-Za-z][A-Za-z0-9_]{3,31})$/.exec(input)?.[1]
      const keyboard: Keyboard = channel === undefined ? [] : [[followButton(channel, t)]]
      await reply(t(channel === undefined ? 'start' : 'start-follow', { channel: channel ?? '' }), keyboard)
    },
  })
}
