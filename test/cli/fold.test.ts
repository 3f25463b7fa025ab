import assert from 'node:assert/strict'
import { PassThrough, Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { fold } from '../../src/cli/fold.ts'
import { readLines } from '../../src/cli/input.ts'
import { createOutput } from '../../src/cli/output.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'

async function run(lines: readonly string[]): Promise<unknown[]> {
  const stream = new PassThrough()
  const printed = Array.fromAsync(readLines(stream))
  const output = createOutput(stream)
  await fold({
    analyzer: createStemAnalyzer(),
    lines: readLines(Readable.from(lines.map((line) => `${line}\n`))),
    output,
  }).finally(() => stream.end())
  return (await printed).map((line) => JSON.parse(line) as unknown)
}

const text = 'В Воронеже на улице Ленина столкнулись автобус и грузовик, пострадали 12 человек'

describe('fold on the command line', () => {
  it('prints for each line the earlier post with its text and the first of its story', async () => {
    const lines = [
      { id: 'a', text, channel: '@One', publishedAt: '2024-01-31T10:00:00Z' },
      { id: 7, text: 'Выставка цветов открылась вчера вечером в музее Тулы' },
      { id: 'c', text: `${text}!`, publishedAt: '2024-01-31T11:00:00.000+03:00' },
    ]
    assert.deepEqual(await run([...lines.map((line) => JSON.stringify(line)), '']), [
      { id: 'a', sameTextAs: null, story: 'a' },
      { id: 7, sameTextAs: null, story: 7 },
      { id: 'c', sameTextAs: 'a', story: 'a' },
    ])
  })

  it('knows a forward by its origin, as export prints it', async () => {
    const lines = [
      { id: 5, channel: 'One', text: 'Отбой' },
      { id: 9, channel: 'Two', text: 'Отбой', forwardedFrom: { channel: 'one', id: 5, name: 'One' } },
    ]
    assert.deepEqual(await run(lines.map((line) => JSON.stringify(line))), [
      { id: 5, sameTextAs: null, story: 5 },
      { id: 9, sameTextAs: 5, story: 5 },
    ])
  })

  it('reads lines as Windows writes them', async () => {
    const bytes = Buffer.from('\uFEFF{"id": 1, "text": "x"}\r\n{"id": 2, "text": "y"}\r\n')
    const lines = await Array.fromAsync(readLines(Readable.from([bytes])))
    assert.deepEqual(
      (await run(lines)).map((line) => (line as { id: number }).id),
      [1, 2],
    )
  })

  it('refuses a line that never ends', async () => {
    const endless = Readable.from(
      Array.from({ length: 9 }, (_, index) => (index === 0 ? 'short\n' : 'x'.repeat(500_001))),
    )
    await assert.rejects(Array.fromAsync(readLines(endless)), (error) => {
      assert.ok(error instanceof UsageError)
      assert.match(error.message, /^line 2: a line has more than/)
      return true
    })
  })

  for (const [line, what] of [
    ['{"id": 1', /^line 2: not an object/],
    ['[1]', /^line 2: not an object/],
    ['{"text": "x"}', /^line 2: id is missing/],
    ['{"id": 1e999, "text": "x"}', /^line 2: id is missing/],
    ['{"id": 1, "text": null}', /^line 2: text is missing/],
    ['{"id": 1, "text": "x", "channel": 3}', /^line 2: channel is no text/],
    ['{"id": 1, "text": "x", "publishedAt": "soon"}', /^line 2: publishedAt is no time/],
  ] as const) {
    it(`says what is wrong with ${line}`, async () => {
      await assert.rejects(run(['{"id": 0, "text": "x"}', line]), (error) => {
        assert.ok(error instanceof UsageError)
        assert.match(error.message, what)
        return true
      })
    })
  }
})
