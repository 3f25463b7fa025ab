import { SourceError } from '../domain/source.ts'
import { minute, second } from '../domain/time.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** Lets requests through one by one, at a polite rate. */
export interface Limiter {
  /**
   * Runs the request when its turn has come. Rejects with the signal's reason when aborted while waiting, without having
   * run it. A request that ends in `rate_limited`, `blocked` or `server_error` makes all that follow wait, longer with
   * each; one that succeeds ends that. `rate_limited` also halves the rate, down to an eighth, and it comes back slowly: each
   * success gives back a hundredth of the full rate.
   */
  run<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T>
}

export interface LimiterOptions {
  /** Requests a second at most, in all; may be below 1. */
  readonly perSecond: number
  readonly clock: Clock
  /** A number from 0 up to 1; spreads requests by up to a third beyond the rate. */
  readonly random: () => number
  /** Requests under way at once; 2 unless told. */
  readonly maxConcurrent?: number
}

const firstPauseMs = 2 * second
const maxPauseMs = 5 * minute
/** A server may ask for a longer pause than ours, but not for ever. */
const maxRetryAfterMs = 60 * minute

const lowestRatePart = 1 / 8
const regainedPart = 0.01

const slowing: ReadonlySet<string> = new Set(['rate_limited', 'blocked', 'server_error'])

/** A limiter for all requests of the process. */
export function createLimiter(options: LimiterOptions): Limiter {
  const slots = createSlots(options.maxConcurrent ?? 2)
  const pace = createPace(options)
  return {
    async run(request, signal) {
      signal.throwIfAborted()
      await slots.take(signal)
      try {
        await pace.wait(signal)
        const result = await request()
        pace.recover()
        return result
      } catch (error) {
        if (error instanceof SourceError && slowing.has(error.fault)) pace.slowDown(error)
        throw error
      } finally {
        slots.free()
      }
    },
  }
}

interface Pace {
  wait(signal: AbortSignal): Promise<void>
  slowDown(error: SourceError): void
  recover(): void
}

function createPace({ perSecond, clock, random }: LimiterOptions): Pace {
  /** Of the full rate, what is asked for just now. */
  let ratePart = 1
  const spacingMs = (): number => second / perSecond / ratePart
  let nextAt: Instant = Number.NEGATIVE_INFINITY
  let pausedUntil: Instant = Number.NEGATIVE_INFINITY
  let failures = 0
  return {
    async wait(signal) {
      // Others may have gone first, or the pause may have grown, while this one slept.
      for (let now = clock.now(); now < Math.max(nextAt, pausedUntil); now = clock.now()) {
        // A clock that was set back makes nobody wait for the time it was set back by.
        nextAt = Math.min(nextAt, now + (spacingMs() * 4) / 3)
        pausedUntil = Math.min(pausedUntil, now + maxRetryAfterMs)
        await clock.sleep(Math.max(nextAt, pausedUntil) - now, signal)
      }
      nextAt = clock.now() + spacingMs() * (1 + random() / 3)
    },
    slowDown({ fault, retryAfterMs }) {
      failures += 1
      if (fault === 'rate_limited') ratePart = Math.max(lowestRatePart, ratePart / 2)
      const ownMs = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20) * (1 + random() / 3))
      const askedMs = Math.min(maxRetryAfterMs, retryAfterMs ?? 0)
      pausedUntil = Math.max(pausedUntil, clock.now() + Math.max(ownMs, askedMs))
    },
    recover() {
      failures = 0
      ratePart = Math.min(1, ratePart + regainedPart)
    },
  }
}

interface Slots {
  take(signal: AbortSignal): Promise<void>
  free(): void
}

/** Turns in the order of asking. */
function createSlots(count: number): Slots {
  const waiting: (() => void)[] = []
  let left = count
  return {
    async take(signal) {
      if (left > 0) {
        left -= 1
        return
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const abort = () => {
        const place = waiting.indexOf(resolve)
        if (place < 0) return
        waiting.splice(place, 1)
        reject(signal.reason)
      }
      waiting.push(resolve)
      signal.addEventListener('abort', abort, { once: true })
      await promise.finally(() => signal.removeEventListener('abort', abort))
    },
    free() {
      const next = waiting.shift()
      if (next === undefined) left += 1
      else next()
    },
  }
}
