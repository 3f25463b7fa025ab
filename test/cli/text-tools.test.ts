import assert from 'node:assert/strict'
import { PassThrough, Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { UsageError } from '../../src/cli/usage-error.ts'
import { readLines } from '../../src/cli/input.ts'
import { createOutput } from '../../src/cli/output.ts'
import { runTextTool } from '../../src/cli/text-tools.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'

type Tool = Parameters<typeof runTextTool>[0]

async function run(tool: Tool, lines: readonly string[]): Promise<Record<string, unknown>[]> {
  const stream = new PassThrough()
  const printed = Array.fromAsync(readLines(stream))
  const input = readLines(Readable.from(lines.map((line) => `${line}\n`)))
  await runTextTool(tool, {
    analyzer: createStemAnalyzer(),
    lines: input,
    output: createOutput(stream),
    now: Date.UTC(2024, 1, 1),
  })
  stream.end()
  return (await printed).map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('the tools for texts', () => {
  it('explain the words of each line: where they stand, what they are indexed under, what they ask for', async () => {
    const [first, second] = await run({ name: 'explain' }, ['Верните мужей', ''])
    assert.equal(first?.['text'], 'Верните мужей')
    const tokens = first['tokens'] as { text: string; start: number; end: number; index: string[]; query: string[] }[]
    assert.deepEqual(
      tokens.map(({ text, start, end }) => [text, start, end]),
      [
        ['Верните', 0, 7],
        ['мужей', 8, 13],
      ],
    )
    assert.ok(tokens.every(({ index, query }) => index.length > 0 && query.some((lemma) => index.includes(lemma))))
    assert.deepEqual(second?.['tokens'], [])
  })

  it('match prints the posts that match, with the places', async () => {
    const posts = [
      { id: 1, text: 'Мобилизованных вернут домой' },
      { id: 'b', text: 'Ничего нового' },
    ]
    const found = await run(
      { name: 'match', query: 'мобилизованный' },
      posts.map((post) => JSON.stringify(post)),
    )
    assert.deepEqual(found, [{ id: 1, matches: [{ start: 0, end: 14 }] }])
  })

  it('match asks the filters of what a line tells of its post', async () => {
    const post = {
      id: 1,
      channel: 'News',
      publishedAt: '2024-01-31T10:00:00.000Z',
      text: 'слово https://example.org',
      forwardedFrom: { channel: 'Other', id: 1, name: 'Other' },
      media: [{ kind: 'photo' }],
    }
    const query = 'слово in:@news from:@other last:1d has:photo has:link is:forward -is:edited'
    assert.equal((await run({ name: 'match', query }, [JSON.stringify(post)])).length, 1)
    assert.equal((await run({ name: 'match', query }, ['{"id":1,"text":"слово"}'])).length, 0)
  })

  it('match says which line is no post', async () => {
    await assert.rejects(run({ name: 'match', query: 'слово' }, ['{"id":1,"text":""}', '{"id":2}']), /line 2/)
  })

  it('match refuses a query that is not right', async () => {
    await assert.rejects(run({ name: 'match', query: '"слово' }, []), UsageError)
  })

  it('query prints the canonical text, or the fault with its place and what to write instead', async () => {
    const [read] = await run({ name: 'query', query: '«путь домой» —реклама' }, [])
    assert.equal(read?.['canonical'], '"путь домой" -реклама')
    assert.equal(read['words'], 'posts with “путь домой” side by side, in any form, and not реклама')
    const [wrong] = await run({ name: 'query', query: '"слово' }, [])
    assert.deepEqual(wrong?.['error'], {
      position: 0,
      message: 'A quotation mark is opened here and never closed',
      suggestion: 'слово',
    })
  })
})
