import { describeSchedule, shortDayName } from '../core/schedule/describe.ts'
import type { Chat, Plan, Watch } from '../domain/chat.ts'
import type { Channel } from '../domain/channel.ts'
import type { Weekday } from '../domain/schedule.ts'
import type { Instant } from '../domain/time.ts'
import type { PlanView, ScheduleView } from '../flows/schedule.ts'
import { cleanLine } from './clean-text.ts'
import { datesOf } from './dates.ts'
import { type Html, join, markup } from './html.ts'
import type { Translate } from './texts.ts'

const maxShown = 5
const maxQueryLength = 40

/** All plans of a chat, its quiet hours and its silence, in a few lines. */
export function renderSchedule({ chat, plans, watches, channels }: ScheduleView, now: Instant, t: Translate): Html {
  const lines = plans.map((one) => {
    const [nextAt] = one.nextAt
    const next = nextAt === undefined ? [] : [t('schedule-plan-next', { at: slotInWords(nextAt, chat) })]
    return join([planLine(one, chat, t), ...aboutLines(one.plan, { watches, channels }, t), ...next], '\n')
  })
  return join([t('schedule-title', { zone: chat.timeZone }), ...lines, ...silenceLines(chat, now, t)], '\n\n')
}

function planLine({ plan }: PlanView, { language }: Chat, t: Translate): Html {
  const values = { number: plan.number, when: describeSchedule(plan.schedule, language) }
  return t(plan.enabled ? 'schedule-plan' : 'schedule-plan-off', values)
}

/** One plan, with its next three times. */
export function renderPlan(view: ScheduleView, one: PlanView, t: Translate): Html {
  return join([planLine(one, view.chat, t), ...planDetails(view, one, t)], '\n')
}

/** What a plan is of, and its next three times. */
export function planDetails(view: ScheduleView, { plan, nextAt }: PlanView, t: Translate): readonly Html[] {
  const { chat } = view
  const times = nextAt.map((at) => slotInWords(at, chat)).join(' · ')
  const next = nextAt.length === 0 ? [] : [t('schedule-next', { times })]
  const atOnce = plan.enabled && plan.schedule.kind === 'instant' ? [t('schedule-at-once')] : []
  return [...aboutLines(plan, view, t), ...next, ...atOnce]
}

/** Which queries and channels a plan is of; nothing for one of everything. */
function aboutLines(
  { watchNumbers, channelIds, threadId }: Plan,
  { watches, channels }: { readonly watches: readonly Watch[]; readonly channels: readonly Channel[] },
  t: Translate,
): readonly Html[] {
  const queries = watches.filter(({ number }) => watchNumbers?.includes(number) === true)
  const names = channels.filter(({ id }) => channelIds?.includes(id) === true)
  return [
    ...(watchNumbers === null
      ? []
      : [
          listLine(
            queries.map(({ query }) => cleanLine(query, maxQueryLength)),
            t,
          ),
        ]),
    ...(channelIds === null
      ? []
      : [
          listLine(
            names.map(({ name }) => `@${name}`),
            t,
          ),
        ]),
    ...(threadId === null ? [] : [t('schedule-topic')]),
  ]
}

function listLine(items: readonly string[], t: Translate): Html {
  const shown = items.slice(0, maxShown).map((item) => markup`<code>${item}</code>`)
  const rest = items.length - shown.length
  return rest > 0 ? join([...shown, t('schedule-more', { count: rest })], ', ') : join(shown, ', ')
}

/** The quiet hours, or that there are none. */
export function quietLine({ quietHours }: Pick<Chat, 'quietHours'>, t: Translate): Html {
  return quietHours === null
    ? t('schedule-quiet-off')
    : t('schedule-quiet', { from: quietHours.from, to: quietHours.to })
}

function silenceLines(
  { quietHours, mutedUntil, language, timeZone }: Chat,
  now: Instant,
  t: Translate,
): readonly Html[] {
  const isMuted = mutedUntil !== null && mutedUntil > now
  return [
    ...(quietHours === null ? [] : [quietLine({ quietHours }, t)]),
    ...(isMuted ? [t('schedule-muted', { at: datesOf(language, timeZone).dayAndTime(mutedUntil) })] : []),
  ]
}

/** "Thu 26 Nov, 09:00" */
export function slotInWords(at: Instant, { language, timeZone }: Chat): string {
  const { dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return `${shortDayName(dayOfWeek as Weekday, language)} ${datesOf(language, timeZone).dayAndTime(at)}`
}
