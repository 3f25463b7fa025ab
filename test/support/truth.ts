import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createBackfilling } from '../../src/flows/backfill.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { type Archive, openArchive } from './archive.ts'
import { createTestClock, type TestClock } from './clock.ts'
import { groupsOf } from './groups-of.ts'
import { checkStory, type Sent } from './truth-check.ts'
import { Crashed, type CrashPlan, createTruth } from './truth-looks.ts'
import { type Crash, type Place, places, type Step } from './truth-steps.ts'

const minute = 60_000
const day = 24 * 60 * minute
const wholePage = 20
const chatId = 1
const startAt = Date.UTC(2026, 2, 1, 12)
/** Posts that a channel has when it is first followed, one every two weeks, and so many of them fetched unasked. */
const pastPosts = 70
const fetchedUnasked = 30

/** An archive, a few channels, and the truth about what they have shown. */
export interface Story extends AsyncDisposable {
  play(step: Step): Promise<void>
  /** What is published in all. */
  published(): number
  /** Ends all trouble, follows everything, asks for all of the past, and waits until there is nothing to do. */
  settle(): Promise<void>
  /** Throws when the archive differs from the truth. */
  check(): Promise<void>
}

export async function openStory(): Promise<Story> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'vestnik-truth-')), (path) => rm(path, { recursive: true }))
  const clock = createTickingClock()
  const page = { size: wholePage }
  const sandbox = stack.use(await startSandbox({ now: clock.now, pageSize: () => page.size }))
  const emptyPages: string[] = []
  for (const place of places) emptyPages.push(await openChannel(sandbox, place))
  const crash: CrashPlan = { at: null }
  const truth = createTruth(sandbox)
  const path = join(folder, 'vestnik.db')
  const open = (): Promise<Archive> =>
    openArchive({
      path,
      clock,
      sandbox,
      backfill: fetchedUnasked,
      recheckMs: [10 * minute, 60 * minute, 180 * minute],
      wrapSource: truth.watchSource,
      wrapStore: (store) => truth.watchStore(store, crash),
    })
  const parts: Parts = {
    archive: await open(),
    clock,
    sandbox,
    emptyPages,
    crash,
    path,
    page,
    open,
    sent: [],
    since: [],
  }
  stack.defer(() => parts.archive[Symbol.asyncDispose]())
  await parts.archive.addChat(chatId)
  for (const place of places) await follow(parts, place, false)
  const resources = stack.move()
  return {
    play: (step) => play(parts, step),
    published: () => places.reduce<number>((sum, place) => sum + postsOf(parts, place).length, 0),
    settle: () => settle(parts),
    check: async () => {
      for (const place of places) {
        const { archive, sent, since } = parts
        const name = nameOf(sandbox, place)
        await checkStory({
          store: archive.store,
          sandbox,
          truth,
          name,
          sent,
          since: since[place] ?? [],
          pageSize: page.size,
        })
      }
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

interface Parts {
  archive: Archive
  readonly clock: TestClock
  readonly sandbox: Sandbox
  /** What a channel without posts shows under the name of each. */
  readonly emptyPages: readonly string[]
  readonly crash: CrashPlan
  readonly path: string
  readonly page: { size: number }
  readonly open: () => Promise<Archive>
  readonly sent: Sent[]
  /** Of each channel, since when posts were wanted, each time that it was followed anew. */
  readonly since: number[][]
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

/** A channel with a past, and the page of a channel without posts under its name. */
async function openChannel({ channels, webRoot }: Sandbox, place: Place): Promise<string> {
  const name = `news${place}`
  channels.add({ name, title: `News ${place}`, description: '', subscribers: 1, telegramId: 9 + place, preview: true })
  const response = await fetch(`${webRoot}/s/${name}`)
  for (let index = pastPosts; index > 0; index -= 1) {
    const album = index % 6 === 0 ? { media: threePhotos() } : {}
    channels.publish(name, { text: `past ${index}`, publishedAt: startAt - index * 14 * day, ...album })
  }
  return response.text()
}

function threePhotos(): { kind: 'photo' }[] {
  return Array.from({ length: 3 }, () => ({ kind: 'photo' }))
}

/** The name that the channel has now. */
function nameOf({ channels }: Sandbox, place: Place): string {
  const name = channels.names().find((one) => channels.profile(one)?.telegramId === 9 + place)
  if (name === undefined) throw new Error('a channel of the story is gone')
  return name
}

function postsOf({ sandbox }: Parts, place: Place) {
  return sandbox.channels.posts(nameOf(sandbox, place))
}

async function play(parts: Parts, step: Step): Promise<void> {
  const { archive, clock, sandbox, page } = parts
  switch (step.kind) {
    case 'poll':
      return archive.settle()
    case 'digest':
      return takeDigest(parts)
    case 'poll and digest':
      await Promise.all([takeDigest(parts), archive.settle(), archive.settle()])
      return
    case 'reopen':
      await archive[Symbol.asyncDispose]()
      return reopen(parts, true)
    case 'crash':
      return playCrash(parts, step)
    case 'advance':
      return clock.advance(step.minutes * minute)
    case 'page size':
      return void (page.size = step.messages)
    case 'fault':
      return void sandbox.faults.add(step.rule)
    default:
      return playChannel(parts, step)
  }
}

async function playChannel(parts: Parts, step: Extract<Step, { readonly place: Place }>): Promise<void> {
  const { archive, clock, sandbox } = parts
  const { faults } = sandbox
  const { place } = step
  const name = nameOf(sandbox, place)
  switch (step.kind) {
    case 'follow':
      return follow(parts, place, step.capitals)
    case 'unfollow':
      return void (await archive.following.unfollow(chatId, await knownName(parts, place)))
    case 'backfill':
      return void (await backfillingOf(parts).start(chatId, await knownName(parts, place), step.reach))
    case 'pause':
    case 'resume':
      return void (await backfillingOf(parts).setPaused(chatId, await knownName(parts, place), step.kind === 'pause'))
    case 'empty page': {
      const [headers, body] = [{ 'content-type': 'text/html' }, parts.emptyPages[place]]
      const match = { server: 'web', path: `/s/${name}` } as const
      return void faults.add({ match, kind: 'status', status: 200, body, headers, times: step.times })
    }
    case 'broken burst':
      change(parts, { kind: 'publish', place, posts: Array.from({ length: step.posts }, () => 'plain') })
      faults.add({ match: { server: 'web', path: 'after=' }, kind: 'status', status: 500 })
      clock.advance(120 * minute)
      return archive.settle()
    default:
      change(parts, step)
  }
}

let texts = 0

/** What happens in a channel, whoever looks. */
function change(parts: Parts, step: Extract<Step, { readonly place: Place }>): void {
  const { channels } = parts.sandbox
  const name = nameOf(parts.sandbox, step.place)
  const at = 'back' in step ? channels.posts(name).at(-1 - step.back) : undefined
  if (step.kind === 'capitals') {
    const [first = '', ...rest] = name
    const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()
    channels.updateProfile(name, { name: other + rest.join('') })
  }
  if (step.kind === 'rename') {
    channels.updateProfile(name, { name: name.includes('_') ? `news${step.place}` : `news${step.place}_again` })
  }
  if (step.kind === 'edit' && at?.kind === 'post') channels.edit(name, at.id, { text: `changed ${(texts += 1)}` })
  if (step.kind === 'delete' && at !== undefined) {
    for (const id of at.albumIds.length === 0 ? [at.id] : at.albumIds.toReversed()) channels.delete(name, id)
  }
  if (step.kind !== 'publish') return
  for (const sort of step.posts) {
    channels.publish(name, {
      text: `${sort} ${(texts += 1)}`,
      ...(sort === 'album' ? { media: threePhotos() } : {}),
      ...(sort === 'gap' ? { skipIds: 7 } : {}),
      ...(sort === 'service' ? { kind: 'service' } : {}),
    })
  }
}

async function follow(parts: Parts, place: Place, capitals: boolean): Promise<void> {
  const { archive, sandbox, clock } = parts
  const name = nameOf(sandbox, place)
  const sinceAt = clock.now() - day
  const [outcome] = await archive.following.follow(
    chatId,
    `@${capitals ? name.toUpperCase() : name}`,
    AbortSignal.timeout(10_000),
  )
  if (outcome?.kind === 'followed') (parts.since[place] ??= []).push(sinceAt)
}

/** The name that the archive has for the channel, which may be a former one. */
async function knownName({ archive, sandbox }: Parts, place: Place): Promise<string> {
  const channels = await archive.store.channels.listAll()
  return `@${channels.find(({ telegramId }) => telegramId === 9 + place)?.name ?? nameOf(sandbox, place)}`
}

function backfillingOf({ archive: { store }, clock }: Parts) {
  const backfilling = createBackfilling({ store, clock, pollMaxMs: 30 * minute, requestsPerSecond: 1 })
  return {
    start: (chat: number, name: string, reach: 'some' | 'year' | 'all') =>
      backfilling.start(chat, withoutAt(name), reach),
    setPaused: (chat: number, name: string, paused: boolean) => backfilling.setPaused(chat, withoutAt(name), paused),
  }
}

function withoutAt(name: string): string {
  return name.slice(1)
}

/** The process ends at the moment, if it comes there at all. */
async function playCrash(parts: Parts, { at, knows }: Crash): Promise<void> {
  const { archive, sandbox, crash, clock } = parts
  clock.advance(31 * minute)
  if (at === 'fetching') {
    const leaving = new AbortController()
    const fault = sandbox.faults.add({ match: { server: 'web' }, kind: 'hang' })
    const running = archive.collecting.run(leaving.signal)
    await Promise.race([fault.hit(), running])
    leaving.abort()
    await running
    fault.remove()
  } else {
    const mend = at === 'inside' ? breakPages(parts.path) : (): void => undefined
    if (at !== 'inside') crash.at = at
    await archive.settle().catch((error: unknown) => {
      if (!(error instanceof Crashed) && !String(error).includes('the process ended')) throw error
    })
    crash.at = null
    mend()
  }
  // A connection that is closed has nothing to write that a killed process would have kept to itself.
  await archive[Symbol.asyncDispose]()
  await reopen(parts, knows)
}

/** From now on a page fails in the middle of its transaction, when its posts are written and its channel is not. */
function breakPages(path: string): () => void {
  const db = new Database(path)
  db.exec(`CREATE TRIGGER break_page BEFORE UPDATE OF cursor ON channels
           BEGIN SELECT RAISE(ABORT, 'the process ended inside'); END`)
  return () => {
    db.exec('DROP TRIGGER break_page')
    db.close()
  }
}

async function reopen(parts: Parts, knows: boolean): Promise<void> {
  parts.archive = await parts.open()
  if (knows) await parts.archive.store.releaseLeases()
}

async function settle(parts: Parts): Promise<void> {
  const { archive, sandbox, clock, page } = parts
  sandbox.faults.clear()
  page.size = wholePage
  for (const place of places) {
    await follow(parts, place, false)
    await play(parts, { kind: 'backfill', place, reach: 'all' })
  }
  for (let round = 0; round < 10; round += 1) {
    clock.advance(120 * minute)
    await archive.settle()
  }
  for (let digests = -1; digests < parts.sent.length;) {
    digests = parts.sent.length
    await takeDigest(parts)
  }
}

/** A digest that is asked for now, with what it sends. */
async function takeDigest({ archive: { digesting, store }, clock, sent }: Parts): Promise<void> {
  await digesting.sendNow(chatId)
  for (;;) {
    const now = clock.now()
    // A chat gets its parcels one by one, notices among them.
    const [parcel] = await store.outbox.claimDue({ now, leaseUntil: now + minute, limit: 1 })
    if (parcel === undefined) return
    await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now })
    for (const { title, items } of groupsOf(parcel.content).flatMap((group) => group.channels)) {
      for (const { messageId } of items) sent.push({ title, messageId })
    }
  }
}
