import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, beforeEach, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createMessageSplitter } from '../../src/core/import/json-messages.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { anyText } from '../support/any-text.ts'
import { exportedPosts, imported } from '../support/exporting.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const folder = mkdtempSync(join(tmpdir(), 'vestnik-desktop-'))
after(() => rmSync(folder, { recursive: true }))

const second = (value: number): string => String(1_767_225_600 + value)
let nextId = 0
const message = (fields: Record<string, unknown>) => ({
  id: (nextId += 1),
  type: 'message',
  date: '2026-01-01T02:00:00',
  date_unixtime: second(nextId),
  from: 'Harbour',
  from_id: 'channel42',
  text: '',
  ...fields,
})

/** A file as Telegram Desktop writes it. */
function save(messages: readonly unknown[], head: Record<string, unknown> = {}): string {
  const path = join(folder, `result-${messages.length}-${Math.floor(performance.now() * 1000)}.json`)
  const channel = { name: 'Harbour "messages": [', type: 'public_channel', id: 42, ...head, messages }
  writeFileSync(path, JSON.stringify(channel, null, 1))
  return path
}

describe('an export of Telegram Desktop', () => {
  let store: Store
  beforeEach(() => {
    nextId = 0
    store = openMemoryStore({ analyzer: createStemAnalyzer() })
  })
  afterEach(() => store.close())

  it('comes in with texts, entities, edits, forwards, replies and notices', async () => {
    const file = save([
      message({ type: 'service', action: 'create_channel', actor: 'Harbour', title: 'Harbour' }),
      message({
        edited: '2026-01-01T03:00:00',
        edited_unixtime: second(3600),
        text: [
          'Путь ',
          { type: 'bold', text: 'домой' },
          ' ',
          { type: 'text_link', text: 'тут', href: 'https://example.org/' },
        ],
        author: 'Anna',
      }),
      message({
        text: 'ignored',
        text_entities: [
          { type: 'plain', text: 'see ' },
          { type: 'link', text: 'example.org' },
          { type: 'custom_emoji', text: '🙂', document_id: '123' },
          { type: 'blockquote', text: 'q', collapsed: true },
        ],
        forwarded_from: 'Elsewhere',
        reply_to_message_id: 2,
      }),
    ])
    assert.match(await imported(store, file, 'harbour'), /3 posts read: 3 new/)
    const [notice, edited, forwarded] = await exportedPosts(store)
    assert.deepEqual([notice!.kind, notice!.text], ['service', 'Channel created'])
    assert.equal(edited!.html, 'Путь <b>домой</b> <a href="https://example.org/">тут</a>')
    assert.deepEqual([edited!.edited, edited!.author, edited!.channelId], [true, 'Anna', 42])
    assert.equal(edited!.publishedAt, '2026-01-01T00:00:02.000Z')
    assert.equal(edited!.versions[0]!.seenAt, '2026-01-01T01:00:00.000Z')
    assert.equal(
      forwarded!.html,
      'see <a href="https://example.org">example.org</a><tg-emoji emoji-id="123">🙂</tg-emoji><blockquote expandable>q</blockquote>',
    )
    assert.deepEqual(forwarded!.forwardedFrom, { channel: null, id: null, name: 'Elsewhere', author: null })
    assert.deepEqual(forwarded!.replyTo, { channel: null, id: 2, author: null, quote: null })
    assert.equal((await store.channels.findByName('harbour'))?.title, 'Harbour "messages": [')
  })

  it('comes in with what was attached, by kind', async () => {
    const file = save([
      message({ photo: 'photos/1.jpg', width: 1, height: 1 }),
      message({ file: 'a.mp4', media_type: 'video_file', duration_seconds: 5 }),
      message({ file: 'a.pdf', file_name: 'a.pdf', mime_type: 'application/pdf' }),
      message({ file: 'a.ogg', media_type: 'voice_message', duration_seconds: 2 }),
      message({
        poll: { question: 'Q?', closed: true, total_voters: 4, answers: [{ text: 'A', voters: 1, chosen: false }] },
      }),
      message({ location_information: { latitude: 1.5, longitude: 2 }, place_name: 'P' }),
    ])
    await imported(store, file, 'harbour')
    const media = (await exportedPosts(store)).flatMap((post) => post.media)
    assert.deepEqual(
      media.map(({ kind }) => kind),
      ['photo', 'video', 'document', 'voice', 'poll', 'location'],
    )
    assert.deepEqual(media[4]!.options, [{ text: 'A', percent: 25 }])
    assert.equal(media[2]!.title, 'a.pdf')
  })

  it('has the items of an album together, as the preview has them', async () => {
    const at = { date_unixtime: second(100) }
    const file = save([
      message({ ...at, photo: '1.jpg', text: 'caption' }),
      message({ ...at, photo: '2.jpg' }),
      message({ ...at, file: '3.mp4', media_type: 'video_file' }),
      message({ ...at, text: 'no item' }),
      message({ photo: '5.jpg' }),
    ])
    await imported(store, file, 'harbour')
    const posts = await exportedPosts(store)
    assert.deepEqual(
      posts.map((post) => [post.id, post.albumIds, post.text]),
      [
        [5, [], ''],
        [1, [1, 2, 3], 'caption'],
        [4, [], 'no item'],
      ],
    )
  })

  it('adds nothing to posts that are there, but former texts', async () => {
    const { id } = await store.channels.add(makeProfile({ name: 'harbour', telegramId: 42 }), { now: 0, backfill: 0 })
    const album = makePost({ messageId: 2, albumIds: [2, 3], text: 'now', publishedAt: Number(second(2)) * 1000 })
    const profile = makeProfile({ name: 'harbour', telegramId: 42 })
    const now = Number(second(50)) * 1000
    const page = { channelId: id, profile, posts: [album], cursor: 3, backfill: null, leaseUntil: 0, now }
    await store.channels.recordPage(page)
    const file = save([
      message({ text: 'new' }),
      message({ photo: '2.jpg', text: 'then' }),
      message({ photo: '3.jpg' }),
    ])
    // The channel is found by its number.
    assert.match(await imported(store, file), /3 posts read: 1 new, 1 with .*, 1 known/)
    assert.match(await imported(store, file), /3 posts read: 0 new, 0 with .*, 3 known/)
    const posts = await exportedPosts(store)
    assert.deepEqual(
      posts.map((post) => [post.id, post.text]),
      [
        [1, 'new'],
        [2, 'now'],
      ],
    )
    assert.deepEqual(
      posts[1]!.versions.map(({ text }) => text),
      ['then', 'now'],
    )
  })

  it('is refused when it is of no public channel, names none that is known, or is none at all', async () => {
    const some = [message({ text: 'x' })]
    await assert.rejects(
      imported(store, save(some, { type: 'personal_chat' }), 'harbour'),
      /no export of one public channel/,
    )
    await assert.rejects(imported(store, save(some)), /--channel @name/)
    await assert.rejects(
      imported(store, save([message({ date_unixtime: undefined })]), 'harbour'),
      /message 1 .*date_unixtime/,
    )
    const path = join(folder, 'other.json')
    writeFileSync(path, '{\n "about": "x", "chats": {"list": []}\n}')
    await assert.rejects(imported(store, path, 'harbour'), /is no JSON: import reads/)
    await assert.rejects(imported(store, join(folder, 'none.json')), /there is no file/)
  })

  it('is taken apart message by message, wherever the pieces of the file end', () => {
    const anyMessage = fc.record({
      id: fc.nat(),
      text: fc.oneof(anyText(8), fc.constantFrom('}', '"', '\\', '[{"')),
      list: fc.array(fc.nat(3)),
    })
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 5 }), fc.integer({ min: 1, max: 30 }), (messages, size) => {
        const text = JSON.stringify({ name: 'a ] } "', messages, tail: { x: [1] } })
        const splitter = createMessageSplitter()
        const pieces = []
        for (let start = 0; start < text.length; start += size)
          pieces.push(...splitter.push(text.slice(start, start + size)))
        assert.deepEqual(
          pieces.map((piece) => (piece.kind === 'fault' ? piece : (JSON.parse(piece.json) as unknown))),
          [{ name: 'a ] } "' }, ...(JSON.parse(JSON.stringify(messages)) as unknown[])],
        )
      }),
    )
  })

  it('needs no more memory than a message may have', () => {
    const splitter = createMessageSplitter()
    splitter.push('{"messages": [{"text": "')
    const pieces = Array.from({ length: 10 }, () => splitter.push('x'.repeat(1024 * 1024))).flat()
    assert.deepEqual(
      pieces.map(({ kind }) => kind),
      ['fault'],
    )
  })
})
