import { readFileSync, existsSync } from 'node:fs'
import { checkCall, type Spec } from '../../sandbox/bot-api/spec-check.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import type { CallbackAnswer, GeoPoint, Message, NewPerson } from '../../sandbox/world.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { minute } from '../../src/domain/time.ts'
import { createAnswering } from '../../src/flows/answer.ts'
import { createBackfilling } from '../../src/flows/backfill.ts'
import { createCollecting } from '../../src/flows/collect.ts'
import { createPollBreaker } from '../../src/flows/breaker.ts'
import { createDelivering } from '../../src/flows/deliver.ts'
import { createDigesting } from '../../src/flows/digest.ts'
import { createExporting } from '../../src/flows/export.ts'
import { createFeedback } from '../../src/flows/feedback.ts'
import { createFollowing } from '../../src/flows/follow.ts'
import { createHealthWatching, type HealthWatching } from '../../src/flows/health.ts'
import { createHistoryReading } from '../../src/flows/history.ts'
import { createMatching } from '../../src/flows/match.ts'
import { createRiseAlerting, type RiseAlerting } from '../../src/flows/rise-alerts.ts'
import { createScheduling } from '../../src/flows/schedule.ts'
import { createStatusReporting } from '../../src/flows/status.ts'
import { createTroubleTelling, type TroubleTelling } from '../../src/flows/tell-trouble.ts'
import { createTrending } from '../../src/flows/trend.ts'
import { createSumming } from '../../src/flows/week.ts'
import { createWatching } from '../../src/flows/watch.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { createLogger } from '../../src/log.ts'
import { createPictures } from '../../src/resvg/pictures.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { createTelegram, type Telegram } from '../../src/telegram/telegram.ts'
import { createLimiter } from '../../src/tme/limiter.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createFastClock, type FastClock } from './fast-clock.ts'

/** Sunday, 1 March 2026, noon in UTC. */
export const startAt = Date.UTC(2026, 2, 1, 12)
const speed = 20
/** Of the machine's own time, and generous: it must not run out merely since the machine is busy. */
const answerTimeoutMs = 60_000

export interface BotOptions {
  readonly allowedIds?: readonly number[]
  readonly adminIds?: readonly number[]
  readonly backfillPosts?: number
  /** Posts that are due are not collected by themselves. */
  readonly holdCollecting?: boolean
  readonly handlerTimeoutMs?: number
  readonly wrapStore?: (store: Store) => Store
  /** In memory unless told. */
  readonly databasePath?: string
  /** A Telegram that was there before the bot and outlives it, with its clock; its own unless told. */
  readonly world?: TelegramWorld
}

export interface TelegramWorld {
  readonly sandbox: Sandbox
  readonly clock: FastClock
}

/** Everything that can be said to the bot by one person in one chat. */
export interface Person {
  readonly id: number
  /** Writes in the private chat, or in another, and resolves with the bot's answer. */
  say(text: string, place?: { readonly chatId?: number; readonly threadId?: number }): Promise<Message>
  /** Sends /watch with a query, and saves it; resolves with the message as it reads then. */
  watch(query: string, place?: { readonly chatId?: number }): Promise<Message>
  /** Chooses a chat by a button below the input field, and resolves with the bot's answer. */
  share(requestId: number, chatId: number): Promise<Message>
  /** Sends a place in the private chat, and resolves with the bot's next `count` messages. */
  locate(point: GeoPoint, count?: number): Promise<readonly Message[]>
  /** Presses the button with this label, and resolves with the notice and the message as it reads afterwards. */
  press(message: Message, label: string | RegExp): Promise<{ notice: CallbackAnswer; message: Message }>
}

