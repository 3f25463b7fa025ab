import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { digestVersion } from '../../src/core/version-digest.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Media, PostContent, Reaction } from '../../src/domain/post.ts'
import type { Store } from '../../src/domain/store.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { anyText } from '../support/any-text.ts'
import { exported, exportedPosts, imported, importedAt } from '../support/exporting.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const folder = mkdtempSync(join(tmpdir(), 'vestnik-export-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const freshPath = (ending: string): string => join(folder, `${(files += 1)}.${ending}`)
const t0 = Date.UTC(2026, 0, 2)

async function withStore<T>(run: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore({ path: freshPath('db'), analyzer: createStemAnalyzer() })
  try {
    return await run(store)
  } finally {
    await store.close()
  }
}

async function record(store: Store, name: string, posts: readonly PostContent[], now = t0): Promise<number> {
  const profile = makeProfile({ name, telegramId: name.length })
  const { id } = await store.channels.add(profile, { now, backfill: 0 })
  const page = { channelId: id, profile, posts, cursor: 100, backfill: null, leaseUntil: now, now }
  await store.channels.recordPage(page)
  return id
}

function lines(text: string): readonly string[] {
  return text.split('\n').sort()
}

/** A post of a day of January. */
function on(messageId: number, day: number, text: string): PostContent {
  return makePost({ messageId, text, publishedAt: Date.UTC(2026, 0, day) })
}

describe('a post that its channel took back', () => {
  it('comes out and goes in with the two times between which it went', async () => {
    const text = await withStore(async (store) => {
      const id = await record(store, 'news', [on(1, 1, 'one')])
      await store.channels.recordDeleted(id, [1], t0 + 5000)
      return exported(store)
    })
    const { deleted } = JSON.parse(text) as { deleted: unknown }
    assert.deepEqual(deleted, { after: '2026-01-02T00:00:00.000Z', before: '2026-01-02T00:00:05.000Z' })
    const path = freshPath('jsonl')
    writeFileSync(path, text)
    await withStore(async (store) => {
      await imported(store, path)
      assert.equal(await exported(store), text)
    })
  })
})

async function saved(store: Store): Promise<string> {
  const path = freshPath('jsonl')
  writeFileSync(path, await exported(store))
  return path
}

const anyMedia: fc.Arbitrary<Media> = fc.oneof(
  fc.record({
    kind: fc.constant('photo' as const),
    url: fc.constantFrom(null, 'https://cdn/1'),
    messageId: fc.constant(1),
  }),
  fc.record({
    kind: fc.constant('poll' as const),
    question: anyText(6),
    type: fc.constantFrom(null, 'Quiz'),
    options: fc.array(fc.record({ text: anyText(4), percent: fc.constantFrom(null, 40) }), { maxLength: 2 }),
    voters: fc.constantFrom(null, { label: '9.5K', value: 9500 }),
  }),
  fc.record({
    kind: fc.constant('document' as const),
    title: anyText(5),
    sizeLabel: fc.constant('1 KB'),
    messageId: fc.constant(null),
  }),
)

