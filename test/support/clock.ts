import type { Clock, Instant } from '../../src/domain/time.ts'

/** A clock that moves by hand, and by whoever sleeps on it. */
export interface TestClock extends Clock {
  advance(ms: number): void
  set(now: Instant): void
}

export function createTestClock(startAt: Instant): TestClock {
  let now = startAt
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
    set: (instant) => {
      now = instant
    },
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      now += ms
    },
  }
}
