import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCommand } from '../../src/cli/arguments.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

describe('the words after "query"', () => {
  it('are the query, though it begins with a hyphen', () => {
    assert.deepEqual(parseCommand(['query', '-реклама', 'дом']), { name: 'query', query: '-реклама дом' })
  })

  it('may have "--" before them, which is no part of the query', () => {
    assert.deepEqual(parseCommand(['query', '--', '-реклама дом']), { name: 'query', query: '-реклама дом' })
    assert.throws(() => parseCommand(['query', '--']), UsageError)
  })
})
