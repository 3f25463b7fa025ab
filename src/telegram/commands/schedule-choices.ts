import type { MuteEnd } from '../../core/schedule/schedule-input.ts'
import type { QuietHours } from '../../domain/schedule.ts'
import { day, hour, type Instant } from '../../domain/time.ts'
import type { ScheduleView } from '../../flows/schedule.ts'
import { join } from '../html.ts'
import type { Keyboard } from '../keyboard.ts'
import { pageOf } from '../paging.ts'
import { renderSchedule } from '../render-schedule.ts'
import type { Translate } from '../texts.ts'
import { button, planButton, rowsOf, type Screen } from './schedule-plan.ts'

const quietChoices: readonly QuietHours[] = [
  { from: '22:00', to: '07:00' },
  { from: '23:00', to: '07:00' },
  { from: '23:00', to: '08:00' },
  { from: '00:00', to: '08:00' },
]

/** By what stands in a button's data. */
export const muteChoices: ReadonlyMap<string, MuteEnd | null> = new Map<string, MuteEnd | null>([
  ['1h', { kind: 'after', ms: hour }],
  ['8h', { kind: 'after', ms: 8 * hour }],
  ['morning', { kind: 'at', time: '09:00', on: { kind: 'tomorrow' } }],
  ['week', { kind: 'after', ms: 7 * day }],
  ['off', null],
])

const zonesAPage = 18
const regions = ['Europe', 'Asia', 'America', 'Africa', 'Australia', 'Pacific'] as const

/** All plans with their buttons. One plan is switched with one tap. */
export function listScreen(view: ScheduleView, now: Instant, t: Translate): Screen {
  return { text: join([renderSchedule(view, now, t), t('schedule-usage')], '\n\n'), keyboard: listButtons(view, t) }
}

export function listButtons(view: ScheduleView, t: Translate): Keyboard {
  const [only, ...others] = view.plans
  const switches =
    only !== undefined && others.length === 0
      ? [
          button(
            t.plain(only.plan.enabled ? 'schedule-off-button' : 'schedule-on-button'),
            'switch',
            only.plan.number,
            'list',
          ),
        ]
      : []
  return [
    ...view.plans.map((one) => [planButton(one, view)]),
    [...switches, button(t.plain('schedule-add-button'), 'add')],
    [
      button(t.plain('schedule-quiet-button'), 'quiet'),
      button(t.plain('schedule-mute-button'), 'mute'),
      button(t.plain('schedule-zone-button'), 'zones'),
    ],
  ]
}

export function quietScreen(view: ScheduleView, now: Instant, t: Translate): Screen {
  const { quietHours } = view.chat
  const choices = quietChoices.map(({ from, to }) => {
    const isIt = quietHours?.from === from && quietHours.to === to
    return button(`${isIt ? '✓ ' : ''}${from}–${to}`, 'quiet', from, to)
  })
  const none = button(`${quietHours === null ? '✓ ' : ''}${t.plain('schedule-no-quiet-button')}`, 'quiet', 'off')
  return {
    text: join([renderSchedule(view, now, t), t('schedule-quiet-help')], '\n\n'),
    keyboard: [...rowsOf(choices, 2), [none, back(t)]],
  }
}

export function muteScreen(view: ScheduleView, now: Instant, t: Translate): Screen {
  const choices = [...muteChoices.keys()].map((key) => button(t.plain(`schedule-silence-${key}-button`), 'mute', key))
  return {
    text: join([renderSchedule(view, now, t), t('schedule-mute-help')], '\n\n'),
    keyboard: [...rowsOf(choices, 2), [back(t)]],
  }
}

/** The parts of the world, or the zones of one. */
export function zoneScreen(
  view: ScheduleView,
  { region, index, isPrivate }: { readonly region: string; readonly index: number; readonly isPrivate: boolean },
  { now, t }: { readonly now: Instant; readonly t: Translate },
): Screen {
  const text = join([renderSchedule(view, now, t), t('schedule-zone-help')], '\n\n')
  if (!regions.some((one) => one === region)) {
    const parts = regions.map((one) => button(t.plain(`schedule-region-${one.toLowerCase()}-button`), 'zones', one, 0))
    // Only in private chats may a button ask for a place.
    const where = isPrivate ? [button(t.plain('schedule-where-button'), 'where')] : []
    return { text, keyboard: [where, ...rowsOf(parts, 2), [button('UTC', 'zone', 'UTC'), back(t)]] }
  }
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.startsWith(`${region}/`))
  const page = pageOf(zones, index, zonesAPage)
  const cities = page.items.map((zone) => button(cityOf(zone), 'zone', zone))
  const turn = [
    ...(page.index > 0 ? [button(`‹ ${page.index}`, 'zones', region, page.index - 1)] : []),
    ...(page.index < page.count - 1 ? [button(`${page.index + 2} ›`, 'zones', region, page.index + 1)] : []),
  ]
  return { text, keyboard: [...rowsOf(cities, 3), turn, [button(t.plain('schedule-back-button'), 'zones')]] }
}

function cityOf(zone: string): string {
  return zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ')
}

function back(t: Translate) {
  return button(t.plain('schedule-back-button'), 'list')
}
