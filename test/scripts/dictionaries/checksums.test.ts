import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import type { Checksums } from '../../../scripts/dictionaries/build.ts'

const folder = new URL('../../../dictionaries/', import.meta.url)
const sums = JSON.parse(readFileSync(new URL('checksums.json', folder), 'utf8')) as Checksums

test('every compiled dictionary is the one that checksums.json tells of', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.bin'))
  assert.deepEqual(files, Object.keys(sums).sort())
  for (const file of files) {
    const bytes = readFileSync(new URL(file, folder))
    assert.deepEqual(
      { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
      sums[file],
      `${file}: build the dictionaries anew`,
    )
  }
})
