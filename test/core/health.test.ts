import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { assessHealth, type HealthView } from '../../src/core/health.ts'
import type { Episode, HealthChange, HealthFacts, HealthKind } from '../../src/domain/health.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 2, 1, 12)
const today = Math.floor(now / day)

const well: HealthFacts = {
  channelId: 1,
  addedAt: now - 100 * day,
  lastSuccessAt: now,
  failures: 0,
  lastFault: null,
  confirmedFailures: 0,
  failingMs: 0,
  lastPostAt: now - 30 * hour,
  isAdmitted: false,
  labels: [],
  subscribers: 1000,
  samples: [],
  open: [],
  lastToldAt: {},
}
const view: HealthView = { now, silenceLimitMs: 2 * day, othersReadAt: now, freshMs: hour }
const lost: Partial<HealthFacts> = {
  lastSuccessAt: now - 2 * hour,
  failures: 3,
  lastFault: 'preview_unavailable',
  confirmedFailures: 3,
  failingMs: hour,
}
const unreachable: Partial<HealthFacts> = {
  lastSuccessAt: now - 26 * hour,
  failures: 50,
  lastFault: 'timeout',
  failingMs: day,
}
const silent: Partial<HealthFacts> = { lastPostAt: now - 3 * day }

function assess(facts: Partial<HealthFacts>, around: Partial<HealthView> = {}): readonly (readonly unknown[])[] {
  return assessHealth({ ...well, ...facts }, { ...view, ...around }).map(({ kind, step, isTold }) => [
    kind,
    step,
    isTold,
  ])
}

const open = (kind: HealthKind, toldAt: number | null, beganAt = now - 3 * day): readonly Episode[] => [
  { kind, beganAt, toldAt },
]

/** A day each, up to today. */
const samples = (...counts: readonly number[]) =>
  counts.map((subscribers, index) => ({ day: today - counts.length + 1 + index, subscribers }))

describe('a lost preview', () => {
  it('is told after three confirmed polls and an hour', () => {
    assert.deepEqual(assess(lost), [['preview', 'begin', true]])
    assert.deepEqual(assess({ ...lost, confirmedFailures: 2 }), [])
    assert.deepEqual(assess({ ...lost, failingMs: hour - 1 }), [])
  })

  it('is no outage while posts come in by another way', () => {
    assert.deepEqual(assess({ ...lost, isAdmitted: true }), [])
  })

  it('is told once, and its end once', () => {
    assert.deepEqual(assess({ ...lost, open: open('preview', now - hour) }), [])
    assert.deepEqual(assess({ open: open('preview', now - hour) }), [['preview', 'end', true]])
    assert.deepEqual(assess({ open: open('preview', null) }), [['preview', 'end', false]])
  })

  it('that comes and goes is told once a week', () => {
    assert.deepEqual(assess({ ...lost, lastToldAt: { preview: now - day } }), [['preview', 'begin', false]])
    const untold = { ...lost, open: open('preview', null) }
    assert.deepEqual(assess({ ...untold, lastToldAt: { preview: now - 6 * day } }), [])
    assert.deepEqual(assess({ ...untold, lastToldAt: { preview: now - 7 * day } }), [['preview', 'tell', true]])
  })
})

describe('a channel that cannot be reached', () => {
  it('is told after a day of looking in vain, while others are read', () => {
    assert.deepEqual(assess(unreachable), [['unreachable', 'begin', true]])
    assert.deepEqual(assess({ ...unreachable, failingMs: day - 1 }), [])
    assert.deepEqual(assess(unreachable, { othersReadAt: now - 2 * hour }), [])
    assert.deepEqual(assess(unreachable, { othersReadAt: null }), [])
  })

  it('is not told of a name that another has, which is told by itself', () => {
    assert.deepEqual(assess({ ...unreachable, lastFault: 'identity_changed' }), [])
  })
})

describe('a silent channel', () => {
  it('is told beyond its limit, and posts again', () => {
    assert.deepEqual(assess(silent), [['silent', 'begin', true]])
    assert.deepEqual(assess(silent, { silenceLimitMs: 4 * day }), [])
    assert.deepEqual(assess(silent, { silenceLimitMs: null }), [])
    assert.deepEqual(assess({ ...silent, open: open('silent', now - hour) }), [])
    const [end] = assessHealth({ ...well, open: open('silent', now - hour) }, view)
    assert.deepEqual([end?.step, end?.values], ['end', { days: 1 }], 'up to the post that ended it')
  })

  it('is not called silent for the time in which nobody looked', () => {
    assert.deepEqual(assess({ ...silent, lastSuccessAt: now - 2 * hour }), [], 'the last look is too old')
    assert.deepEqual(assess({ ...silent, failures: 1 }), [])
  })

  it('was silent already when it was added', () => {
    assert.deepEqual(assess({ ...silent, addedAt: now - hour / 2 }), [])
  })
})

