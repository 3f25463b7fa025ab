import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { csv, toRow } from '../../../src/core/export/csv.ts'
import { anyText } from '../../support/any-text.ts'
import { makeExported } from '../../support/archived.ts'

/** Reads CSV by the grammar of RFC 4180, and refuses anything else. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let rest = text
  while (rest !== '') {
    const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest)
    assert.ok(field, `no field at ${JSON.stringify(rest.slice(0, 40))}`)
    row.push(field[1]?.replaceAll('""', '"') ?? field[2] ?? '')
    if (field[3] === '\r\n') rows.push(row.splice(0))
    rest = rest.slice(field[0].length)
  }
  assert.deepEqual(row, [])
  return rows
}

/** What spreadsheets take for a formula. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

describe('CSV', () => {
  it('reads back as it was written, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText(20), { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        const guarded = rows.map((cells) =>
          cells.map((cell) => (formula.test(cell) ? `'${cell}` : cell).toWellFormed()),
        )
        assert.deepEqual(parseCsv(rows.map(toRow).join('')), guarded)
      }),
    )
  })

  it('has no cell of text that a spreadsheet would take for a formula', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'),
        anyText(10),
        (start, rest) => {
          assert.deepEqual(parseCsv(toRow([start + rest])), [[`'${start}${rest}`.toWellFormed()]])
        },
      ),
    )
    assert.equal(
      csv.item(makeExported({ text: '=HYPERLINK("https://evil")' })).includes(`"'=HYPERLINK(""https://evil"")"`),
      true,
    )
  })

  it('leaves numbers numbers, negative ones too', () => {
    assert.equal(toRow([-5, 1.5, true, null, '-5']), "-5,1.5,true,,'-5\r\n")
  })

  it('begins with a byte order mark and names of the columns, and has a line a post', () => {
    const text =
      csv.head({ title: 'x', channelName: 'news', madeAt: 0 }) + csv.item(makeExported({ text: 'a\nb' })) + csv.tail()
    assert.equal(text[0], '\ufeff')
    const [names, values, ...others] = parseCsv(text.slice(1))
    assert.deepEqual(others, [])
    assert.equal(names?.length, values?.length)
    const row = Object.fromEntries(names!.map((name, index) => [name, values![index]]))
    assert.equal(row['text'], 'a\nb')
    assert.equal(row['url'], 'https://t.me/news/7')
    assert.match(row['sha256'] ?? '', /^[0-9a-f]{64}$/)
  })
})
