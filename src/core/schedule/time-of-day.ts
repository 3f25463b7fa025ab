export const minutesADay = 24 * 60

/** Whether a text is a time of 24 hours, "9:00" or "09:00". */
export function isTimeOfDay(text: string): boolean {
  return /^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(text)
}

/** "HH:MM" for minutes after midnight. */
export function toTimeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Minutes after midnight. Throws RangeError for what is no time of day. */
export function minutesOf(time: string): number {
  if (!isTimeOfDay(time)) throw new RangeError(`no time of day: ${time}`)
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
