import { Api } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import type { Dispatcher } from 'undici'
import type { Messenger } from '../domain/messenger.ts'
import type { Pictures } from '../domain/pictures.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, minute, second } from '../domain/time.ts'
import type { FindKeepers } from '../domain/trouble.ts'
import type { Logger } from '../log.ts'
import { toApiSignal } from './api-signal.ts'
import { createAllowed } from './allowed.ts'
import { createApiFetch } from './api-fetch.ts'
import { createBackground } from './background.ts'
import { createBot } from './bot.ts'
import { createCommands } from './commands/commands.ts'
import type { Flows } from './commands/parts.ts'
import { toFatalError } from './fatal-error.ts'
import { createConnecting } from './connecting.ts'
import { createGate, createReplyTransformer, type SendingBefore } from './gate.ts'
import { createFindKeepers } from './keepers.ts'
import { toLoggable } from './loggable.ts'
import { setMenus } from './menus.ts'
import { createMessenger } from './messenger.ts'
import { receive } from './receive.ts'
import { renderContent } from './render-notice.ts'
import { createTexts } from './texts.ts'

export interface TelegramParts {
  readonly token: string
  readonly apiRoot: string
  /** The way out to the Bot API; the caller closes it. */
  readonly dispatcher: Dispatcher
  readonly store: Store
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly log: Logger
  /** Of an earlier process; absent: there was none. */
  readonly before?: SendingBefore
  readonly flows: Flows
  readonly pictures: Pictures
  readonly config: {
    /** Empty: everyone. */
    readonly allowedIds: ReadonlySet<number>
    readonly adminIds: ReadonlySet<number>
    readonly defaultTimeZone: string
    readonly defaultDigestTime: string
    readonly backfillPosts: number
  }
  /** Something was put into the outbox. */
  readonly wakeDelivery: () => void
  /** A channel has posts to be fetched. */
  readonly wakeCollect: () => void
  /** How long Telegram may hold back an empty answer; 50 s unless told. */
  readonly pollTimeoutS?: number
  /** After how long a handler is given up; 90 s unless told. */
  readonly handlerTimeoutMs?: number
}

export interface Telegram {
  readonly messenger: Messenger
  readonly findKeepers: FindKeepers
  /** Who the bot is; null until Telegram has said so. */
  readonly botInfo: UserFromGetMe | null
  /** Answers people until the signal aborts. Throws TelegramFatalError when Telegram refuses the bot. */
  run(signal: AbortSignal): Promise<void>
}

/** Longest wait for the answer to a call that sends something. */
const callTimeoutS = 30
/** A file of 50 MB comes through in this time over the slowest line that is worth it. */
const uploadTimeoutS = 600
/** What the answer to a long poll may take on top of the time it is held back. */
const pollMarginS = 15
const longestPollS = 50
const longestHandlerMs = 90 * second
const firstRetryMs = second

/** Vestnik's side of Telegram's Bot API. */
export function createTelegram(parts: TelegramParts): Telegram {
  const { clock, log, store, config } = parts
  const texts = createTexts()
  const apis = createApis(parts)
  const background = createBackground({ log })
  let botInfo: UserFromGetMe | null = null
  const botUsername = (): string => botInfo?.username ?? ''
  const username = (): string => botUsername().toLowerCase()
  const { backfillPosts, defaultDigestTime: digestTime } = config
  const connecting = createConnecting({ api: apis.reply, store, clock, botId: () => botInfo?.id ?? 0, digestTime })
  const commands = createCommands({ ...parts, texts, background, connecting, username, botUsername, backfillPosts })
  const bot = createBot({
    api: apis.reply,
    uploads: apis.upload,
    store,
    clock,
    log,
    texts,
    commands,
    allowed: createAllowed(config),
    connecting,
    username,
    defaults: { timeZone: config.defaultTimeZone, digestTime },
  })
  return {
    messenger: createMessenger({
      api: apis.digest,
      gate: apis.gate,
      clock,
      render: (content, parcel) => renderContent(content, texts, parcel, botUsername()),
    }),
    findKeepers: createFindKeepers(apis.reply),
    get botInfo() {
      return botInfo
    },
    run: async (signal) => {
      botInfo = await getMe(parts, apis.poll, signal)
      if (botInfo === null) return
      log.info({ username: botInfo.username }, 'bot is running')
      background.start((stop) => setMenus({ api: apis.reply, log, texts, commands }, stop))
      try {
        await receive(
          {
            getUpdates: (request, stop) => apis.poll.getUpdates(request, toApiSignal(stop)),
            handle: bot.handle,
            updates: store.updates,
            clock,
            random: parts.random,
            log,
            pollTimeoutS: parts.pollTimeoutS ?? longestPollS,
            handlerTimeoutMs: parts.handlerTimeoutMs ?? longestHandlerMs,
          },
          signal,
        )
      } finally {
        await background.stop()
      }
    },
  }
}

/** One client for each kind of call: they differ in how long they wait and in who goes first. */
function createApis({ token, apiRoot, dispatcher, clock, pollTimeoutS = longestPollS, before }: TelegramParts) {
  const gate = createGate({ clock, ...(before === undefined ? {} : { before }) })
  const fetch = createApiFetch(dispatcher)
  const reply = new Api(token, { apiRoot, fetch, timeoutSeconds: callTimeoutS })
  const upload = new Api(token, { apiRoot, fetch, timeoutSeconds: uploadTimeoutS })
  for (const api of [reply, upload]) api.config.use(createReplyTransformer({ gate, clock }))
  return {
    gate,
    reply,
    upload,
    digest: new Api(token, { apiRoot, fetch, timeoutSeconds: callTimeoutS }),
    poll: new Api(token, { apiRoot, fetch, timeoutSeconds: pollTimeoutS + pollMarginS }),
  }
}

/** Asks until Telegram answers; null when told to stop before. */
async function getMe(
  { clock, log, random }: TelegramParts,
  api: Api,
  signal: AbortSignal,
): Promise<UserFromGetMe | null> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      return await api.getMe(toApiSignal(signal))
    } catch (error) {
      const fatal = toFatalError(error)
      if (fatal !== null) throw fatal
      if (signal.aborted) break
      log[failures === 0 ? 'warn' : 'debug'](
        { err: toLoggable(error), failures: failures + 1 },
        'Telegram does not answer',
      )
      const backoffMs = Math.min(minute, firstRetryMs * 2 ** Math.min(failures, 10)) * (0.5 + random() / 2)
      await clock.sleep(backoffMs, signal).catch(() => undefined)
    }
  }
  return null
}
