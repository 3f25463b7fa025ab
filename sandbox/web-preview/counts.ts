const units: readonly [size: number, suffix: string][] = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
]

/** A count as the pages round it, to three digits: "44", "9.5K", "11.3M". */
export function shortCount(count: number): string {
  const rounded = Math.round(count)
  const precise = rounded < 1000 ? rounded : Number(rounded.toPrecision(3))
  for (const [size, suffix] of units) {
    if (precise >= size) return `${Number((precise / size).toPrecision(3))}${suffix}`
  }
  return String(precise)
}

/** A count in full, as landing pages write it: "11 286 994". */
export function spacedCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ' ')
}

/** The noun of a count; Telegram's pages take the singular for 0 too. */
export function noun(count: number, singular: string): string {
  return count === 0 || count === 1 ? singular : `${singular}s`
}

/** A length of time as players show it: "0:09", "27:40", "1:02:03". */
export function durationLabel(durationS: number): string {
  const total = Math.max(0, Math.round(durationS))
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const seconds = String(total % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}
