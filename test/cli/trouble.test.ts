import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { describeError, describeTrouble } from '../../src/cli/trouble.ts'
import { openDatabase } from '../../src/sqlite/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'vestnik-trouble-'))
after(() => rmSync(folder, { recursive: true }))

function troubleOf(path: string): string {
  try {
    openDatabase(path).close()
  } catch (error) {
    return describeTrouble(error, path)
  }
  return 'none'
}

describe('a trouble', () => {
  it('with a file that is no database names the file and the setting', () => {
    const path = join(folder, 'letters.txt')
    writeFileSync(path, 'This is a letter and not a database, though it is as long as you like. '.repeat(20))
    assert.match(troubleOf(path), /letters\.txt is not an SQLite database: set DATABASE_PATH/)
  })

  it('is told once, where an error repeats what caused it', () => {
    const cause = new Error('file is not a database')
    const error = new Error('copy.db cannot be restored: file is not a database', { cause })
    assert.equal(describeError(error), 'copy.db cannot be restored: file is not a database')
    assert.equal(describeError(new Error('no answer', { cause })), 'no answer: file is not a database')
  })

  it('with a folder in the place of the database, or a file in the place of its folder, names it too', () => {
    assert.match(troubleOf(folder), /cannot be opened: see DATABASE_PATH/)
    const path = join(folder, 'plain')
    writeFileSync(path, '')
    assert.match(troubleOf(join(path, 'vestnik.db')), /cannot be opened: see DATABASE_PATH/)
  })

  it('with the disk is said in words', () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    assert.match(describeTrouble(full, 'a$&.db'), /the disk with the database a\$&\.db is full/)
    const readonly = Object.assign(new Error('no'), { code: 'SQLITE_READONLY_DIRECTORY' })
    assert.match(describeTrouble(readonly, 'a.db'), /may not be written to/)
  })

  it('of another kind is told with its causes, each once', () => {
    const cause = new Error('getaddrinfo ENOTFOUND t.me')
    const error = new Error('the connection failed', { cause: new Error('fetch failed', { cause }) })
    assert.equal(describeError(error), 'the connection failed: fetch failed: getaddrinfo ENOTFOUND t.me')
    assert.equal(describeTrouble('odd', 'a.db'), "'odd'")
  })
})
