import type { QuietHours } from '../../domain/schedule.ts'
import { readRange, type Reader } from './reader.ts'

/** "quiet 23-7", "do not disturb from 23 to 7"; null for "quiet off". Throws `Fault`. */
export function readQuietHours(reader: Reader): QuietHours | null {
  reader.skip('quiet', 'undisturbed')
  reader.skip('unit', 'at')
  if (reader.take('off') !== null) return null
  const hours = readRange(reader)
  if (hours === null || hours.from === hours.to) return reader.refuse('quiet_hours', null, ['quiet 23:00-07:00'])
  return hours
}
