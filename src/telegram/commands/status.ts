import type { Channel } from '../../domain/channel.ts'
import { troubleOf } from '../../core/trouble.ts'
import { silentUntil } from '../../core/schedule/silence.ts'
import { firstSlot } from '../../flows/digest.ts'
import type { Episode } from '../../domain/health.ts'
import { type Instant, minute } from '../../domain/time.ts'
import type { InstanceView, StatusView } from '../../flows/status.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, type CommandCall, defineCommand } from '../command.ts'
import { renderSize } from '../file-size.ts'
import { type Html, markup, join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { parseChannelRefs } from '../../core/channel-ref.ts'
import { backfillButtons } from './backfill-words.ts'
import { renderCompleteness } from './completeness.ts'
import { describeFault } from './fault-words.ts'
import { renderPlace, renderShutChats } from './place-words.ts'
import { renderHealthStates, saysUnreadable } from './health-words.ts'
import type { CommandParts } from './parts.ts'
import { nothingOffered, offerPast } from './past-offer.ts'

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
      const view = await parts.flows.status.view(call.chat.id)
      const own = join([renderStatus(view, call), ...(await findShutChats(parts, call))], '\n\n')
      // In a group everybody would read of channels that others follow.
      if (!call.isOperator || !call.isPrivate) return void (await call.reply(own))
      const instance = await parts.flows.status.instance()
      await call.reply(join([own, renderInstance(instance, call)], '\n\n'), retryButton(instance, call.t))
    },
    actions: {
      retry: {
        changesSettings: true,
        run: async (press) => {
          if (!press.isOperator || !press.isPrivate) return press.notify(press.t.plain('admins-only-notice'))
          const count = await parts.flows.status.retrySetAside()
          parts.wakeDelivery()
          await press.notify(press.t.plain('status-retry-notice', { count }))
        },
      },
    },
  })
}

/** Of the chats that the person looks after: told in the private chat only, where it is not about one of them. */
async function findShutChats({ connecting, username }: CommandParts, call: CommandCall): Promise<readonly Html[]> {
  if (call.chat.kind !== 'private') return []
  return renderShutChats(await connecting.findShut(call.chat.id, call.signal), username(), call.t)
}

async function showChannel(parts: CommandParts, call: CommandCall): Promise<void> {
  const { chat, input, reply, t } = call
  const { flows } = parts
  const ref = parseChannelRefs(input)[0]
  const view = ref?.kind === 'channel' ? await flows.backfilling.view(chat.id, ref.name) : null
  if (view !== null) {
    const offer = view.left === null ? await offerPast(parts, call, [view.channel]) : nothingOffered
    const text = renderCompleteness(view, offer.keyboard.length > 0, call)
    return void (await reply(text, [...backfillButtons(view, t), ...offer.keyboard]))
  }
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
    ...renderNext(view, call),
    ...(view.parcelsWaiting === 0 ? [] : [t('status-on-the-way', { count: view.parcelsWaiting })]),
  ]
  return join([join([t('status-title'), ...lines], '\n'), ...renderTroubles(view, call)], '\n\n')
}

/** When the chat hears next, by the clock and at once; and what keeps it from hearing. */
function renderNext({ plans, chat, troubles, now }: StatusView, { t, dates }: Call): readonly Html[] {
  const on = plans.filter((plan) => plan.enabled)
  const nextAt = firstSlot(on.filter(({ schedule }) => schedule.kind !== 'instant'))
  const alerts = on.some(({ schedule }) => schedule.kind === 'instant')
  const silentAt = silentUntil(chat, now)
  return [
    ...(on.length === 0 ? [t('status-next-off')] : []),
    ...(nextAt === null ? [] : [t('status-next-digest', { at: dates.dayAndTime(nextAt), zone: chat.timeZone })]),
    ...(alerts ? [t('status-alerts')] : []),
    ...renderPlace({ chat, troubles }, t),
    ...(silentAt === null ? [] : [t('status-silent', { at: dates.dayAndTime(silentAt) })]),
  ]
}

