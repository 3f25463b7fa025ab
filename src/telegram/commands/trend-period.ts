import { defaultTrendDays, maxTrendDays } from '../../flows/trend.ts'

const daysIn: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365, д: 1, н: 7, т: 7, м: 30, г: 365, р: 365 }

export interface TrendInput {
  readonly query: string
  readonly days: number
}

/**
 * A query with a time after it: "word 30d", "слово 12н". The time is the last word, a number with a unit: d, w, m, y, or the
 * first letter of the unit in Russian or Ukrainian. Without one it is 30 days; longer than a year is a year.
 */
export function parseTrendInput(input: string): TrendInput {
  const [whole, digits, unit = ''] = /(?:^|\s)(\d{1,3})\s?([dwmyднтмгр])$/i.exec(input) ?? []
  const length = daysIn[unit.toLowerCase()]
  if (whole === undefined || length === undefined || Number(digits) === 0)
    return { query: input, days: defaultTrendDays }
  return { query: input.slice(0, -whole.length).trim(), days: Math.min(Number(digits) * length, maxTrendDays) }
}
