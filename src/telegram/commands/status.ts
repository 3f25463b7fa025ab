import type { Channel } from '../../domain/channel.ts'
import { minute } from '../../domain/time.ts'
import type { InstanceView, StatusView } from '../../flows/status.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, type CommandCall, defineCommand } from '../command.ts'
import { renderSize } from '../file-size.ts'
import { type Html, markup, join } from '../html.ts'
import { parseChannelRefs } from '../../core/channel-ref.ts'
import { backfillButtons } from './backfill-words.ts'
import { renderCompleteness } from './completeness.ts'
import { describeFault } from './fault-words.ts'
import type { CommandParts } from './parts.ts'

const maxFaults = 5
const maxReasonLength = 200
const maxShownLength = 64

/** /status @channel: what is held of it, and what is not. /status: channels, last poll, waiting posts, digests, errors; to operators, in private, the whole instance too. */
export function createStatusCommand(parts: CommandParts): Command {
  return defineCommand({
    name: 'status',
    descriptions: {
      en: 'how things are: channels, digests, errors; /status @name: what is held of one',
      ru: 'как дела: каналы, дайджесты, ошибки; /status @имя — что собрано из канала',
      uk: 'як справи: канали, дайджести, помилки; /status @назва — що зібрано з каналу',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      if (call.input !== '') return showChannel(parts, call)
      const shown = [renderStatus(await parts.flows.status.view(call.chat.id), call)]
      // In a group everybody would read of channels that others follow.
      if (call.isOperator && call.isPrivate) shown.push(renderInstance(await parts.flows.status.instance(), call))
      await call.reply(join(shown, '\n\n'))
    },
  })
}

async function showChannel({ flows }: CommandParts, call: CommandCall): Promise<void> {
  const { chat, input, reply, t } = call
  const ref = parseChannelRefs(input)[0]
  const view = ref?.kind === 'channel' ? await flows.backfilling.view(chat.id, ref.name) : null
  if (view !== null) return void (await reply(renderCompleteness(view, call), backfillButtons(view, t)))
  const name = cleanLine(ref?.kind === 'channel' ? `@${ref.name}` : input, maxShownLength)
  await reply(join([t('not-followed', { name }), t('followed-where')], ' '))
}

function renderStatus(view: StatusView, call: Call): Html {
  const { t, dates } = call
  const lines = [
    view.channels.length === 0 ? t('channels-none') : t('status-channels', { count: view.channels.length }),
    t('status-watches', { count: view.watches }),
    ...renderLastPoll(view, call),
    t('status-gathered', { count: view.gathered }),
    view.lastSentAt === null
      ? t('status-no-digest-yet')
      : t('status-last-digest', { at: dates.dayAndTime(view.lastSentAt) }),
    view.plan.nextSlotAt === null
      ? t('status-next-off')
      : t('status-next-digest', { at: dates.dayAndTime(view.plan.nextSlotAt), zone: view.chat.timeZone }),
    ...(view.parcelsWaiting === 0 ? [] : [t('status-on-the-way', { count: view.parcelsWaiting })]),
  ]
  return join([join([t('status-title'), ...lines], '\n'), ...renderTroubles(view, call)], '\n\n')
}

function renderTroubles(view: StatusView, { t }: Call): readonly Html[] {
  const lines = renderFaults(view.channels, t)
  const more = view.channels.filter(isFaulty).length - lines.length
  if (more > 0) lines.push(t('status-more-faults', { count: more }))
  if (view.parcelsWaiting > 0 && view.lastDeliveryError !== null) {
    lines.push(t('status-delivery-error', { reason: cleanLine(view.lastDeliveryError, maxReasonLength) }))
  }
  return lines.length === 0 ? [] : [join(lines, '\n')]
}

function renderInstance(view: InstanceView, call: Call): Html {
  const { t } = call
  const lines = [
    t('status-instance'),
    t('status-instance-channels', { count: view.channels.length, faulty: view.channels.filter(isFaulty).length }),
    ...renderLastPoll(view, call),
    ...renderOverload(view, call),
    t('status-instance-posts', { count: view.posts, unmatched: view.unmatched }),
    ...renderChores(view, call),
    ...renderFaults(view.channels, t),
  ]
  return join(lines, '\n')
}

function renderOverload({ overload }: InstanceView, { t }: Call): readonly Html[] {
  if (overload === null) return []
  const { lateMs, requestsPerSecond: rate } = overload
  return [t('status-overload', { minutes: Math.round(lateMs / minute), rate })]
}

function renderChores({ retention, backup, now }: InstanceView, { t, dates }: Call): readonly Html[] {
  const lines: Html[] = []
  if (retention.doneAt !== null) {
    const ago = dates.relative(retention.doneAt, now)
    lines.push(t('status-deleted', { count: Number(retention.done?.['posts'] ?? 0), ago }))
  }
  if (backup.doneAt !== null) {
    const size = renderSize(Number(backup.done?.['bytes'] ?? 0), t)
    lines.push(t('status-backup', { ago: dates.relative(backup.doneAt, now), size }))
  }
  if (backup.failedAt !== null) {
    const reason = cleanLine(backup.failure ?? '', maxReasonLength)
    lines.push(t('status-backup-failed', { ago: dates.relative(backup.failedAt, now), reason }))
  }
  return lines
}

function renderLastPoll(view: Pick<StatusView, 'channels' | 'now'>, { t, dates }: Call): readonly Html[] {
  if (view.channels.length === 0) return []
  const polls = view.channels.flatMap(({ lastSuccessAt }) => (lastSuccessAt === null ? [] : [lastSuccessAt]))
  if (polls.length === 0) return [t('status-never-polled')]
  return [t('status-last-poll', { ago: dates.relative(Math.max(...polls), view.now) })]
}

function renderFaults(channels: readonly Channel[], t: Call['t']): Html[] {
  return channels
    .filter(isFaulty)
    .slice(0, maxFaults)
    .flatMap(({ name, lastFault }) => (lastFault === null ? [] : [markup`⚠️ @${name}: ${describeFault(lastFault, t)}`]))
}

function isFaulty({ lastFault }: Channel): boolean {
  return lastFault !== null
}
