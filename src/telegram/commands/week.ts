import { renderTable, type TableRow } from '../../core/trend/table.ts'
import type { Week, WeekLine, WeekOutcome } from '../../flows/week.ts'
import type { AboutCount } from '../../domain/search.ts'
import { fitCaption } from '../caption.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand } from '../command.ts'
import { roughly } from '../counts.ts'
import { type Html, join, markup } from '../html.ts'
import { locales, type Translate } from '../texts.ts'
import { whileTyping } from '../while-typing.ts'
import type { CommandParts } from './parts.ts'

const maxNameLength = 80
const minus = '−'

/** /week: what was found in the last seven days, by query and by channel, as a picture and in words. */
export function createWeekCommand({ flows, pictures, clock }: CommandParts): Command {
  return defineCommand({
    name: 'week',
    descriptions: {
      en: 'the last seven days in numbers',
      ru: 'последние семь дней в числах',
      uk: 'останні сім днів у числах',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      const outcome = await whileTyping(clock, call, () => flows.summing.week(call.chat))
      if (outcome.kind === 'no_channels') await call.reply(call.t('channels-none'))
      else if (outcome.total.count.count === 0) await call.reply(call.t('week-nothing'))
      else await call.replyWithPicture(await pictures.toPng(drawWeek(outcome, call)), renderWeek(outcome, call))
    },
  })
}

type Found = Exclude<WeekOutcome, { kind: 'no_channels' }>

/** The picture in words, for whoever reads with their ears or without pictures. */
function renderWeek(week: Found, { t, dates }: Call): Html {
  const title = t('week-title', { from: dates.day(week.fromAt), to: dates.day(week.untilAt) })
  const head = join([markup`<b>📊 ${title}</b>`, renderTotal(week.total, t)], '\n')
  const queries = week.queries.map(({ query, ...line }) =>
    renderLine(markup`<code>${cleanLine(query, maxNameLength)}</code>`, line, t),
  )
  const channels = week.channels.map(({ name, ...line }) => renderLine(markup`@${name}`, line, t))
  const more = week.moreQueries > 0 ? [t('week-more-queries', { count: week.moreQueries })] : []
  const sections = [queries, channels].filter((lines) => lines.length > 0)
  const shown = (limit: number): Html =>
    join([head, ...sections.map((lines) => join(lines.slice(0, limit), '\n')), ...more], '\n\n')
  return fitCaption(
    [8, 5, 3].map((limit) => () => shown(limit)),
    head,
  )
}

function renderTotal({ count, before }: WeekLine, t: Translate): Html {
  const words = t('week-total', { count: shownCount(count) })
  const change = changeOf(count, before, t)
  return change === '' ? words : markup`${words} (${change})`
}

function renderLine(name: Html, { count, before }: WeekLine, t: Translate): Html {
  const change = changeOf(count, before, t)
  const number = new Intl.NumberFormat(locales[t.language]).format(shownCount(count))
  return change === '' ? markup`${name} · <b>${number}</b>` : markup`${name} · <b>${number}</b> (${change})`
}

/** "+12", "−3"; empty when nothing changed. */
function changeOf(count: AboutCount, before: AboutCount, t: Translate): string {
  const change = shownCount(count) - shownCount(before)
  if (change === 0) return ''
  const size = new Intl.NumberFormat(locales[t.language]).format(Math.abs(change))
  return `${change > 0 ? '+' : minus}${size}`
}

function shownCount({ count, exact }: AboutCount): number {
  return exact ? count : roughly(count)
}

function drawWeek(week: Week, { t, dates }: Call): string {
  const sections = [
    { heading: t.plain('week-queries-mark'), rows: week.queries.map((line) => toRow(line.query, line, t)) },
    {
      heading: t.plain('week-channels-mark'),
      rows: week.channels.map((line) => toRow(line.title || line.name, line, t)),
    },
  ]
  return renderTable({
    title: t.plain('week-title', { from: dates.shortDay(week.fromAt), to: dates.shortDay(week.untilAt) }),
    subtitle: t.plain('week-total', { count: shownCount(week.total.count) }),
    sections: sections.filter(({ rows }) => rows.length > 0),
  })
}

function toRow(name: string, { count, before, days }: WeekLine, t: Translate): TableRow {
  const change = shownCount(count) - shownCount(before)
  return {
    name: cleanLine(name, maxNameLength),
    days,
    count: new Intl.NumberFormat(locales[t.language]).format(shownCount(count)),
    change: changeOf(count, before, t) || '=',
    direction: change > 0 ? 'up' : change < 0 ? 'down' : 'same',
  }
}
