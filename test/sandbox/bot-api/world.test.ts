import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { WorldError } from '../../../sandbox/world.ts'
import { anna, openBench, taras } from './client.ts'

describe('waitForMessage', () => {
  it('finds what was said before, unless told to look after a mark', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    assert.equal((await world.waitForMessage(anna, ({ text }) => text === '/start')).text, '/start')
    const after = world.mark()
    const waiting = world.waitForMessage(anna, () => true, { after })
    world.say(anna, anna, 'new')
    assert.equal((await waiting).text, 'new')
    assert.equal((await world.waitForMessage(anna, () => true, { after })).text, 'new')
  })

  it('finds an edit', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const { message_id } = world.say(anna, anna, 'one')
    const waiting = world.waitForMessage(anna, ({ text }) => text === 'two')
    world.editMessage(anna, anna, message_id, 'two')
    assert.equal((await waiting).message_id, message_id)
    assert.equal((await bench.updates()).at(-1).edited_message.text, 'two')
  })

  it('gives up after its time and tells what it saw', async () => {
    await using bench = await openBench()
    const waiting = bench.sandbox.world.waitForMessage(anna, () => false, { timeoutMs: 1 })
    await assert.rejects(waiting, /The last ones: "\/start"/)
  })
})

describe('people', () => {
  it('write only where they are', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const group = world.addGroup({ title: 'G', members: [{ personId: anna }], botStatus: 'member' })
    assert.throws(() => world.say(taras, group.id, 'x'), WorldError)
    assert.throws(() => world.say(taras, anna, 'x'), WorldError)
    assert.throws(() => world.say(999, 999, 'x'), WorldError)
    assert.throws(() => world.say(anna, anna, '  '), WorldError)
    world.setMember(group.id, { personId: taras })
    world.say(taras, group.id, '/x')
    assert.equal((await bench.updates()).length, 2)
  })

  it('do not write into closed topics, unless they lead the group', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const members = [{ personId: anna, status: 'creator' as const }, { personId: taras }]
    const group = world.addGroup({ title: 'G', isForum: true, members, botStatus: 'member' })
    const threadId = world.addTopic(group.id, 'T')
    world.closeTopic(group.id, threadId)
    assert.throws(() => world.say(taras, group.id, 'x', { threadId }), /closed/)
    assert.equal(world.say(anna, group.id, 'x', { threadId }).message_thread_id, threadId)
  })

  it('send files, delete what they wrote, and have the languages of the cast', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const sent = world.sendFile(anna, anna, {
      kind: 'document',
      name: 'a.txt',
      bytes: Buffer.from('x'),
      caption: '#tag',
    })
    assert.equal((await bench.updates())[0].message.document.file_name, 'a.txt')
    world.deleteMessage(anna, anna, sent.message_id)
    assert.equal(world.messages(anna).includes(sent), false)
    assert.deepEqual(
      world.people().map(({ languageCode }) => languageCode),
      ['ru', 'uk', 'en'],
    )
  })
})
