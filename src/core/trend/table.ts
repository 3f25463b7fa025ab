import { fit, ink, line, rect, text, toSvg } from './svg.ts'

export interface TableRow {
  readonly name: string
  /** Counts of the days, oldest first: a small picture of their own. */
  readonly days: readonly number[]
  readonly count: string
  /** Against the time before: "+12", "−3"; empty for none. */
  readonly change: string
  readonly direction: 'up' | 'down' | 'same'
}

export interface Table {
  readonly title: string
  readonly subtitle: string
  readonly sections: readonly { readonly heading: string; readonly rows: readonly TableRow[] }[]
}

const width = 1080
const rowHeight = 76
const headingHeight = 74
const firstRowAt = 168
const sparkWidth = 210

/** A table whose rows each have a small picture of their days. As tall as its rows need. */
export function renderTable({ title, subtitle, sections }: Table): string {
  const parts = [
    text(fit(title, 1000, 48), { x: 40, y: 78, size: 48, bold: true }),
    text(fit(subtitle, 1000, 34), { x: 40, y: 130, size: 34, fill: ink.faint }),
  ]
  let y = firstRowAt
  for (const { heading, rows } of sections) {
    parts.push(text(fit(heading, 1000, 30), { x: 40, y: y + 48, size: 30, fill: ink.faint, bold: true }))
    y += headingHeight
    for (const row of rows) {
      parts.push(...renderRow(row, y))
      y += rowHeight
    }
  }
  return toSvg({ width, height: y + 28 }, parts)
}

function renderRow(row: TableRow, y: number): readonly string[] {
  const base = y + 50
  const changeInk = row.direction === 'up' ? ink.up : row.direction === 'down' ? ink.down : ink.faint
  return [
    line({ x1: 40, x2: width - 40, y }),
    text(fit(row.name, 500, 36), { x: 40, y: base, size: 36 }),
    ...renderSpark(row.days, 566, y + 58),
    text(row.count, { x: 908, y: base, size: 38, bold: true, anchor: 'end' }),
    text(row.change, { x: width - 40, y: base, size: 32, fill: changeInk, anchor: 'end' }),
  ]
}

function renderSpark(days: readonly number[], x: number, bottom: number): readonly string[] {
  const highest = Math.max(1, ...days)
  const isFlat = days.every((count) => count === highest)
  const slot = sparkWidth / Math.max(1, days.length)
  return days.map((count, index) => {
    const height = Math.max(4, (count / highest) * 44)
    const fill = count === 0 ? ink.line : count === highest && !isFlat ? ink.strong : ink.bar
    return rect({ x: x + index * slot, y: bottom - height, width: slot * 0.74, height, fill, round: 3 })
  })
}
