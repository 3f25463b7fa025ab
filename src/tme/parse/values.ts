import type { Count } from '../../domain/post.ts'
import type { Instant } from '../../domain/time.ts'

const multipliers: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 }

/** "9.5K" -> 9500, "11 286 994" -> 11286994, whatever the spaces; null when it is no count. */
export function parseCount(label: string): Count | null {
  const trimmed = label.trim()
  if (trimmed.length > 32) return null
  const compact = trimmed.replace(/[\s\u200b]+/g, '')
  const parts = /^(?:(\d{1,3}(?:,\d{3})+)|(\d+)(?:[.,](\d{1,3}))?)([KMB]?)$/i.exec(compact)
  if (parts === null) return null
  const number = parts[1] === undefined ? `${parts[2] ?? ''}.${parts[3] ?? '0'}` : parts[1].replaceAll(',', '')
  const value = Math.round(Number(number) * (multipliers[(parts[4] ?? '').toLowerCase()] ?? 1))
  return Number.isSafeInteger(value) ? { label: trimmed, value } : null
}

/** An ISO date with its time and offset; null for anything else, so that no date is ever guessed. */
export function parseInstant(value: string): Instant | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(
    value,
  )
  if (parts === null) return null
  // Date.parse takes the 30th of February for the 2nd of March.
  if (Number(parts[3]) > daysIn(Number(parts[1]), Number(parts[2]))) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : at
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** "0:52" or "1:02:03" in seconds; null when it is no duration. */
export function parseDuration(label: string): number | null {
  const parts = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{2})$/.exec(label.trim())
  if (parts === null) return null
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3])
}

/** "16%" -> 16; null when it is no percentage. */
export function parsePercent(label: string): number | null {
  const parts = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%$/.exec(label.trim())
  return parts === null ? null : Number((parts[1] ?? '').replace(',', '.'))
}

/** The text without surrounding space, or null when nothing is left. */
export function textOrNull(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : trimmed
}
