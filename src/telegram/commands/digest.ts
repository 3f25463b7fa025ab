import { type Command, defineCommand } from '../command.ts'
import type { CommandParts } from './parts.ts'
import { createStoryActions } from './story-actions.ts'

/** /digest: what has gathered, now. The digest itself is the answer. */
export function createDigestCommand(parts: CommandParts): Command {
  const { flows, store, wakeDelivery } = parts
  return defineCommand({
    name: 'digest',
    descriptions: {
      en: 'the digest of what has gathered, now',
      ru: 'дайджест накопленного прямо сейчас',
      uk: 'дайджест накопиченого просто зараз',
    },
    scope: 'all',
    changesSettings: false,
    run: async ({ chat, t, dates, reply }) => {
      const outcome = await flows.digesting.sendNow(chat.id)
      if (outcome.kind === 'queued') {
        wakeDelivery()
        return
      }
      const { waiting } = await store.outbox.counts(chat.id)
      const channels = await flows.following.list(chat.id)
      if (waiting > 0) await reply(t('digest-on-the-way'))
      else if (channels.length === 0) await reply(t('channels-none'))
      else if (outcome.nextSlotAt === null) await reply(t('digest-nothing-off'))
      else await reply(t('digest-nothing', { at: dates.dayAndTime(outcome.nextSlotAt) }))
    },
    actions: createStoryActions(parts),
  })
}
