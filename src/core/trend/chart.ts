import { type Canvas, fit, ink, line, rect, text, toSvg } from './svg.ts'

export interface Bar {
  readonly count: number
  /** Under the bar; empty for none. */
  readonly label: string
  /** The busiest: drawn stronger, with its count above. */
  readonly isBusiest: boolean
}

export interface ChartWords {
  readonly title: string
  readonly subtitle: string
  /** Above the busiest bar. */
  readonly busiest: string
  /** Numbers beside the grid. */
  readonly number: (value: number) => string
}

const canvas: Canvas = { width: 1080, height: 720 }
const plot = { left: 96, right: 1044, top: 200, bottom: 632 }
const gap = 0.22

/** Bars of a query over time. The text in it is readable where a phone shows the picture at a third of its size. */
export function renderChart(bars: readonly Bar[], words: ChartWords): string {
  const highest = Math.max(1, ...bars.map(({ count }) => count))
  const step = gridStep(highest)
  const top = Math.ceil(highest / step) * step
  const yOf = (count: number): number => plot.bottom - (count / top) * (plot.bottom - plot.top)
  return toSvg(canvas, [
    text(fit(words.title, 1000, 48), { x: 40, y: 78, size: 48, bold: true }),
    text(fit(words.subtitle, 1000, 34), { x: 40, y: 130, size: 34, fill: ink.faint }),
    ...grid(top, step, yOf, words.number),
    ...bars.flatMap((bar, index) => renderBar(bar, { index, bars: bars.length, yOf, words })),
  ])
}

function grid(
  top: number,
  step: number,
  yOf: (count: number) => number,
  number: (value: number) => string,
): readonly string[] {
  const levels = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step)
  return levels.flatMap((level) => [
    line({ x1: plot.left, x2: plot.right, y: yOf(level), stroke: level === 0 ? ink.faint : ink.line }),
    text(number(level), { x: plot.left - 16, y: yOf(level) + 11, size: 30, fill: ink.faint, anchor: 'end' }),
  ])
}

function renderBar(
  bar: Bar,
  place: {
    readonly index: number
    readonly bars: number
    readonly yOf: (count: number) => number
    readonly words: ChartWords
  },
): readonly string[] {
  const slot = (plot.right - plot.left) / place.bars
  const x = plot.left + place.index * slot
  const y = place.yOf(bar.count)
  const middle = x + slot / 2
  const column = rect({
    x: x + (slot * gap) / 2,
    y,
    width: slot * (1 - gap),
    height: plot.bottom - y,
    fill: bar.isBusiest ? ink.strong : ink.bar,
    round: Math.min(6, slot / 5),
  })
  return [
    ...(bar.count > 0 ? [column] : []),
    ...(bar.isBusiest ? [busiestLabel(place.words.busiest, middle, y)] : []),
    ...(bar.label === ''
      ? []
      : [text(bar.label, { x: middle, y: plot.bottom + 44, size: 30, fill: ink.faint, anchor: 'middle' })]),
  ]
}

/** Kept within the picture where the busiest bar stands at its edge. */
function busiestLabel(words: string, middle: number, y: number): string {
  const anchor = middle < 240 ? 'start' : middle > canvas.width - 240 ? 'end' : 'middle'
  const x = anchor === 'start' ? plot.left : anchor === 'end' ? plot.right : middle
  return text(words, { x, y: y - 14, size: 32, fill: ink.strong, bold: true, anchor })
}

/** 1, 2 or 5 times a power of ten, so that there are at most five lines. */
function gridStep(highest: number): number {
  const rough = highest / 4
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= rough) ?? 10 * power
  return Math.max(1, step)
}
