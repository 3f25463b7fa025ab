import type { Html } from './html.ts'
import { locales, type Translate } from './texts.ts'

/** From here on Telegram's pages show rounded counts ("4.81K"); digits that it did not tell are not shown. */
const roundedFrom = 1000

/** "312 subscribers", "4.81K subscribers". */
export function renderSubscribers(subscribers: number, t: Translate): Html {
  const label = subscriberLabel(subscribers, t)
  // After "thousand" and "million" the noun stands as after a round thousand.
  return t('subscribers', { count: Math.min(subscribers, roundedFrom), label })
}

/** "312", "4.81K". */
export function subscriberLabel(subscribers: number, { language }: Translate): string {
  if (subscribers < roundedFrom) return String(subscribers)
  const format = new Intl.NumberFormat(locales[language], { notation: 'compact', maximumSignificantDigits: 3 })
  return format.format(subscribers)
}

/** An estimate with no more digits than it has meaning. */
export function roughly(count: number): number {
  return Number(count.toPrecision(2))
}
