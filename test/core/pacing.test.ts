import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { nextPollAt, type PollOutcome, type PollRequest } from '../../src/core/pacing.ts'
import type { FetchFault } from '../../src/domain/channel.ts'
import { day, hour, minute, second } from '../../src/domain/time.ts'

const now = 1_800_000_000_000
const ok: PollOutcome = { kind: 'ok', newPosts: 0 }
const failure = (failures: number, fault: FetchFault = 'network', retryAfterMs: number | null = null): PollOutcome => ({
  kind: 'failure',
  failures,
  fault,
  retryAfterMs,
})
/** Milliseconds until the next poll, in the middle of the jitter. */
const waitOf = (change: Partial<PollRequest>): number =>
  nextPollAt({ recentPublishedAt: [], outcome: ok, minMs: minute, maxMs: 30 * minute, now, jitter: 0.5, ...change }) -
  now
/** Posts every `gapMs`, the last one `silenceMs` ago. */
const posts = (gapMs: number, silenceMs = gapMs): number[] =>
  Array.from({ length: 20 }, (_, index) => now - silenceMs - index * gapMs)

/** Of a gap that is not short. */
const spared = (gapMs: number): number => Math.ceil(2.5 * minute * (gapMs / minute) ** 0.4)

test('a busy channel is polled after the usual gap between its posts', () => {
  assert.equal(waitOf({ recentPublishedAt: posts(3 * minute) }), 3 * minute)
})

test('one long night does not make a busy channel slow', () => {
  const recent = [...posts(10 * minute).slice(0, 10), ...posts(10 * minute, 9 * hour)]
  assert.equal(waitOf({ recentPublishedAt: recent }), spared(10 * minute))
})

test('a silence longer than usual slows the polls down, until something new is found', () => {
  const recentPublishedAt = posts(10 * minute, 16 * minute)
  assert.equal(waitOf({ recentPublishedAt }), spared(16 * minute))
  assert.equal(waitOf({ recentPublishedAt, outcome: { kind: 'ok', newPosts: 1 } }), spared(10 * minute))
})

test('a quiet channel is polled many times in its gap, a hundred times quieter one six times more seldom', () => {
  const ratio = spared(200 * minute) / spared(2 * minute)
  assert.ok(ratio > 6 && ratio < 6.5)
  assert.equal(waitOf({ recentPublishedAt: posts(100 * minute) }), spared(100 * minute))
  assert.ok(spared(100 * minute) < 16 * minute)
})

test('a channel that posts each minute is polled each minute, one that sleeps each half hour', () => {
  assert.equal(waitOf({ recentPublishedAt: posts(minute) }), minute)
  assert.equal(waitOf({ recentPublishedAt: posts(10 * minute, 9 * hour) }), 30 * minute)
})

test('the busiest and the quietest channels keep to the limits', () => {
  assert.equal(waitOf({ recentPublishedAt: posts(second) }), minute)
  assert.equal(waitOf({ recentPublishedAt: posts(day) }), 30 * minute)
  assert.equal(waitOf({ recentPublishedAt: [] }), 30 * minute)
})

test('failures are tried again twice as late every time, up to the limit', () => {
  assert.deepEqual(
    [1, 2, 3, 5, 6, 5000].map((failures) => waitOf({ outcome: failure(failures) }) / minute),
    [1, 2, 4, 16, 30, 30],
  )
})

test('a channel without a preview, or under another identity, is tried at the longest interval at once', () => {
  assert.equal(waitOf({ outcome: failure(1, 'preview_unavailable') }), 30 * minute)
  assert.equal(waitOf({ outcome: failure(1, 'identity_changed') }), 30 * minute)
})

test('nothing is tried before the server allows, not even with jitter, but no server sends us away for more than a day', () => {
  assert.equal(waitOf({ outcome: failure(1, 'rate_limited', 2 * hour), jitter: 0 }), 2 * hour)
  assert.equal(waitOf({ outcome: failure(1, 'rate_limited', 900 * day) }), day)
  assert.equal(waitOf({ outcome: failure(3, 'rate_limited', second) }), 4 * minute)
})

test('jitter is a tenth either way', () => {
  const recentPublishedAt = posts(4 * minute)
  assert.equal(waitOf({ recentPublishedAt, jitter: 0 }), 3.6 * minute)
  assert.ok(Math.abs(waitOf({ recentPublishedAt, jitter: 1 - Number.EPSILON }) - 4.4 * minute) <= 1)
})

test('whatever is known of a channel, the next poll is between the limits, give or take the jitter', () => {
  const instants = fc.array(fc.integer({ min: 0, max: now + day }), { maxLength: 60 })
  const outcome = fc.oneof(
    fc.record({ kind: fc.constant('ok' as const), newPosts: fc.nat(300) }),
    fc.nat(100).map((failures) => failure(failures)),
  )
  fc.assert(
    fc.property(instants, outcome, fc.double({ min: 0, max: 0.999, noNaN: true }), (recent, outcome, jitter) => {
      const wait = waitOf({ recentPublishedAt: recent.sort((a, b) => b - a), outcome, jitter })
      assert.ok(wait >= 0.9 * minute && wait <= 33 * minute + 1 && Number.isInteger(wait))
    }),
  )
})
