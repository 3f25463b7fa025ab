import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, beforeEach, describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import type { BackupFolder } from '../../src/domain/upkeep.ts'
import { createBackups } from '../../src/flows/backup.ts'
import { createBackupFolder } from '../../src/sqlite/backup-folder.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'

const root = mkdtempSync(join(tmpdir(), 'vestnik-backup-'))
after(() => rmSync(root, { recursive: true }))
const signal = AbortSignal.timeout(60_000)
const minute = 60_000
/** Kyiv is two hours ahead of UTC: 04:00 there is 02:00. */
const noon = Date.UTC(2026, 1, 10, 12)
const night = (day: number): number => Date.UTC(2026, 1, day, 2)

describe('nightly backups', () => {
  let databasePath: string
  let store: Store
  let clock: TestClock
  let folder: BackupFolder
  let failures: unknown[]
  beforeEach(() => {
    const place = mkdtempSync(join(root, 'case-'))
    databasePath = join(place, 'vestnik.db')
    store = openStore({ path: databasePath, analyzer: createStemAnalyzer() })
    clock = createTestClock(noon)
    folder = createBackupFolder({ databasePath, folder: join(place, 'backups') })
    failures = []
  })
  afterEach(() => store.close())

  const start = (options: { keep?: number; folder?: BackupFolder } = {}) => {
    const backups = createBackups({
      store,
      clock,
      folder: options.folder ?? folder,
      timeZone: 'Europe/Kyiv',
      keep: options.keep ?? 7,
      onDone: () => {},
      onFailed: (error) => failures.push(error),
    })
    return async (at: number): Promise<void> => {
      clock.set(at)
      await backups.run(signal)
    }
  }

  it('are made at once where there is none, then after each 04:00 of the time zone', async () => {
    const run = start()
    await run(noon)
    await run(night(11) - 2 * minute)
    assert.deepEqual(await folder.list(), [noon])
    await run(night(11))
    await run(night(11) + 2 * minute)
    assert.deepEqual(await folder.list(), [night(11), noon])
  })

  it('make up for nights on which nobody ran, once', async () => {
    await start()(noon)
    const late = night(14) + 5 * 60 * minute
    await start()(late)
    await start()(late + 2 * minute)
    assert.deepEqual(await folder.list(), [late, noon])
  })

  it('are kept as many as wanted, the newest', async () => {
    const run = start({ keep: 2 })
    for (const day of [11, 12, 13]) await run(night(day))
    assert.deepEqual(await folder.list(), [night(13), night(12)])
  })

  it('that fail are told of, tried again after an hour, and forgotten when one succeeds', async () => {
    let isFull = true
    const full: BackupFolder = {
      ...folder,
      make: async (at) => {
        if (isFull) throw new Error('no space left')
        return folder.make(at)
      },
    }
    const run = start({ folder: full })
    await run(noon)
    await run(noon + 2 * minute)
    assert.equal(failures.length, 1)
    const failed = await store.chores.find('backup')
    assert.deepEqual([failed.failedAt, failed.failure], [noon, 'no space left'])
    isFull = false
    await run(noon + 61 * minute)
    const chore = await store.chores.find('backup')
    assert.deepEqual([chore.doneAt, chore.failedAt], [noon + 61 * minute, null])
  })

  it('that fail leave the copies that are there', async () => {
    await start()(noon)
    await store.close()
    writeFileSync(databasePath, 'no database at all, and long enough to be read as one. '.repeat(100))
    const lost = openMemoryStore({ analyzer: createStemAnalyzer() })
    const parts = { store: lost, clock, folder, timeZone: 'UTC', keep: 1, onDone: () => {} }
    clock.set(night(12))
    await createBackups({ ...parts, onFailed: (error) => failures.push(error) }).run(signal)
    assert.equal(failures.length, 1)
    assert.deepEqual(await folder.list(), [noon])
    await lost.close()
    rmSync(databasePath)
    store = openStore({ path: databasePath, analyzer: createStemAnalyzer() })
  })
})
