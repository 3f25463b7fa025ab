import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { type JsonValue, toCanonicalJson } from '../../src/core/canonical-json.ts'
import { anyText } from '../support/any-text.ts'

const anyJson = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    anyText(12),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText(5), tie('value'), { maxKeys: 4 }),
  ),
})).value

/** The same names and values, in another order. */
function shuffled(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(shuffled)
  const members = Object.entries(value).map(([name, member]) => [name, shuffled(member ?? null)] as const)
  return Object.fromEntries(members.toReversed())
}

describe('canonical JSON', () => {
  it('spells values as RFC 8785 does', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true],
    }
    assert.equal(
      toCanonicalJson(value),
      '{"literals":[null,true],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }
    assert.deepEqual(Object.values(JSON.parse(toCanonicalJson(names)) as object).length, 7)
    assert.equal(toCanonicalJson(names).replace(/[^\d:,]/g, ''), ':2,1:4,:6,:7,:1,:5,:3')
  })

  it('means what the value means', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        assert.deepEqual(JSON.parse(toCanonicalJson(value)), JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('is the same whatever the order of names', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        assert.equal(toCanonicalJson(shuffled(value)), toCanonicalJson(value))
      }),
    )
  })

  it('leaves out names without a value, and refuses numbers that JSON has no word for', () => {
    assert.equal(toCanonicalJson({ b: undefined, a: 1 }), '{"a":1}')
    assert.throws(() => toCanonicalJson([Number.NaN]), RangeError)
  })
})
