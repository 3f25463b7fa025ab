import { type Command, defineCommand } from '../command.ts'
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
    run: async ({ input, t, isPrivate, reply }) => {
      const channel = /^follow_([A-Za-z][A-Za-z0-9_]{3,31})$/.exec(input)?.[1]
      if (channel !== undefined) await reply(t('start-follow', { channel }), [[followButton(channel, t)]])
      else await reply(t(isPrivate ? 'start' : 'start-group'))
    },
  })
}
