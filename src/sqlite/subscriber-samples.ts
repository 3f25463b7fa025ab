import { day, type Instant } from '../domain/time.ts'
import type { Db } from './database.ts'

const keptDays = 60

/** Keeps how many subscribers a channel has, once a day, within the transaction of the caller. */
export function createSampleSubscribers(db: Db): (channelId: number, subscribers: number | null, now: Instant) => void {
  const insert = db.prepare(
    'INSERT INTO subscriber_samples (channel_id, day, subscribers) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const forget = db.prepare('DELETE FROM subscriber_samples WHERE channel_id = ? AND day <= ?')
  return (channelId, subscribers, now) => {
    if (subscribers === null) return
    const today = Math.floor(now / day)
    if (insert.run(channelId, today, subscribers).changes > 0) forget.run(channelId, today - keptDays)
  }
}
