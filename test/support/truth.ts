import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import type { Source } from '../../src/domain/source.ts'
import type { FaultRule } from '../../sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { type Archive, openArchive } from './archive.ts'
import { createTestClock, type TestClock } from './clock.ts'

const minute = 60_000
const wholePage = 20
const chatId = 1
const startAt = Date.UTC(2026, 2, 1, 12)

/** What may happen between a channel and the archive. */
export type Step =
  | { readonly kind: 'publish'; readonly posts: readonly ('plain' | 'album' | 'gap' | 'service')[] }
  /** `back`: counted from the newest post. */
  | { readonly kind: 'edit' | 'delete'; readonly back: number }
  | { readonly kind: 'fault'; readonly rule: FaultRule }
  /** More posts than a page holds, and a catch-up that breaks off. */
  | { readonly kind: 'broken burst'; readonly posts: number }
  | { readonly kind: 'empty page'; readonly times: number }
  /** From now on pages hold so many messages. */
  | { readonly kind: 'page size'; readonly messages: number }
  /** The channel's name gets other capitals. */
  | { readonly kind: 'capitals' }
  | { readonly kind: 'advance'; readonly minutes: number }
  | { readonly kind: 'poll' | 'digest' | 'poll and digest' | 'reopen' | 'unfollow' | 'follow' }

const post = fc.oneof(
  { weight: 12, arbitrary: fc.constant('plain' as const) },
  { weight: 2, arbitrary: fc.constant('album' as const) },
  { weight: 2, arbitrary: fc.constant('gap' as const) },
  { weight: 1, arbitrary: fc.constant('service' as const) },
)

const fault: fc.Arbitrary<FaultRule> = fc.record({
  match: fc.record({ server: fc.constant('web' as const), path: fc.constantFrom('/s/', 'before=', 'after=') }),
  kind: fc.constantFrom('truncate' as const, 'drop' as const, 'drop-after-effect' as const, 'garbage' as const),
  times: fc.integer({ min: 1, max: 3 }),
})

const serverError: fc.Arbitrary<FaultRule> = fc.record({
  match: fc.record({ server: fc.constant('web' as const), path: fc.constantFrom('/s/', 'before=', 'after=') }),
  kind: fc.constant('status' as const),
  status: fc.constantFrom(403, 429, 500, 502),
  times: fc.integer({ min: 1, max: 3 }),
})

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('broken burst' as const), posts: fc.integer({ min: 21, max: 60 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      posts: fc.array(post, { minLength: 1, maxLength: 60, size: 'max' }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), back: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), back: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fault' as const), rule: fc.oneof(fault, serverError) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('empty page' as const), times: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('page size' as const), messages: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'capitals' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('advance' as const), minutes: fc.integer({ min: 0, max: 90 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'poll' as const,
        'poll' as const,
        'digest' as const,
        'poll and digest' as const,
        'reopen' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('unfollow' as const, 'follow' as const) }) },
)

/** An archive, a channel, and the truth about what the channel has shown. */
export interface Story extends AsyncDisposable {
  play(step: Step): Promise<void>
  /** What was published in all. */
  published(): number
  settle(): Promise<void>
  check(): Promise<void>
}

