import type { Chat } from '../../domain/chat.ts'
import type { Instant } from '../../domain/time.ts'
import { quietUntil } from './quiet.ts'

/** When a chat may be spoken to again that is muted or has its quiet hours; null when it may be spoken to now. */
export function silentUntil(
  { quietHours, mutedUntil, timeZone }: Pick<Chat, 'quietHours' | 'mutedUntil' | 'timeZone'>,
  now: Instant,
): Instant | null {
  const unmutedAt = mutedUntil !== null && mutedUntil > now ? mutedUntil : null
  return quietUntil(quietHours, timeZone, unmutedAt ?? now) ?? unmutedAt
}
