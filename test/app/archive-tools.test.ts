import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { createDictionaryAnalyzer } from '../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../src/dictionaries.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'
import { runProgram, startProgram } from '../support/vestnik-process.ts'

const timeout = { timeout: 180_000 }

describe('the program and its archive', timeout, () => {
  let folder: string
  let settings: Record<string, string>
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vestnik-tools-'))
    settings = { DATABASE_PATH: join(folder, 'vestnik.db') }
    const store = openStore({
      path: join(folder, 'vestnik.db'),
      analyzer: createDictionaryAnalyzer(readDictionaries()),
    })
    const profile = makeProfile({ name: 'news', telegramId: 42 })
    const { id } = await store.channels.add(profile, { now: 0, backfill: 0 })
    const posts = [makePost({ messageId: 1, text: 'Мобилизованных вернут домой' }), makePost({ messageId: 2 })]
    const now = Date.UTC(2026, 2, 1)
    await store.channels.recordPage({ channelId: id, profile, posts, cursor: 2, backfill: null, leaseUntil: 0, now })
    await store.close()
  })
  after(() => rmSync(folder, { recursive: true }))
  const run = (...words: string[]) => runProgram(words, settings, folder)

  it('takes it out, brings it into another, copies and restores it', async () => {
    const out = await run('export', '--query', 'мобилизованный', '--out', 'found.jsonl')
    assert.deepEqual([out.code, out.stdout, out.stderr], [0, '', ''])
    const line = readFileSync(join(folder, 'found.jsonl'), 'utf8')
    assert.equal((JSON.parse(line) as { text: string }).text, 'Мобилизованных вернут домой')

    const backup = await run('backup', 'copy.db')
    assert.match(backup.stdout, /^copy\.db: sound; schema \d+, 1 channels, 2 posts, 0 chats/)

    const other = { DATABASE_PATH: join(folder, 'other.db') }
    const imported = await runProgram(['import', 'found.jsonl'], other, folder)
    assert.equal(imported.stdout.startsWith('1 posts read: 1 new'), true, imported.stderr)
    const restored = await runProgram(['restore', 'copy.db'], other, folder)
    assert.match(restored.stdout, /2 posts.*\nwhat was there before is in .*other\.db\.before-restore-/)
    const found = await runProgram(['search', 'домой'], other, folder)
    assert.match(found.stdout, /t\.me\/news\/1/)
  })

  it('refuses in one line what it cannot do, with the reason', async () => {
    const damaged = await run('restore', 'found.jsonl')
    assert.equal(damaged.code, 1)
    assert.match(damaged.stderr, /found\.jsonl cannot be restored: file is not a database/)
    const missing = await run('import', 'none.jsonl')
    assert.deepEqual([missing.code, missing.stderr], [2, 'there is no file none.jsonl\n'])
  })

  it('lets nobody bring in or restore while the bot runs, and copies then too', async () => {
    await using sandbox = await startSandbox({ demoCast: true })
    const running = {
      ...settings,
      BOT_TOKEN: sandbox.token,
      TELEGRAM_API_ROOT: sandbox.botApiRoot,
      TELEGRAM_WEB_ROOT: sandbox.webRoot,
      BACKUP_DIR: join(folder, 'backups'),
    }
    await using bot = startProgram([], running, folder)
    while (!sandbox.calls.some(({ method }) => method === 'getUpdates')) await new Promise(setImmediate)
    for (const words of [
      ['import', 'found.jsonl'],
      ['restore', 'copy.db'],
    ]) {
      const refused = await runProgram(words, running, folder)
      assert.equal(refused.code, 1)
      assert.match(refused.stderr, /another Vestnik is running/)
    }
    const backup = await runProgram(['backup', 'live.db'], running, folder)
    assert.match(backup.stdout, /live\.db: sound/)
    // The first copy of the night's folder is made at once.
    const copies = (): readonly string[] => readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('Z.db'))
    while (copies().length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    bot.kill('SIGTERM')
    assert.equal((await bot.ended).code, 0)
  })
})
