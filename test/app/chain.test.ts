import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openDatabase } from '../../src/sqlite/database.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'
import { runProgram } from '../support/vestnik-process.ts'

/** What somebody does to the database, and what is then said of the chain. */
const tamperings: Readonly<Record<string, readonly [string, RegExp]>> = {
  'the text of a post': [
    "UPDATE posts SET text = 'x' WHERE message_id = 1",
    /t\.me\/news\/1 is not what link 3 recorded/,
  ],
  'what a post said before': ["UPDATE post_versions SET text = 'x'", /t\.me\/news\/1 is not what link 1 recorded/],
  'a mark of deletion': [
    'UPDATE posts SET deleted_at = NULL WHERE message_id = 2',
    /t\.me\/news\/2 is not marked as link 4 recorded its deletion/,
  ],
  'a link that is gone': ['DELETE FROM version_links WHERE seq = 1', /the chain of @news breaks at link 2/],
  'the order of links': [
    'UPDATE version_links SET seq = 9 WHERE seq = 2; UPDATE version_links SET seq = 2 WHERE seq = 3; UPDATE version_links SET seq = 3 WHERE seq = 9',
    /the chain of @news breaks at link 2/,
  ],
}

describe('doctor --verify', { concurrency: 2, timeout: 180_000 }, () => {
  let folder: string
  let path: string
  let sandbox: Sandbox
  let whole: string
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vestnik-chain-'))
    path = join(folder, 'whole.db')
    sandbox = await startSandbox()
    await fill(path)
    whole = (await verify(path)).said
  })
  after(async () => {
    await sandbox.close()
    rmSync(folder, { recursive: true })
  })

  /** The exit code, and the lines about the chain. */
  const verify = async (database: string) => {
    const { token, botApiRoot, webRoot } = sandbox
    const roots = { TELEGRAM_API_ROOT: botApiRoot, TELEGRAM_WEB_ROOT: webRoot }
    const settings = { DATABASE_PATH: database, BOT_TOKEN: token, ...roots }
    const { code, stdout } = await runProgram(['doctor', '--verify'], settings, folder)
    return { code, said: stdout.slice(stdout.search(/(ok|FAIL) +chain/)) }
  }
  const verifyAfter = (name: string, sql: string) => {
    const copy = join(folder, `${name}.db`)
    copyFileSync(path, copy)
    const db = openDatabase(copy)
    db.exec(sql)
    db.close()
    return verify(copy)
  }

  it('walks the chain of each channel, and says where it ends', () => {
    assert.match(whole, /^ok {4}chain of versions: 4 links, none of them broken\n {6}@news 4 [0-9a-f]{64}\n/)
  })

  for (const [what, [sql, expected]] of Object.entries(tamperings)) {
    it(`fails, and says where, when somebody changed ${what}`, async () => {
      const { code, said } = await verifyAfter(what, sql)
      assert.equal(code, 1)
      assert.match(said, expected)
    })
  }

  it('ends elsewhere than whoever noted it down has it, when links were cut off the end', async () => {
    const { code, said } = await verifyAfter(
      'cut',
      `DELETE FROM version_links WHERE seq > 2; DELETE FROM post_versions;
       UPDATE posts SET deleted_at = NULL; UPDATE posts SET text = 'one' WHERE message_id = 1`,
    )
    assert.match(said, /^ {6}@news 2 [0-9a-f]{64}$/m)
    assert.deepEqual([code, whole.includes(said.trim().split('\n')[1] ?? '')], [0, false])
  })

  it('says of a backup, and of what was restored from it, what it says of the database', async () => {
    const other = join(folder, 'other.db')
    assert.equal((await runProgram(['backup', 'copy.db'], { DATABASE_PATH: path }, folder)).code, 0)
    assert.equal((await runProgram(['restore', 'copy.db'], { DATABASE_PATH: other }, folder)).code, 0)
    assert.deepEqual(await verify(other), { code: 0, said: whole })
  })
})

/** Two posts, of which the first was edited and the second taken back. */
async function fill(path: string): Promise<void> {
  const store = openStore({ path, analyzer: createStemAnalyzer() })
  const profile = makeProfile({ name: 'news', telegramId: 42 })
  const { id } = await store.channels.add(profile, { now: 0, backfill: 0 })
  const now = Date.UTC(2026, 2, 1)
  const page = { channelId: id, profile, cursor: 2, backfill: null, leaseUntil: 0 }
  const second = makePost({ messageId: 2 })
  await store.channels.recordPage({ ...page, posts: [makePost({ messageId: 1, text: 'one' }), second], now })
  const edited = makePost({ messageId: 1, text: 'two', edited: true })
  await store.channels.recordPage({ ...page, posts: [edited, second], now: now + 60_000 })
  await store.channels.recordDeleted(id, [2], now + 120_000)
  await store.close()
}
