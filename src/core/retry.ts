import { minute, second } from '../domain/time.ts'

const firstDelayMs = 2 * second
const maxDelayMs = 10 * minute

/**
 * How long to wait after a failed attempt: doubling from two seconds up to ten minutes, with "equal jitter" (half of it
 * fixed, half random), so that many waiters do not come back at once.
 *
 * @param attempts failures before this one
 * @param random in [0, 1)
 */
export function retryDelayMs(attempts: number, random: number): number {
  const delay = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(attempts, 30))
  return Math.round(delay / 2 + (delay / 2) * random)
}
