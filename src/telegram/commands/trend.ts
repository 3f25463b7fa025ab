import { renderChart } from '../../core/trend/chart.ts'
import { defaultTrendDays, type Trend, type TrendOutcome } from '../../flows/trend.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import { roughly } from '../counts.ts'
import { fitCaption } from '../caption.ts'
import { type Html, join, markup } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { renderPost } from '../post-line.ts'
import { renderRise } from '../rise-line.ts'
import { locales } from '../texts.ts'
import { whileTyping } from '../while-typing.ts'
import type { CommandParts } from './parts.ts'
import { renderQueryFault } from './query-fault.ts'
import { parseTrendInput } from './trend-period.ts'

const periods = [7, 30, 90, 365]
const maxShownLength = 200
const leadLength = 200
/** Under so many bars every one could be labelled; more are labelled about so often. */
const labels = 5

/**
 * /trend <query> [30d]: a picture of how often a query was matched, and the post that explains its busiest day. The query stands in
 * the caption, in its first `code` entity, so that nothing need be remembered.
 */
export function createTrendCommand(parts: CommandParts): Command {
  const show: Show = async (call, query, days) => {
    const outcome = await whileTyping(parts.clock, call, () => parts.flows.trending.trend(call.chat, query, days))
    return render(outcome, call, parts)
  }
  return defineCommand({
    name: 'trend',
    descriptions: {
      en: 'how often a query is matched: /trend words 30d',
      ru: 'как часто встречается запрос: /trend слова 30д',
      uk: 'як часто трапляється запит: /trend слова 30д',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      const { query, days } = parseTrendInput(call.input)
      const { caption, keyboard, png } = await show(call, query, days)
      if (png === null) await call.reply(caption, keyboard)
      else await call.replyWithPicture(png, caption, keyboard)
    },
    actions: {
      days: { changesSettings: false, run: (press) => turn(press, show) },
      watch: { changesSettings: false, run: (press) => showWatch(press, parts, show) },
    },
  })
}

interface Shown {
  readonly caption: Html
  readonly keyboard: Keyboard
  /** null where there is no picture. */
  readonly png: Uint8Array | null
}

type Show = (call: Call, query: string, days: number) => Promise<Shown>

async function turn(press: Press, show: Show): Promise<void> {
  const days = periods.find((period) => String(period) === press.args[0])
  if (press.quoted === null || days === undefined) return press.notify(press.t.plain('button-old-notice'))
  const { caption, keyboard, png } = await show(press, press.quoted, days)
  await (png === null ? press.edit(caption, keyboard) : press.editPicture(png, caption, keyboard))
}

/** The picture of a saved query, as an answer: under an alert of its rise. */
async function showWatch(press: Press, { flows }: CommandParts, show: Show): Promise<void> {
  const watches = await flows.watching.list(press.chat.id)
  const watch = watches.find(({ number }) => String(number) === press.args[0])
  if (watch === undefined) return press.notify(press.t.plain('watches-gone-notice'))
  const { caption, keyboard, png } = await show(press, watch.query, defaultTrendDays)
  await (png === null ? press.reply(caption, keyboard) : press.replyWithPicture(png, caption, keyboard))
}

async function render(outcome: TrendOutcome, call: Call, parts: CommandParts): Promise<Shown> {
  const { t } = call
  if (outcome.kind === 'no_channels') return { caption: t('channels-none'), keyboard: [], png: null }
  if (outcome.kind === 'fault') return { caption: renderQueryFault(outcome, 'trend', t), keyboard: [], png: null }
  return {
    caption: renderCaption(outcome, call, parts.clock.now()),
    keyboard: [periodButtons(outcome.days, call)],
    png: await parts.pictures.toPng(drawTrend(outcome, call)),
  }
}

function periodButtons(days: number, { t }: Call): Keyboard[number] {
  return periods.map((period) => {
    const name = t.plain('trend-period-button', { days: period })
    return { text: period === days ? `· ${name} ·` : name, data: encodeButton('trend', 'days', period) }
  })
}

function renderCaption(trend: Trend, call: Call, now: number): Html {
  const { t, dates } = call
  const head = markup`📈 <code>${trend.canonical}</code>`
  const lines = [head, renderTotal(trend, call)]
  if (trend.rise !== null) lines.push(markup`📈 ${renderRise(trend.rise, t)}`)
  const lead = trend.busiest?.lead ?? null
  if (trend.busiest === null || lead === null) return join(lines, '\n')
  const shown = (length: number): Html => {
    const post = renderPost(
      {
        channelName: lead.channelName,
        messageId: lead.post.messageId,
        publishedAt: lead.post.publishedAt,
        extract: lead.extract,
        highlights: lead.highlights,
        edited: lead.post.edited,
        deleted: lead.post.deletedAt !== null,
        media: lead.post.media.map(({ kind }) => kind),
        forwardedFrom: null,
      },
      { t, dates, sameDayAs: now, extractLength: length, channelTitle: lead.channelTitle || lead.channelName },
    )
    return join([join(lines, '\n'), join([t('trend-lead'), post], '\n')], '\n\n')
  }
  return fitCaption(
    [leadLength, 100, 40].map((length) => () => shown(length)),
    join(lines, '\n'),
  )
}

function renderTotal({ total, days, bars }: Trend, { t, dates }: Call): Html {
  const count = total.exact ? total.count : roughly(total.count)
  const words = t(total.exact ? 'trend-total' : 'trend-total-about', { count, days })
  const first = bars[0]
  const isCut = first !== undefined && bars.length < (days > 92 ? Math.floor(days / 7) : days)
  return isCut ? join([words, t('trend-begins', { day: dates.day(first.fromAt) })], '\n') : words
}

/** The picture of a trend, in the words of the chat. */
function drawTrend({ canonical, bars, busiest, total, days }: Trend, { t, dates }: Call): string {
  const number = new Intl.NumberFormat(locales[t.language], { notation: 'compact' })
  const every = Math.max(1, Math.ceil(bars.length / labels))
  return renderChart(
    bars.map((bar, index) => ({
      count: bar.count,
      label: index % every === 0 ? dates.shortDay(bar.fromAt) : '',
      isBusiest: bar === busiest?.bar,
    })),
    {
      title: cleanLine(canonical, maxShownLength),
      subtitle: t.plain('trend-picture', {
        count: total.exact ? total.count : roughly(total.count),
        days,
        channels: total.channels,
      }),
      busiest: busiest === null ? '' : `${number.format(busiest.bar.count)} · ${dates.shortDay(busiest.bar.fromAt)}`,
      number: (value) => number.format(value),
    },
  )
}