export async function openStory(): Promise<Story> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'vestnik-truth-')), (path) => rm(path, { recursive: true }))
  const clock = createTickingClock()
  let pageSize = wholePage
  const sandbox = stack.use(await startSandbox({ now: clock.now, pageSize: () => pageSize }))
  const emptyPage = await openChannel(sandbox)
  /** Text of every post when a page last showed it. */
  const shown = new Map<number, string>()
  const sent: number[] = []
  const open = (): Promise<Archive> =>
    openArchive({
      path: join(folder, 'vestnik.db'),
      clock,
      sandbox,
      backfill: 10_000,
      recheckMs: [10 * minute, 60 * minute, 180 * minute],
      wrapSource: (source) => watchSource(source, sandbox, shown),
    })
  let archive = await open()
  stack.defer(() => archive[Symbol.asyncDispose]())
  await archive.addChat(chatId)
  await archive.following.follow(chatId, '@news', AbortSignal.timeout(10_000))
  const resources = stack.move()

  const play = async (one: Step): Promise<void> => {
    if (one.kind === 'poll') return archive.settle()
    if (one.kind === 'digest') return void sent.push(...(await takeDigest(archive)))
    if (one.kind === 'poll and digest') {
      const [parts] = await Promise.all([takeDigest(archive), archive.settle(), archive.settle()])
      return void sent.push(...parts)
    }
    if (one.kind === 'broken burst') {
      await play({ kind: 'publish', posts: Array.from({ length: one.posts }, () => 'plain') })
      sandbox.faults.add({ match: { server: 'web', path: 'after=' }, kind: 'status', status: 500 })
      clock.advance(120 * minute)
      return archive.settle()
    }
    if (one.kind === 'unfollow') return void (await archive.following.unfollow(chatId, '@news'))
    if (one.kind === 'follow') {
      return void (await archive.following.follow(chatId, '@news', AbortSignal.timeout(10_000)))
    }
    if (one.kind === 'empty page') {
      const headers = { 'content-type': 'text/html' }
      const match = { server: 'web' } as const
      sandbox.faults.add({ match, kind: 'status', status: 200, body: emptyPage, headers, times: one.times })
      return
    }
    if (one.kind === 'page size') return void (pageSize = one.messages)
    if (one.kind !== 'reopen') return change(sandbox, clock, one)
    await archive[Symbol.asyncDispose]()
    archive = await open()
    await archive.store.releaseLeases()
  }
  return {
    play,
    published: () => sandbox.channels.posts('news').length,
    settle: async () => {
      sandbox.faults.clear()
      pageSize = wholePage
      await play({ kind: 'follow' })
      for (let round = 0; round < 10; round += 1) {
        clock.advance(120 * minute)
        await archive.settle()
      }
      for (let digests = -1; digests < sent.length;) {
        digests = sent.length
        await play({ kind: 'digest' })
      }
    },
    check: () => check(archive, sandbox, shown, sent),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** A clock that is later whenever somebody looks, so that no two things happen at once. */
function createTickingClock(): TestClock {
  const clock = createTestClock(startAt)
  const now = (): number => {
    clock.advance(1)
    return clock.now()
  }
  return { ...clock, now }
}

/** A channel, and the page of a channel without posts under its name. */
async function openChannel({ channels, webRoot }: Sandbox): Promise<string> {
  channels.add({ name: 'news', title: 'News', description: '', subscribers: 1, telegramId: 9, preview: true })
  const response = await fetch(`${webRoot}/s/news`)
  return response.text()
}

function watchSource(source: Source, { channels }: Sandbox, shown: Map<number, string>): Source {
  return {
    describe: (name, signal) => source.describe(name, signal),
    describePost: (name, id, signal) => source.describePost(name, id, signal),
    checkPost: async (name, id, signal) => {
      const check = await source.checkPost(name, id, signal)
      const text = channels.posts('news').find((one) => one.id === id)?.text
      if (check.kind === 'there') shown.set(id, text ?? 'never published')
      return check
    },
    fetchPage: async (name, position, signal) => {
      const page = await source.fetchPage(name, position, signal)
      const texts = new Map(channels.posts('news').map((one) => [one.id, one.text]))
      for (const { messageId } of page.posts) shown.set(messageId, texts.get(messageId) ?? 'never published')
      return page
    },
  }
}

let edits = 0

function change({ channels, faults }: Sandbox, clock: TestClock, one: Step): void {
  const at = 'back' in one ? channels.posts('news').at(-1 - one.back) : undefined
  if (one.kind === 'capitals') {
    const name = channels.profile('news')?.name === 'news' ? 'News' : 'news'
    return channels.updateProfile('news', { name })
  }
  if (one.kind === 'advance') clock.advance(one.minutes * minute)
  if (one.kind === 'fault') faults.add(one.rule)
  if (one.kind === 'edit' && at !== undefined && at.kind === 'post') {
    channels.edit('news', at.id, { text: `changed ${(edits += 1)}` })
  }
  if (one.kind === 'delete' && at !== undefined) {
    for (const id of at.albumIds.length === 0 ? [at.id] : at.albumIds.toReversed()) channels.delete('news', id)
  }
  if (one.kind !== 'publish') return
  for (const kind of one.posts) {
    channels.publish('news', {
      text: `${kind} ${channels.posts('news').length}`,
      ...(kind === 'album' ? { media: [{ kind: 'photo' }, { kind: 'photo' }, { kind: 'photo' }] } : {}),
      ...(kind === 'gap' ? { skipIds: 7 } : {}),
      ...(kind === 'service' ? { kind: 'service' } : {}),
    })
  }
}

/** Message ids of what a digest that is asked for now sends. */
async function takeDigest({ digesting, store, clock }: Archive): Promise<number[]> {
  await digesting.sendNow(chatId)
  const now = clock.now()
  const parcels = await store.outbox.claimDue({ now, leaseUntil: now + minute, limit: 10 })
  for (const { id } of parcels) await store.outbox.recordPartSent({ parcelId: id, part: 0, parts: 1, now })
  return parcels
    .flatMap((parcel) => parcel.content.groups.flatMap((group) => group.channels.flatMap((channel) => channel.items)))
    .map((item) => item.messageId)
}

async function check({ store }: Archive, { channels }: Sandbox, shown: Map<number, string>, sent: readonly number[]) {
  const channel = await store.channels.findByName('news')
  assert.ok(channel)
  assert.equal(channel.failures, 0)
  if (channel.cursor > 0) assert.equal(channel.backfillLeft, 0, 'the backfill has ended')
  const stored = await store.posts.listPage({ channelId: channel.id, afterId: 0, limit: 100_000 })
  const texts = stored.map((one) => [one.messageId, one.text] as const).sort(([a], [b]) => a - b)
  assert.deepEqual(
    texts,
    [...shown].sort(([a], [b]) => a - b),
  )
  const published = channels.posts('news').map((one) => one.id)
  assert.deepEqual(
    published.filter((id) => !shown.has(id)),
    [],
    'every post that is there was read',
  )
  const there = new Set(published)
  const firstShown = channels.posts('news').at(-15)?.id
  const isOnPage = (id: number): boolean => published.length > 0 && (firstShown === undefined || id >= firstShown)
  const marked = stored.filter((one) => one.deletedAt !== null)
  assert.deepEqual(
    marked.filter((one) => there.has(one.messageId) || (one.lastSeenAt ?? 0) >= (one.deletedAt ?? 0)),
    [],
    'nothing that is there is marked as deleted, and the times are in order',
  )
  assert.deepEqual(
    stored.filter(
      (one) => one.kind !== 'service' && !there.has(one.messageId) && isOnPage(one.messageId) && one.deletedAt === null,
    ),
    [],
    'what was taken back within the newest page is marked as deleted',
  )
  const newest = channels.posts('news').slice(-5)
  assert.deepEqual(
    newest.map((one) => shown.get(one.id)),
    newest.map((one) => one.text),
    'edits of the newest posts were read',
  )
  const news = stored.filter((one) => one.kind !== 'service').map((one) => one.messageId)
  assert.deepEqual(
    sent.toSorted((a, b) => a - b),
    news.toSorted((a, b) => a - b),
    'each post was sent once',
  )
}
