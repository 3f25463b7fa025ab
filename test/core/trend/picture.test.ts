import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { type Bar, renderChart } from '../../../src/core/trend/chart.ts'
import { renderTable } from '../../../src/core/trend/table.ts'
import { createPictures } from '../../../src/resvg/pictures.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('</text><image href="file:///etc/passwd"/>', '&<>"\u0000\ud800', '👩‍👩‍👧'),
)
const bars = fc.array(
  fc.record({ count: fc.nat(), label: hostile, isBusiest: fc.boolean() }) satisfies fc.Arbitrary<Bar>,
  { minLength: 1, maxLength: 92 },
)

/** Names of the elements. */
function elementsOf(svg: string): ReadonlySet<string> {
  const names = new Set<string>()
  const parser = new Parser({ onopentag: (name) => void names.add(name) }, { xmlMode: true })
  parser.end(svg)
  return names
}

/** A chart of one day under this title. */
function draw(title: string): Promise<Uint8Array> {
  const words = { title, subtitle: '', busiest: '', number: String }
  return createPictures().toPng(renderChart([{ count: 1, label: '', isBusiest: false }], words))
}

const known = new Set(['svg', 'rect', 'text', 'line'])

describe('a picture', () => {
  it('has only elements of ours, whatever stands in its words', () => {
    fc.assert(
      fc.property(bars, hostile, hostile, (some, title, subtitle) => {
        const svg = renderChart(some, { title, subtitle, busiest: title, number: String })
        assert.deepEqual(
          [...elementsOf(svg)].filter((name) => !known.has(name)),
          [],
        )
        assert.doesNotMatch(svg, /NaN|Infinity|undefined/)
      }),
    )
  })

  it('is drawn as a PNG, also from words that are no text', async () => {
    const rows = [{ name: 'a\u0001\ud800&<👍', days: [0, 1, 2], count: '3', change: '−1', direction: 'down' as const }]
    const svg = renderTable({ title: 'Тиждень', subtitle: '', sections: [{ heading: 'Запити', rows }] })
    const png = await createPictures().toPng(svg)
    assert.equal(Buffer.from(png.subarray(0, 8)).toString('latin1'), '\x89PNG\r\n\x1a\n')
  })

  it('has its words in it: another title makes another picture', async () => {
    const [one, other, blank] = await Promise.all(['ґанок', 'їжак', '   '].map(draw))
    assert.notDeepEqual(one, other)
    assert.notDeepEqual(one, blank)
  })
})