/** A look at one post; the same message may be looked at again, and say something else. */
const anyLook: fc.Arbitrary<PostContent> = fc
  .record({
    messageId: fc.integer({ min: 1, max: 6 }),
    kind: fc.constantFrom('post' as const, 'post' as const, 'service' as const, 'unsupported' as const),
    text: fc.oneof(anyText(12), fc.constantFrom('Путь домой', 'другое слово')),
    entities: fc.array(
      fc.record({
        type: fc.constantFrom('bold' as const, 'url' as const),
        offset: fc.nat(5),
        length: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 2 },
    ),
    edited: fc.boolean(),
    views: fc.constantFrom(null, { label: '9.5K', value: 9500 }),
    author: fc.constantFrom(null, 'Anna'),
    forward: fc.constantFrom(null, { name: 'X', channel: 'other', id: 5, author: null }),
    reply: fc.constantFrom(null, { channel: null, id: 3, author: null, quote: 'Ждём' }),
    albumIds: fc.constantFrom([], [101, 102]),
    media: fc.array(anyMedia, { maxLength: 2 }),
    reactions: fc.constantFrom<Reaction[]>(
      [],
      [
        { kind: 'emoji', emoji: '❤', count: { label: '1.2K', value: 1200 } },
        { kind: 'custom_emoji', customEmojiId: '5', count: { label: '3', value: 3 } },
        { kind: 'paid', count: { label: '2', value: 2 } },
      ],
    ),
    buttons: fc.constantFrom(
      [],
      [[{ text: 'Ещё', url: 'https://example.org' }], [{ text: 'В приложении', url: null }]],
    ),
    viaBot: fc.constantFrom(null, 'gif'),
    serviceKind: fc.constantFrom(null, 'pinned' as const),
    pinned: fc.constantFrom(null, 'Путь домой'),
  })
  .map((look) => makePost(look))

describe('export and import', () => {
  it('an export that is imported into an empty archive exports the same lines', async () => {
    const anyLooks = fc.array(fc.tuple(fc.constantFrom('news', 'other'), anyLook), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(anyLooks, async (looks) => {
        await withStore(async (from) => {
          for (const [index, [name, look]] of looks.entries()) await record(from, name, [look], t0 + index * 60_000)
          const file = await saved(from)
          await withStore(async (to) => {
            await imported(to, file)
            assert.deepEqual(lines(await exported(to)), lines(readFileSync(file, 'utf8')))
          })
        })
      }),
      { numRuns: 15 },
    )
  })

  it('lists every version that was seen, oldest first, with a digest that can be worked out from the line alone', () =>
    withStore(async (store) => {
      await record(store, 'news', [makePost({ messageId: 1, text: 'one' })], t0)
      await record(store, 'news', [makePost({ messageId: 1, text: 'two', edited: true })], t0 + 1000)
      await record(store, 'news', [makePost({ messageId: 1, text: 'three', edited: true })], t0 + 2000)
      const [post] = await exportedPosts(store)
      assert.deepEqual(
        post!.versions.map(({ seenAt, text }) => [seenAt, text]),
        [
          ['2026-01-02T00:00:00.000Z', 'one'],
          ['2026-01-02T00:00:01.000Z', 'two'],
          ['2026-01-02T00:00:02.000Z', 'three'],
        ],
      )
      assert.equal(post!.deleted, null)
      for (const version of post!.versions) {
        const { text, entities, media } = version
        const publishedAt = Date.parse(post!.publishedAt)
        const content = { channelId: post!.channelId, messageId: post!.id, publishedAt, text, entities, media }
        assert.equal(digestVersion(content), version.sha256)
      }
    }))

  it('takes out what fits the channel, the query and the days alike', () =>
    withStore(async (store) => {
      await record(store, 'news', [on(1, 1, 'слово'), on(2, 2, 'слова'), on(3, 3, 'иное')])
      await record(store, 'other', [on(1, 2, 'слово')])
      const taken = async (request: Parameters<typeof exported>[1]): Promise<readonly string[]> =>
        (await exportedPosts(store, request)).map((post) => `${post.channel}/${post.id}`)
      assert.deepEqual(await taken({ query: 'слово' }), ['news/1', 'other/1', 'news/2'])
      assert.deepEqual(await taken({ query: 'слово', channel: 'news', fromAt: Date.UTC(2026, 0, 2) }), ['news/2'])
      assert.deepEqual(await taken({ beforeAt: Date.UTC(2026, 0, 2) }), ['news/1'])
      assert.deepEqual(await taken({ fromAt: Date.UTC(2026, 0, 3) }), ['news/3'])
    }))

  it('writes a file whole or not at all', () =>
    withStore(async (store) => {
      await record(store, 'news', [makePost({ messageId: 1 })])
      const out = join(folder, 'whole.jsonl')
      await exported(store, { out })
      assert.equal(readFileSync(out, 'utf8'), await exported(store))
      const failing: Store = {
        ...store,
        archive: { ...store.archive, listPage: () => Promise.reject(new Error('the disk is gone')) },
      }
      await assert.rejects(exported(failing, { out, format: 'html' }), /the disk is gone/)
      assert.equal(readFileSync(out, 'utf8'), await exported(store))
      assert.deepEqual(
        readdirSync(folder).filter((file) => file.includes('unfinished')),
        [],
      )
    }))
})

describe('an import', () => {
  it('of the same file changes nothing the second time', () =>
    withStore(async (store) => {
      const file = await withStore(async (from) => {
        await record(from, 'news', [makePost({ messageId: 1, text: 'one' })])
        await record(from, 'news', [makePost({ messageId: 1, text: 'two' }), makePost({ messageId: 2 })], t0 + 1000)
        return saved(from)
      })
      assert.match(await imported(store, file), /2 posts read: 2 new/)
      const before = await exported(store)
      assert.match(await imported(store, file), /2 posts read: 0 new, 0 with .*, 2 known already/)
      assert.equal(await exported(store), before)
    }))

  it('leaves the text that is there, and keeps another one as a former version', () =>
    withStore(async (store) => {
      const file = await withStore(async (from) => {
        await record(from, 'news', [makePost({ messageId: 1, text: 'older' })], t0 - 1000)
        return saved(from)
      })
      await record(store, 'news', [makePost({ messageId: 1, text: 'newer' })])
      await imported(store, file)
      const [post] = await exportedPosts(store)
      assert.equal(post!.text, 'newer')
      assert.deepEqual(
        post!.versions.map(({ text }) => text),
        ['older', 'newer'],
      )
    }))

  it('goes to the channel with its number, which keeps the name that it has now', () =>
    withStore(async (store) => {
      const file = await withStore(async (from) => {
        await record(from, 'olds', [makePost({ messageId: 1 })])
        await record(from, 'other', [makePost({ messageId: 2 })])
        return saved(from)
      })
      await record(store, 'news', [makePost({ messageId: 5 })])
      assert.match(await imported(store, file, 'news'), /1 posts read: 1 new/)
      await assert.rejects(imported(store, file, 'nobody'), /has no posts of @nobody$/)
      const channels = await store.channels.listAll()
      assert.deepEqual(
        channels.map(({ name }) => name),
        ['news'],
      )
      assert.equal(await store.channels.countPosts(channels[0]!.id), 2)
    }))

  it('is no news: nothing waits to be matched, and the cursor stays', () =>
    withStore(async (store) => {
      const file = await withStore(async (from) => {
        await record(from, 'news', [makePost({ messageId: 500 })])
        return saved(from)
      })
      await record(store, 'news', [makePost({ messageId: 1 })])
      const before = await store.posts.countUnmatched()
      await imported(store, file)
      assert.equal(await store.posts.countUnmatched(), before)
      const channel = await store.channels.findByName('news')
      assert.equal(channel?.cursor, 100)
      assert.equal(await store.posts.count(), 2)
    }))

  it('can be searched', () =>
    withStore(async (store) => {
      const file = await withStore(async (from) => {
        await record(from, 'news', [makePost({ messageId: 1, text: 'Путь домой' })])
        return saved(from)
      })
      await imported(store, file)
      assert.equal((await exportedPosts(store, { query: 'дом*' })).length, 1)
      const [channel] = await store.channels.listAll()
      const query = {
        kind: 'word',
        text: 'путь',
        match: 'any_form',
        terms: createStemAnalyzer().termsOf('путь'),
      } as const
      const found = await store.posts.search({
        query,
        channelIds: [channel!.id],
        order: 'newest',
        position: null,
        limit: 5,
        now: importedAt,
      })
      assert.equal(found.posts.length, 1)
    }))

  it('names the line that is no post, and keeps what came before it', () =>
    withStore(async (store) => {
      const file = await withStore(async (from) => {
        await record(from, 'news', [makePost({ messageId: 1 })])
        return saved(from)
      })
      const good = readFileSync(file, 'utf8')
      for (const [line, reason] of [
        ['{"channel":"news"}', /line 2 .* id is no number/],
        ['no JSON', /line 2 .* is no JSON/],
        [good.trim().replace('"kind":"post"', '"kind":"poem"'), /line 2 .* kind is not known/],
        [good.trim().replace('"publishedAt":"2026', '"publishedAt":"1026'), /line 2 .* publishedAt is no time/],
        [
          good
            .trim()
            .replace(
              '"text":"post 1","html":"post 1","entities":[],"views"',
              '"text":"forged","html":"","entities":[],"views"',
            ),
          /line 2 .* last of versions/,
        ],
      ] as const) {
        const bad = freshPath('jsonl')
        writeFileSync(bad, `${good}${line}\n`)
        await assert.rejects(imported(store, bad), reason)
      }
    }))

  it('refuses a name that belongs to another channel by now', () =>
    withStore(async (store) => {
      const file = await withStore(async (from) => {
        await record(from, 'news', [makePost({ messageId: 1 })])
        return saved(from)
      })
      writeFileSync(file, readFileSync(file, 'utf8').replace('"channelId":4', '"channelId":5'))
      await record(store, 'news', [makePost({ messageId: 2 })])
      await assert.rejects(imported(store, file), /another channel/)
    }))
})
