import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Channels, SandboxMedia } from '../../../sandbox/channels.ts'
import { newsProfile, shownIds, shownMessageIds, startPreview, type PreviewServer } from './preview-server.ts'

interface Step {
  readonly items: number
  readonly skipIds: number
  readonly isDeleted: boolean
}

const steps = fc.array(
  fc.record({
    items: fc.oneof(
      { weight: 4, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 10 }) },
    ),
    skipIds: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
    ),
    isDeleted: fc.boolean(),
  }),
  { maxLength: 45 },
)

let channelCount = 0

/** A new channel with these posts; ids of the messages that are left. */
function publishAll(channels: Channels, posts: readonly Step[]): { name: string; ids: number[] } {
  const name = `channel_${++channelCount}`
  channels.add({ ...newsProfile, name, telegramId: channelCount })
  const published = posts.map(({ items, skipIds }) => {
    const media: SandboxMedia[] = items === 1 ? [] : Array.from({ length: items }, () => ({ kind: 'photo' }))
    return channels.publish(name, { text: 'a', media, skipIds })
  })
  const left = published.filter((post, index) => !posts[index]?.isDeleted || (channels.delete(name, post.id), false))
  return { name, ids: left.flatMap((post) => (post.albumIds.length > 0 ? post.albumIds : [post.id])) }
}

async function walkBefore(server: PreviewServer, name: string): Promise<number[]> {
  const found: number[] = []
  for (let path = `/s/${name}`; ; path = `/s/${name}?before=${found[0]}`) {
    const ids = shownMessageIds(await server.page(path))
    if (ids.length === 0) return found
    assert.ok(found.length === 0 || ids[0]! < found[0]!, 'the walk does not get on')
    found.unshift(...ids)
  }
}

async function walkAfter(server: PreviewServer, name: string): Promise<number[]> {
  const found: number[] = []
  for (;;) {
    const ids = shownMessageIds(await server.page(`/s/${name}?after=${found.at(-1) ?? 0}`))
    if (ids.length === 0) return found
    assert.ok(ids.at(-1)! > (found.at(-1) ?? 0), 'the walk does not get on')
    found.push(...ids)
  }
}

test('walking by before from the newest page yields every message once and in order', async () => {
  await using server = await startPreview({ pageSize: 7 })
  await fc.assert(
    fc.asyncProperty(steps, async (posts) => {
      const { name, ids } = publishAll(server.channels, posts)
      assert.deepEqual(await walkBefore(server, name), ids)
    }),
    { numRuns: 25 },
  )
})

test('walking by after from 0 yields every message once and in order', async () => {
  await using server = await startPreview({ pageSize: 7 })
  await fc.assert(
    fc.asyncProperty(steps, async (posts) => {
      const { name, ids } = publishAll(server.channels, posts)
      assert.deepEqual(await walkAfter(server, name), ids)
    }),
    { numRuns: 25 },
  )
})

test('following the links of the pages leads over every post, back and forth', async () => {
  await using server = await startPreview({ pageSize: 5 })
  await fc.assert(
    fc.asyncProperty(steps, async (posts) => {
      const { name, ids } = publishAll(server.channels, posts)
      for (const [rel, start] of [
        ['prev', `/s/${name}`],
        ['next', `/s/${name}?after=0`],
      ] as const) {
        const found: number[] = []
        for (let path: string | undefined = start; path !== undefined;) {
          const $ = await server.page(path)
          found.push(...shownMessageIds($))
          assert.ok(found.length <= ids.length, 'the links lead in a circle')
          path = $(`link[rel=${rel}]`).attr('href')
          assert.equal($(`.js-messages_more[data-${rel === 'prev' ? 'before' : 'after'}]`).attr('href'), path)
        }
        assert.deepEqual(
          found.toSorted((a, b) => a - b),
          ids,
        )
      }
    }),
    { numRuns: 10 },
  )
})

test('a page holds as many messages as the page size tells, the items of albums counted', async () => {
  await using server = await startPreview()
  const { name } = publishAll(
    server.channels,
    [1, 1, 1, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1].map((items) => ({ items, skipIds: 0, isDeleted: false })),
  )
  const $ = await server.page(`/s/${name}`)
  assert.equal(shownMessageIds($).length, 20)
  assert.equal(shownIds($).length, 11)
})

test('an album that alone is larger than a page is shown whole', async () => {
  await using server = await startPreview({ pageSize: 4 })
  const { name, ids } = publishAll(server.channels, [{ items: 9, skipIds: 0, isDeleted: false }])
  assert.deepEqual(shownMessageIds(await server.page(`/s/${name}`)), ids)
})

test('an album is never cut: an id within it leaves it whole on either side', async () => {
  await using server = await startPreview()
  const { name } = publishAll(
    server.channels,
    [1, 3, 1].map((items) => ({ items, skipIds: 0, isDeleted: false })),
  )
  assert.deepEqual(shownMessageIds(await server.page(`/s/${name}?before=3`)), [1, 2, 3, 4])
  assert.deepEqual(shownMessageIds(await server.page(`/s/${name}?after=3`)), [2, 3, 4, 5])
  assert.deepEqual(shownMessageIds(await server.page(`/s/${name}?after=4`)), [5])
})

test('before=0 and what is no number silently give the newest page', async () => {
  await using server = await startPreview({ pageSize: 3 })
  const posts = Array.from({ length: 9 }, () => ({ items: 1, skipIds: 0, isDeleted: false }))
  const { name } = publishAll(server.channels, posts)
  for (const query of ['before=0', 'before=', 'before=-4', 'before=abc', 'after=x', 'before=1e3']) {
    assert.deepEqual(shownIds(await server.page(`/s/${name}?${query}`)), [7, 8, 9], query)
  }
})

test('before the first and after the last post stands the mark of no posts', async () => {
  await using server = await startPreview()
  const { name } = publishAll(server.channels, [{ items: 1, skipIds: 6, isDeleted: false }])
  for (const query of ['before=7', 'before=1', 'after=7', 'after=99']) {
    const $ = await server.page(`/s/${name}?${query}`)
    assert.equal($('.tgme_widget_message_wrap .tme_no_messages_found').text(), 'No posts found', query)
    assert.equal($('[data-post], link[rel=canonical], link[rel=prev]').length, 0)
  }
})

test('a page around a post has posts from both sides of it, also for an id that is a hole', async () => {
  await using server = await startPreview({ pageSize: 4 })
  const posts = Array.from({ length: 9 }, (_, index) => ({ items: 1, skipIds: 0, isDeleted: index === 4 }))
  const { name } = publishAll(server.channels, posts)
  assert.deepEqual(shownIds(await server.page(`/s/${name}/4`)), [2, 3, 4, 6])
  assert.deepEqual(shownIds(await server.page(`/s/${name}/5`)), [3, 4, 6, 7])
})

test('canonical is the page before the id that follows the last one shown', async () => {
  await using server = await startPreview()
  const { name } = publishAll(
    server.channels,
    [1, 3].map((items) => ({ items, skipIds: 0, isDeleted: false })),
  )
  const $ = await server.page(`/s/${name}`)
  assert.equal($('link[rel=canonical]').attr('href'), `/s/${name}?before=5`)
})
