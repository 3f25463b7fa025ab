import type { StatusView } from '../../flows/status.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import { describeFault } from './fault-words.ts'
import type { CommandParts } from './parts.ts'

const maxFaults = 5
const maxReasonLength = 200

/** /status: channels, last poll, waiting posts, digests, errors. */
export function createStatusCommand({ flows }: CommandParts): Command {
  return defineCommand({
    name: 'status',
    descriptions: {
      en: 'how things are: channels, polls, digests, errors',
      ru: 'как дела: каналы, опросы, дайджесты, ошибки',
      uk: 'як справи: канали, опитування, дайджести, помилки',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      await call.reply(renderStatus(await flows.status.view(call.chat.id), call))
    },
  })
}

function renderStatus(view: StatusView, call: Call): Html {
  const { t, dates, isOperator } = call
  const polls = view.channels.flatMap(({ lastSuccessAt }) => (lastSuccessAt === null ? [] : [lastSuccessAt]))
  const lastPollAt = polls.length === 0 ? null : Math.max(...polls)
  const lines = [
    t('status-channels', { count: view.channels.length }),
    t('status-watches', { count: view.watches }),
    ...(view.channels.length === 0
      ? []
      : [
          lastPollAt === null
            ? t('status-never-polled')
            : t('status-last-poll', { ago: dates.relative(lastPollAt, view.now) }),
        ]),
    t('status-gathered', { count: view.gathered }),
    view.lastSentAt === null
      ? t('status-no-digest-yet')
      : t('status-last-digest', { at: dates.dayAndTime(view.lastSentAt) }),
    view.plan.nextSlotAt === null
      ? t('status-next-off')
      : t('status-next-digest', { at: dates.dayAndTime(view.plan.nextSlotAt), zone: view.chat.timeZone }),
    ...(view.parcelsWaiting === 0 ? [] : [t('status-on-the-way', { count: view.parcelsWaiting })]),
    ...(isOperator ? [t('status-unmatched', { count: view.unmatched })] : []),
  ]
  return join([join([t('status-title'), ...lines], '\n'), ...renderTroubles(view, call)], '\n\n')
}

function renderTroubles(view: StatusView, { t }: Call): readonly Html[] {
  const faulty = view.channels.filter(({ lastFault }) => lastFault !== null)
  const lines = faulty
    .slice(0, maxFaults)
    .flatMap(({ name, lastFault }) => (lastFault === null ? [] : [markup`⚠️ @${name}: ${describeFault(lastFault, t)}`]))
  if (faulty.length > maxFaults) lines.push(t('status-more-faults', { count: faulty.length - maxFaults }))
  if (view.parcelsWaiting > 0 && view.lastDeliveryError !== null) {
    lines.push(t('status-delivery-error', { reason: cleanLine(view.lastDeliveryError, maxReasonLength) }))
  }
  return lines.length === 0 ? [] : [join(lines, '\n')]
}
