import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCommand } from '../../src/cli/arguments.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

describe('the words for the archive', () => {
  it('say what to export, in which form and where to', () => {
    const words = 'export --channel @News --after 2024-01-31 --before 1.3.2024 --format CSV --out a.csv'
    assert.deepEqual(parseCommand(words.split(' ')), {
      name: 'export',
      channel: 'News',
      query: null,
      fromAt: Date.UTC(2024, 0, 31),
      beforeAt: Date.UTC(2024, 2, 1),
      format: 'csv',
      out: 'a.csv',
    })
  })

  it('name the file to import, to copy to and to restore', () => {
    for (const channel of ['News', '@News', 'https://t.me/s/News']) {
      const command = parseCommand(['import', 'a.json', '--channel', channel])
      assert.ok(command.name === 'import')
      assert.equal(command.channel, 'News')
    }
    assert.deepEqual(parseCommand(['import', 'a.json', '--channel', '@x']), {
      name: 'import',
      file: 'a.json',
      channel: 'x',
    })
    assert.deepEqual(parseCommand(['backup', 'a.db']), { name: 'backup', file: 'a.db' })
    assert.deepEqual(parseCommand(['restore', 'a.db']), { name: 'restore', file: 'a.db' })
  })

  it('that say too little, too much or nonsense are refused with what to write', () => {
    for (const [words, advice] of [
      [['export'], /--channel @name/],
      [['export', '--channel', 'x', '--format', 'pdf'], /jsonl, csv, html or atom/],
      [['export', '--after', 'yesterday'], /--after takes a day/],
      [['import'], /name the file/],
      [['import', 'a', 'b'], /one word too many: "b"/],
      [['backup'], /name the file: backup/],
      [['restore', '--force', 'a'], /--force/],
    ] as const) {
      assert.throws(
        () => parseCommand(words),
        (error) => error instanceof UsageError && advice.test(error.message),
      )
    }
  })
})