/** The Telegram edge over HTTP against the sandbox, with the real store, core and flows. */
export interface BotUnderTest extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly store: Store
  readonly clock: FastClock
  readonly telegram: Telegram
  /** Lines of the log, as objects. */
  readonly log: readonly Record<string, unknown>[]
  person(person?: Partial<NewPerson>): Person
  /** Polls everything that is due, backfills included, and matches it. */
  collect(): Promise<void>
  /** Polls every channel, due or not. */
  pollAll(): Promise<void>
  readonly health: HealthWatching
  readonly rises: RiseAlerting
  /** Sends what is due in the outbox. */
  deliver(): Promise<void>
  /** Composes what is due and sends all of it. */
  sendAll(): Promise<void>
  /** The same, and tells of the places where it did not arrive. */
  work(): Promise<void>
  readonly troubles: TroubleTelling
  /** The next message of the bot in a chat, from now on. */
  next(chatId: number): Promise<Message>
  addChannel(name: string, options?: { readonly title?: string; readonly posts?: readonly string[] }): void
  /** Resolves when the command menus and descriptions are set. */
  menusSet(): Promise<void>
  /** Rejects when the bot ended with an error. */
  readonly running: Promise<void>
}

function halfway(): number {
  return 0.5
}

export async function openBot(options: BotOptions = {}): Promise<BotUnderTest> {
  await using stack = new AsyncDisposableStack()
  const { sandbox, clock } = options.world ?? (await openWorld(stack))
  const analyzer = createStemAnalyzer()
  const { databasePath: path } = options
  const opened = stack.adopt(
    path === undefined ? openMemoryStore({ analyzer }) : openStore({ path, analyzer }),
    (one) => one.close(),
  )
  const handled = createSignal('the bot handled no update')
  const store = tellingWhenHandled(options.wrapStore?.(opened) ?? opened, handled.emit)
  const dispatcher = stack.adopt(createDispatcher(null), (agent) => agent.destroy())
  const lines: Record<string, unknown>[] = []
  const log = createLogger(
    { logLevel: 'trace', logPretty: false },
    { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const source = createWebSource({
    root: sandbox.webRoot,
    dispatcher,
    userAgent: 'test',
    limiter: createLimiter({ perSecond: 10_000, clock, random: () => 0 }),
    clock,
  })
  const backfillPosts = options.backfillPosts ?? 0
  const matching = createMatching({ store, clock, analyzer })
  const events = { onOpen: () => {}, onClose: () => {} }
  const breaker = createPollBreaker({ store, source, clock, random: halfway, events })
  const collecting = createCollecting({
    store,
    source,
    clock,
    breaker,
    random: halfway,
    pollMinMs: minute,
    pollMaxMs: 30 * minute,
    onFault: () => {},
  })
  const stop = new AbortController()
  const collect = async (): Promise<void> => {
    while (await collecting.run(stop.signal));
    await matching.drain()
  }
  const work = createQueue()
  const digesting = createDigesting({ store, clock, analyzer, matchPending: matching.drain })
  const telegram = createTelegram({
    token: sandbox.token,
    apiRoot: sandbox.botApiRoot,
    dispatcher,
    store,
    clock,
    random: halfway,
    log,
    flows: {
      following: createFollowing({ store, source, clock, backfillPosts, pollMinMs: minute }),
      watching: createWatching({ store, clock, analyzer }),
      feedback: createFeedback({ store, clock, analyzer }),
      scheduling: createScheduling({ store, clock }),
      answering: createAnswering({ store, clock, analyzer }),
      backfilling: createBackfilling({ store, clock, pollMaxMs: 30 * minute, requestsPerSecond: 1 }),
      exporting: createExporting({ store, clock, analyzer }),
      history: createHistoryReading({ store }),
      status: createStatusReporting({ store, clock, breaker, pollMinMs: minute, requestsPerSecond: 1 }),
      trending: createTrending({ store, clock, analyzer }),
      summing: createSumming({ store, clock, analyzer }),
      digesting,
    },
    pictures: createPictures(),
    config: {
      allowedIds: new Set(options.allowedIds),
      adminIds: new Set(options.adminIds),
      defaultTimeZone: 'UTC',
      defaultDigestTime: '09:00',
      backfillPosts,
    },
    wakeCollect: () => {
      if (options.holdCollecting !== true) void work(collect)
    },
    wakeDelivery: () => {
      void work(async () => void (await delivering.run(stop.signal)))
    },
    pollTimeoutS: 5,
    handlerTimeoutMs: options.handlerTimeoutMs ?? answerTimeoutMs * speed,
  })
  const delivering = createDelivering({
    store,
    messenger: telegram.messenger,
    clock,
    random: halfway,
    events: { onDefect: () => {}, onTrouble: () => {}, onBroken: () => {}, onDoubt: () => {} },
  })
  const { findKeepers } = telegram
  const onNobody = (): void => log.warn('nobody could be told')
  const troubles = createTroubleTelling({ store, clock, findKeepers, onNobody })
  const sendAll = async (): Promise<void> => {
    while (await digesting.run());
    while (await delivering.run(stop.signal));
  }
  const running = telegram.run(stop.signal)
  running.catch(() => {})
  stack.defer(async () => {
    stop.abort()
    await running.catch(() => {})
    await work(async () => {})
  })
  const resources = stack.move()
  const next = (chatId: number): Promise<Message> => nextMessage(sandbox, chatId)
  let people = 0
  return {
    sandbox,
    store,
    clock,
    telegram,
    log: lines,
    running,
    // What the bot set going by itself first: it holds leases until it is done.
    collect: async () => {
      await work(async () => {})
      await collect()
    },
    pollAll: async () => {
      await work(async () => {})
      for (const { id: channelId } of await store.channels.listAll()) {
        await store.channels.recordPollEnd({ channelId, nextPollAt: 0, now: clock.now() })
      }
      await collect()
    },
    health: createHealthWatching({ store, clock, breaker, pollMaxMs: 30 * minute }),
    rises: createRiseAlerting({ store, clock, analyzer }),
    deliver: () => work(async () => void (await delivering.run(stop.signal))),
    troubles,
    sendAll: () => work(sendAll),
    work: () =>
      work(async () => {
        await sendAll()
        while (await troubles.run(stop.signal));
        await sendAll()
      }),
    next,
    menusSet: () => until(async () => sandbox.calls.some(isLastMenuCall)),
    person: (person = {}) => {
      people += 1
      const { id } = sandbox.world.addPerson({ id: 100 + people, firstName: `Person ${people}`, ...person })
      return createPerson(sandbox, id, handled.next)
    },
    addChannel: (name, { title = name, posts = [] } = {}) => {
      const telegramId = 1_000_000 + sandbox.channels.names().length
      sandbox.channels.add({ name, title, description: '', subscribers: 980, telegramId, preview: true })
      for (const [index, text] of posts.entries()) {
        sandbox.channels.publish(name, { text, publishedAt: startAt - (posts.length - index) * minute })
      }
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

async function openWorld(stack: AsyncDisposableStack): Promise<TelegramWorld> {
  const clock = createFastClock(startAt, speed)
  return { sandbox: stack.use(await startSandbox({ now: clock.now, enforceFloodLimits: false })), clock }
}

/** A Telegram for bots that end and start again. */
export async function openTelegramWorld(): Promise<TelegramWorld & AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const world = await openWorld(stack)
  const resources = stack.move()
  return { ...world, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

/** Work one after the other; resolves when all of it so far is done. */
function createQueue(): (work: () => Promise<void>) => Promise<void> {
  let tail = Promise.resolve()
  return (work) => (tail = tail.then(work).catch(() => {}))
}

/** Something that happens again and again, and can be waited for; who waits is told when it did not happen in time. */
function createSignal(what: string): { readonly emit: () => void; readonly next: () => Promise<void> } {
  const waiters = new Set<() => void>()
  return {
    emit: () => {
      for (const resolve of waiters) resolve()
      waiters.clear()
    },
    next: () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const timer = setTimeout(() => reject(new Error(`${what} within ${answerTimeoutMs} ms`)), answerTimeoutMs)
      waiters.add(resolve)
      return promise.finally(() => clearTimeout(timer))
    },
  }
}

function tellingWhenHandled(store: Store, emit: () => void): Store {
  const recordHandled: Store['updates']['recordHandled'] = async (...values) => {
    await store.updates.recordHandled(...values)
    emit()
  }
  return { ...store, updates: { ...store.updates, recordHandled } }
}

function createPerson(sandbox: Sandbox, id: number, nextHandled: () => Promise<void>): Person {
  const { world } = sandbox
  const person: Person = {
    id,
    watch: async (query, place) => (await person.press(await person.say(`/watch ${query}`, place), /✅/)).message,
    say: async (text, { chatId = id, threadId } = {}) => {
      const after = world.mark()
      const handled = nextHandled()
      const said = world.say(id, chatId, text, threadId === undefined ? {} : { threadId })
      await handled
      // A message from before that is edited meanwhile, as the progress of a backfill is, is no answer.
      const isAnswer = ({ from, message_id }: Message): boolean =>
        from?.id === world.bot.id && message_id > said.message_id
      return world.waitForMessage(chatId, isAnswer, { after, timeoutMs: answerTimeoutMs })
    },
    share: async (requestId, chatId) => {
      const after = world.mark()
      const handled = nextHandled()
      world.shareChat(id, requestId, chatId)
      await handled
      return world.waitForMessage(id, ({ from }) => from?.id === world.bot.id, { after, timeoutMs: answerTimeoutMs })
    },
    locate: async (point, count = 1) => {
      const handled = nextHandled()
      const sent = world.sendLocation(id, id, point)
      await handled
      const answers = world.messages(id).filter(({ message_id }) => message_id > sent.message_id)
      if (answers.length !== count) throw new Error(`${answers.length} answers came to a place`)
      return answers
    },
    press: async (message, label) => {
      const buttons = (message.reply_markup?.inline_keyboard ?? []).flat()
      const button = buttons.find(({ text }) => (typeof label === 'string' ? text === label : label.test(text)))
      if (button?.callback_data === undefined) {
        throw new Error(`there is no button ${String(label)} among ${buttons.map(({ text }) => text).join(', ')}`)
      }
      const chatId = message.chat.id
      const handled = nextHandled()
      const notice = await world.press(id, chatId, { messageId: message.message_id, data: button.callback_data })
      await handled
      const now = world.messages(chatId).find(({ message_id }) => message_id === message.message_id)
      return { notice, message: now ?? message }
    },
  }
  return person
}

function nextMessage({ world }: Sandbox, chatId: number): Promise<Message> {
  return world.waitForMessage(chatId, ({ from }) => from?.id === world.bot.id, {
    after: world.mark(),
    timeoutMs: answerTimeoutMs,
  })
}

function isLastMenuCall({ method, params, status }: Sandbox['calls'][number]): boolean {
  return method === 'setMyDescription' && params['language_code'] === 'uk' && status === 200
}

/** Waits for what cannot be waited for in another way. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const endAt = performance.now() + answerTimeoutMs; !(await condition());) {
    if (performance.now() > endAt) throw new Error('waited in vain')
    // Asking without a pause would keep the processor from what is waited for.
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The labels of the buttons under a message, row by row. */
export function labels(message: Message): readonly (readonly string[])[] {
  return (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map(({ text }) => text))
}

/** The parts of a message that have a format, such as its bold words. */
export function formatted(message: Message, type: string): readonly string[] {
  const { text = '', entities = [] } = message
  return entities.flatMap((entity) =>
    entity.type === type ? [text.slice(entity.offset, entity.offset + entity.length)] : [],
  )
}

/** Where the links of a message lead. */
export function links(message: Message): readonly string[] {
  return (message.entities ?? []).flatMap(({ url }) => (url === undefined ? [] : [url]))
}

const specPath = '../shared/botapi-spec.json'

/** What is wrong with the bot's calls, by the specification of the Bot API; null where that is not at hand. */
export function checkCalls(sandbox: Sandbox): readonly string[] | null {
  if (!existsSync(specPath)) return null
  const spec = JSON.parse(readFileSync(specPath, 'utf8')) as Spec
  return sandbox.calls.flatMap(({ method, params }) => checkCall(spec, method, params))
}
