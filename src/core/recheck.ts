import { day, hour, type Instant, minute } from '../domain/time.ts'

const units: Readonly<Record<string, number>> = { m: minute, h: hour, d: day }
const maxSteps = 20
const longestMs = 365 * day

/**
 * Reads how long after its publication a post is read again: "2m,10m,1h,6h,1d,3d,7d", rising; "off" or "none" for never.
 * Null when it is no such list.
 */
export function parseRecheckSchedule(text: string): readonly number[] | null {
  if (/^(?:off|none)$/i.test(text)) return []
  const steps = text.split(',').map(toMs)
  const isRising = steps.every((step, index) => step !== null && step > (steps[index - 1] ?? 0) && step <= longestMs)
  return isRising && steps.length <= maxSteps ? steps.filter((step) => step !== null) : null
}

function toMs(step: string): number | null {
  const [, amount, unit] = /^\s*(\d{1,4})\s*([mhd])\s*$/i.exec(step) ?? []
  const unitMs = units[unit?.toLowerCase() ?? '']
  return amount === undefined || unitMs === undefined ? null : Number(amount) * unitMs
}

/** When a post is to be read again, after now; null when its time is over. Readings that were missed are not made up for. */
export function nextCheckAt(publishedAt: Instant, schedule: readonly number[], now: Instant): Instant | null {
  const step = schedule.find((delay) => publishedAt + delay > now)
  return step === undefined ? null : publishedAt + step
}
