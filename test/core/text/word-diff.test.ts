import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { diffWords } from '../../../src/core/text/word-diff.ts'

const words = (text: string): string => text.trim().split(/\s+/).join(' ')
const anyWords = fc
  .array(fc.constantFrom('дом', 'мир', 'war', 'и', 'снег'), { maxLength: 12 })
  .map((list) => list.join(' '))

describe('the difference of two texts', () => {
  it('is told word by word', () => {
    assert.deepEqual(diffWords('обещают ротацию в марте', 'обещают ротацию в мае, может быть'), [
      { kind: 'same', text: 'обещают ротацию в' },
      { kind: 'removed', text: ' марте' },
      { kind: 'added', text: ' мае, может быть' },
    ])
    assert.deepEqual(diffWords('a b c', 'a x b c'), [
      { kind: 'same', text: 'a' },
      { kind: 'added', text: ' x' },
      { kind: 'same', text: ' b c' },
    ])
    assert.deepEqual(diffWords('', ''), [])
  })

  it('gives back both texts, and marks nothing where they are the same', () => {
    fc.assert(
      fc.property(anyWords, anyWords, (former, latter) => {
        const runs = diffWords(former, latter)
        const without = (kind: string): string =>
          words(runs.flatMap((run) => (run.kind === kind ? [] : [run.text])).join(' '))
        assert.equal(without('added'), words(former))
        assert.equal(without('removed'), words(latter))
        if (former === latter) assert.ok(runs.every(({ kind }) => kind === 'same'))
      }),
    )
  })

  it('is told as a whole when the texts are too long to be laid side by side', () => {
    const [former, latter] = ['a', 'b'].map((name) => Array.from({ length: 2000 }, (_, at) => `${name}${at}`).join(' '))
    assert.deepEqual(
      diffWords(former ?? '', latter ?? '').map(({ kind }) => kind),
      ['removed', 'added'],
    )
  })
})
