import { type Command, defineCommand, type Press } from '../command.ts'
import type { Html } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { renderPostList } from '../post-list.ts'
import type { CommandParts } from './parts.ts'
import { createStoryActions } from './story-actions.ts'

const postsAPage = 10

/** /digest: what has gathered, now. The digest itself is the answer. */
export function createDigestCommand(parts: CommandParts): Command {
  const { flows, store, clock, wakeDelivery } = parts
  return defineCommand({
    name: 'digest',
    descriptions: {
      en: 'the digest of what has gathered, now',
      ru: 'дайджест накопленного прямо сейчас',
      uk: 'дайджест накопиченого просто зараз',
    },
    scope: 'all',
    changesSettings: false,
    run: async ({ chat, threadId, t, dates, reply }) => {
      const outcome = await flows.digesting.sendNow(chat.id, threadId)
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
    actions: {
      ...createStoryActions(parts),
      all: {
        changesSettings: false,
        run: async (press) => {
          const { text, keyboard } = await listSent({ flows, clock }, press)
          await press.reply(text, keyboard)
        },
      },
      sent: {
        changesSettings: false,
        run: async (press) => {
          const { text, keyboard } = await listSent({ flows, clock }, press)
          await press.edit(text, keyboard)
        },
      },
    },
  })
}

/** A page of the posts that a message told only the number of. The parcel and the page stand in the button. */
async function listSent(
  { flows, clock }: Pick<CommandParts, 'flows' | 'clock'>,
  { chat, args, t, dates }: Press,
): Promise<{ text: Html; keyboard: Keyboard }> {
  const [parcelId, skip] = [Number(args[0]), Math.max(0, Math.trunc(Number(args[1])) || 0)]
  const request = { chatId: chat.id, parcelId: Number.isSafeInteger(parcelId) ? parcelId : 0, skip, limit: postsAPage }
  const { hits, total } = await flows.answering.sent(request)
  if (hits.length === 0) return { text: t('digest-sent-gone'), keyboard: [] }
  const to = (text: string, at: number) => ({ text, data: encodeButton('digest', 'sent', request.parcelId, at) })
  const buttons = [
    ...(skip > 0 ? [to('‹', Math.max(0, skip - postsAPage))] : []),
    ...(skip + hits.length < total ? [to('›', skip + postsAPage)] : []),
  ]
  const head = t('digest-sent-head', { from: skip + 1, to: skip + hits.length, total })
  return { text: renderPostList(head, hits, { t, dates, now: clock.now() }), keyboard: [buttons] }
}
