import type { ScheduleOutcome } from '../../flows/schedule.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand } from '../command.ts'
import { datesOf } from '../dates.ts'
import { type Html, markup, join } from '../html.ts'
import { type Button, encodeButton, type Keyboard } from '../keyboard.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'

const maxShownLength = 40
const maxInputBytes = 48

/** /schedule: when the digest comes. */
export function createScheduleCommand({ flows }: CommandParts): Command {
  const change = async ({ chat, t }: Call, input: string): Promise<{ text: Html; keyboard: Keyboard }> => {
    const outcome = await flows.scheduling.change(chat.id, input)
    return outcome.kind === 'fault'
      ? renderFault(outcome, input, t)
      : { text: renderSchedule(outcome, t), keyboard: switchButton(outcome, t) }
  }
  return defineCommand({
    name: 'schedule',
    descriptions: {
      en: 'when the digest comes: /schedule 09:00 Europe/London',
      ru: 'когда приходит дайджест: /schedule 09:00 Europe/Moscow',
      uk: 'коли надходить дайджест: /schedule 09:00 Europe/Kyiv',
    },
    scope: 'all',
    changesSettings: true,
    isReading: (input) => input === '',
    run: async (call) => {
      const { text, keyboard } = await change(call, call.input)
      await call.reply(text, keyboard)
    },
    actions: {
      set: {
        changesSettings: true,
        run: async (press) => {
          const { text, keyboard } = await change(press, press.args[0] ?? '')
          await press.edit(text, keyboard)
        },
      },
    },
  })
}

function renderSchedule({ kind, chat, plan, time }: Exclude<ScheduleOutcome, { kind: 'fault' }>, t: Translate): Html {
  if (plan.nextSlotAt === null) {
    return join([t(kind === 'off' ? 'schedule-off' : 'schedule-is-off'), t('schedule-usage')], '\n\n')
  }
  // The zone may have changed just now.
  const dates = datesOf(chat.language, chat.timeZone)
  const values = { time, zone: chat.timeZone }
  const next = t('schedule-next', { at: dates.dayAndTime(plan.nextSlotAt) })
  const lines = join([t(kind === 'set' ? 'schedule-set' : 'schedule-shown', values), next], '\n')
  return kind === 'set' ? lines : join([lines, t('schedule-usage')], '\n\n')
}

/** Off is one tap from what /schedule shows, and on is one tap from off. */
function switchButton({ kind, plan, time }: Exclude<ScheduleOutcome, { kind: 'fault' }>, t: Translate): Keyboard {
  if (plan.nextSlotAt === null) return setButton('on', t.plain('schedule-on-button', { time }))
  return kind === 'shown' ? setButton('off', t.plain('schedule-off-button')) : []
}

function renderFault(
  fault: Extract<ScheduleOutcome, { kind: 'fault' }>,
  input: string,
  t: Translate,
): { text: Html; keyboard: Keyboard } {
  const wrong = cleanLine(fault.input, maxShownLength)
  if (fault.code === 'bad_time') {
    return {
      text: join([t('schedule-bad-time', { input: wrong }), t('schedule-usage')], '\n\n'),
      keyboard: fault.suggestions.flatMap((suggestion) => setButton(suggestion, suggestion)),
    }
  }
  const { position } = fault
  const repair = (zone: string): string =>
    `${input.slice(0, position)}${zone}${input.slice(position + fault.input.length)}`.trim()
  const keyboard = fault.suggestions.flatMap((zone) => setButton(repair(zone), zone))
  const id = keyboard.length === 0 ? 'schedule-unknown-zone' : 'schedule-which-zone'
  return { text: t(id, { input: markup`<code>${wrong}</code>` }), keyboard }
}

/** A row with a button that sets the schedule; none when its input is too long for one. */
function setButton(input: string, text: string): readonly (readonly Button[])[] {
  if (Buffer.byteLength(input) > maxInputBytes || input.includes('|')) return []
  return [[{ text, data: encodeButton('schedule', 'set', input) }]]
}
