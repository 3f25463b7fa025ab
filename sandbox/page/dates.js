const locale = 'en-GB'
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' })
const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })
const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
const numeric = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: '2-digit' })
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })

/** @param {Date} date @returns {string} a key that is equal for instants of one local day */
export function dayKey(date) {
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
}

/** @param {Date} day @param {Date} now @returns {number} calendar days from `day` to `now` */
function daysAgo(day, now) {
  const from = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())
  const to = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((to - from) / 86_400_000)
}

/** @param {Date} date @returns {string} "14:05" */
export function timeLabel(date) {
  return clock.format(date)
}

/** @param {Date} date @returns {string} the whole date and time, for tooltips */
export function fullLabel(date) {
  return full.format(date)
}

/** @param {Date} date @param {Date} [now] @returns {string} "Today", "Yesterday", "3 July" or "3 July 2024" */
export function dayLabel(date, now = new Date()) {
  const ago = daysAgo(date, now)
  if (ago === 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  return date.getFullYear() === now.getFullYear() ? dayMonth.format(date) : dayMonthYear.format(date)
}

/** @param {Date} date @param {Date} [now] @returns {string} the time today, a weekday within a week, else a short date */
export function listLabel(date, now = new Date()) {
  const ago = daysAgo(date, now)
  if (ago === 0) return timeLabel(date)
  return ago > 0 && ago < 7 ? weekday.format(date) : numeric.format(date)
}

const sendMarginMs = 5000

/**
 * The next full minute that is far enough away for a message about it to arrive before it does.
 * @param {Date} [now]
 * @returns {{ time: string, zone: string, inSeconds: number }} wall-clock time in the browser's zone, an IANA name
 */
export function nextMinute(now = new Date()) {
  const minuteMs = 60_000
  const slot = new Date(Math.ceil((now.getTime() + sendMarginMs) / minuteMs) * minuteMs)
  return {
    time: timeLabel(slot),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    inSeconds: Math.ceil((slot.getTime() - now.getTime()) / 1000),
  }
}