describe('marks and subscribers', () => {
  it('a mark is told when Telegram sets it and when it takes it off; no page, no opinion', () => {
    assert.deepEqual(assess({ labels: ['verified', 'scam'] }), [['scam', 'begin', true]])
    assert.deepEqual(assess({ open: open('fake', now - hour) }), [['fake', 'end', true]])
    assert.deepEqual(assess({ labels: null, open: open('fake', now - hour) }), [])
  })

  it('a fall by a fifth within a week is told, by two looks', () => {
    assert.deepEqual(assess({ samples: samples(1500, 1000), subscribers: 1000 }), [['subscribers', 'begin', true]])
    assert.deepEqual(assess({ samples: samples(1500, 1500), subscribers: 1000 }), [], 'one look')
    assert.deepEqual(assess({ samples: samples(1500, 1000), subscribers: 1500 }), [], 'it was a mistake')
    assert.deepEqual(assess({ samples: samples(90, 10), subscribers: 10 }), [], 'a handful')
  })

  it('is not told for the rounding of the counts, nor of a fall that took longer', () => {
    assert.deepEqual(assess({ samples: samples(1200, 950), subscribers: 950 }), [], '1.2K may be 1150')
    assert.deepEqual(assess({ samples: samples(1300, 1200, 1150, 1100, 1050, 1050, 1050, 1050, 1050) }), [])
  })

  it('its end is not told', () => {
    const ended = { samples: samples(1000, 1000), open: open('subscribers', now - 8 * day) }
    assert.deepEqual(assess(ended), [['subscribers', 'end', false]])
  })
})

const anyFacts: fc.Arbitrary<Partial<HealthFacts>> = fc.record({
  lastSuccessAt: fc.constantFrom(now, now - 2 * hour, now - 2 * day),
  failures: fc.constantFrom(0, 1, 5),
  lastFault: fc.constantFrom(null, 'preview_unavailable', 'timeout', 'identity_changed'),
  confirmedFailures: fc.constantFrom(0, 3),
  failingMs: fc.constantFrom(0, hour, 2 * day),
  lastPostAt: fc.constantFrom(null, now - hour, now - 9 * day),
  isAdmitted: fc.boolean(),
  labels: fc.constantFrom(null, [], ['scam'], ['fake', 'scam']),
  subscribers: fc.constantFrom(null, 700, 1000),
  samples: fc.constantFrom([], [{ day: today - 1, subscribers: 1000 }], [{ day: today, subscribers: 700 }]),
})

/** What the store does with changes. */
function apply(state: { open: Episode[]; lastToldAt: Record<string, number> }, change: HealthChange, at: number): void {
  const others = state.open.filter(({ kind }) => kind !== change.kind)
  const known = state.open.find(({ kind }) => kind === change.kind)
  assert.equal(known === undefined, change.step === 'begin', `${change.kind} ${change.step}`)
  if (change.step === 'end') {
    assert.ok(!change.isTold || known?.toldAt !== null, 'an end without a beginning')
    state.open = others
    return
  }
  const lastAt = state.lastToldAt[change.kind] ?? -Infinity
  if (change.isTold) assert.ok(at - lastAt >= 7 * day, 'told twice in a week')
  if (change.isTold) state.lastToldAt[change.kind] = at
  const beganAt = known?.beganAt ?? change.beganAt
  state.open = [...others, { kind: change.kind, beganAt, toldAt: change.isTold ? at : (known?.toldAt ?? null) }]
}

it('whatever is seen, beginnings and ends take turns, nothing is told twice in a week, and the same facts change nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyFacts, fc.integer({ min: 1, max: 60 })), { maxLength: 40 }), (rounds) => {
      const state = { open: [] as Episode[], lastToldAt: {} as Record<string, number> }
      let at = now
      for (const [seen, hours] of rounds) {
        at += hours * hour
        // The same picture, moved to the time of the round.
        const moved = { ...well, ...seen, ...state, open: state.open, addedAt: now - 100 * day }
        const around = { ...view, now: at, freshMs: Infinity, silenceLimitMs: 2 * day, othersReadAt: at }
        const samples = (seen.samples ?? []).map((one) => ({ ...one, day: one.day + Math.floor((at - now) / day) }))
        const facts = { ...moved, samples }
        for (const change of assessHealth(facts, around)) apply(state, change, at)
        const again = { ...facts, open: state.open, lastToldAt: state.lastToldAt }
        assert.deepEqual(assessHealth(again, around), [])
      }
    }),
  )
})