function renderTroubles(view: StatusView, call: Call): readonly Html[] {
  const { t } = call
  const troubled = view.channels.filter((channel) => isFaulty(channel) || view.health.get(channel.id)?.length)
  const shown = troubled.slice(0, maxFaults)
  const lines = [
    ...renderOutage(view, call),
    ...shown.map((channel) => renderTrouble(channel, view.health.get(channel.id) ?? [], call)),
  ]
  const more = troubled.length - shown.length
  if (more > 0) lines.push(t('status-more-faults', { count: more }))
  // What Telegram said is told in words already where it is known what it means.
  const isSaid = view.chat.state === 'gone' || view.troubles.length > 0
  if (view.parcelsWaiting > 0 && view.lastDeliveryError !== null && !isSaid) {
    lines.push(t('status-delivery-error', { reason: cleanLine(view.lastDeliveryError, maxReasonLength) }))
  }
  return lines.length === 0 ? [] : [join(lines, '\n')]
}

function renderTrouble(channel: Channel, episodes: readonly Episode[], call: Call): Html {
  const { name } = channel
  const lastFault = troubleOf(channel)
  const isSaid = lastFault === null || saysUnreadable(episodes)
  const fault = isSaid ? [] : [describeFault(lastFault, call.t)]
  const lines = join([...fault, ...renderHealthStates(episodes, call)], ', ')
  return isSaid ? markup`@${name}: ${lines}` : markup`⚠️ @${name}: ${lines}`
}

/** While Telegram answers nobody; in short, for everybody. */
function renderOutage({ outage, now }: Pick<StatusView, 'outage' | 'now'>, { t, dates }: Call): readonly Html[] {
  if (outage === null) return []
  return [t('status-outage', { at: renderMoment(outage.sinceAt, now, dates) })]
}

function renderMoment(at: Instant, now: Instant, dates: Call['dates']): string {
  return dates.isSameDay(at, now) ? dates.time(at) : dates.dayAndTime(at)
}

function renderInstance(view: InstanceView, call: Call): Html {
  const { t } = call
  const lines = [
    t('status-instance'),
    t('status-instance-channels', { count: view.channels.length, faulty: view.channels.filter(isFaulty).length }),
    ...renderLastPoll(view, call),
    ...renderOverload(view, call),
    t('status-instance-posts', { count: view.posts, unmatched: view.unmatched }),
    ...renderOutbox(view, call),
    ...(view.shut.chats === 0 ? [] : [t('status-instance-shut', { count: view.shut.chats, untold: view.shut.untold })]),
    ...renderChores(view, call),
    ...(view.outage === null
      ? []
      : [
          ...renderOutage(view, call),
          t('status-next-try', { at: renderMoment(view.outage.nextTryAt, view.now, call.dates) }),
        ]),
    ...renderFaults(view.channels, t),
  ]
  return join(lines, '\n')
}

function renderOverload({ overload }: InstanceView, { t }: Call): readonly Html[] {
  if (overload === null) return []
  const { lateMs, requestsPerSecond: rate } = overload
  return [t('status-overload', { minutes: Math.round(lateMs / minute), rate })]
}

function renderOutbox({ outbox, pausedUntil, now }: InstanceView, { t, dates }: Call): readonly Html[] {
  const { waiting, setAside, setAsideReason } = outbox
  return [
    ...(waiting > 0 ? [t('status-outbox', { count: waiting })] : []),
    ...(pausedUntil > now ? [t('status-paused', { until: dates.time(pausedUntil) })] : []),
    ...(setAside > 0
      ? [t('status-set-aside', { count: setAside, reason: cleanLine(setAsideReason ?? '', maxReasonLength) })]
      : []),
  ]
}

function retryButton({ outbox }: InstanceView, t: Call['t']): Keyboard {
  return outbox.setAside === 0
    ? []
    : [[{ text: t.plain('status-retry-button'), data: encodeButton('status', 'retry') }]]
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
    .flatMap((channel) => {
      const fault = troubleOf(channel)
      return fault === null ? [] : [markup`⚠️ @${channel.name}: ${describeFault(fault, t)}`]
    })
}

function isFaulty(channel: Channel): boolean {
  return troubleOf(channel) !== null
}
