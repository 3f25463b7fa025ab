import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const person = 101
const now = Date.UTC(2026, 2, 1)

async function openWith(chatIds: readonly number[]): Promise<Store> {
  const store = openMemoryStore({ analyzer: createStemAnalyzer() })
  for (const id of [person, ...chatIds]) {
    const kind = id > 0 ? 'private' : 'supergroup'
    const hours = { timeZone: 'UTC', digestTime: '09:00', nextSlotAt: now }
    await store.chats.ensure({ id, kind, language: 'en', ...hours, now })
  }
  return store
}

const toGroup = { personId: person, limit: 2, now }

suite('connections', () => {
  test('the latest one is managed, and one at most', async () => {
    const store = await openWith([-1, -2])
    assert.equal(await store.connections.connect({ ...toGroup, chatId: -1, title: 'B' }), true)
    assert.equal(await store.connections.connect({ ...toGroup, chatId: -2, title: 'A' }), true)
    assert.deepEqual(await store.connections.list(person), [
      { chatId: -2, title: 'A', isManaged: true },
      { chatId: -1, title: 'B', isManaged: false },
    ])
    assert.equal(await store.connections.manage(person, -1), true)
    assert.equal(await store.connections.manage(person, -3), false)
    await store.connections.manage(person, null)
    assert.deepEqual(
      (await store.connections.list(person)).map(({ isManaged }) => isManaged),
      [false, false],
    )
    await store.close()
  })

  test('there are no more than the limit, but a known one is renewed', async () => {
    const store = await openWith([-1, -2, -3])
    for (const chatId of [-1, -2]) await store.connections.connect({ ...toGroup, chatId, title: 'x' })
    assert.equal(await store.connections.connect({ ...toGroup, chatId: -3, title: 'x' }), false)
    assert.equal(await store.connections.connect({ ...toGroup, chatId: -1, title: 'renamed' }), true)
    assert.deepEqual(
      (await store.connections.list(person)).map(({ title }) => title),
      ['renamed', 'x'],
    )
    await store.close()
  })

  test('they move with a migration, and go with either chat', async () => {
    const store = await openWith([-1, -2])
    for (const chatId of [-1, -2]) await store.connections.connect({ ...toGroup, chatId, title: 'x' })
    await store.chats.recordMigration(-2, -20)
    assert.deepEqual(
      (await store.connections.list(person)).map(({ chatId }) => chatId),
      [-20, -1],
    )
    await store.chats.forget(-1)
    assert.equal((await store.connections.list(person)).length, 1)
    await store.chats.forget(person)
    assert.deepEqual(await store.connections.list(person), [])
    await store.close()
  })
})
