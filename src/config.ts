import { parseScheduleInput } from './core/schedule/parse-schedule.ts'
import { parseRecheckSchedule } from './core/recheck.ts'
import { findTimeZone } from './core/time-zones.ts'

/** What a setting is for, as .env.example and the README tell it. */
export interface Setting {
  readonly name: string
  readonly default: string
  readonly description: string
}

export interface Config {
  /** null: not set; the bot cannot start, the command line can. */
  readonly botToken: string | null
  readonly databasePath: string
  readonly telegramApiRoot: string
  /** At least one; asked in order when no connection to those before comes about. */
  readonly telegramWebRoots: readonly string[]
  readonly botProxy: string | null
  readonly webProxy: string | null
  readonly userAgent: string
  readonly pollMinMs: number
  readonly pollMaxMs: number
  readonly webRequestsPerSecond: number
  /** How long after its publication a post is read again, rising; empty: never. */
  readonly recheckMs: readonly number[]
  readonly defaultTimeZone: string
  /** "HH:MM". */
  readonly defaultDigestTime: string
  /** Of one query. */
  readonly alertsAnHour: number
  readonly backfillPosts: number
  /** Empty: everyone. */
  readonly allowedIds: ReadonlySet<number>
  readonly adminIds: ReadonlySet<number>
  /** null: posts are kept as long as somebody follows their channel. */
  readonly retentionDays: number | null
  readonly retentionUnfollowedDays: number
  readonly retentionKeepMatched: boolean
  readonly retentionKeepPinned: boolean
  /** null: no nightly copies. */
  readonly backupDir: string | null
  readonly backupKeep: number
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  readonly logPretty: boolean
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] }

/** Every setting, in the order in which people are told of them. */
export const settings: readonly Setting[] = [
  { name: 'BOT_TOKEN', default: '', description: 'token of the bot, from @BotFather' },
  { name: 'DATABASE_PATH', default: './data/vestnik.db', description: 'file of the SQLite database' },
  { name: 'TELEGRAM_API_ROOT', default: 'https://api.telegram.org', description: 'where the Bot API is' },
  {
    name: 'TELEGRAM_WEB_ROOT',
    default: 'https://t.me',
    description: 'where the public previews are; several, separated by commas, are tried in order',
  },
  { name: 'BOT_PROXY', default: '', description: 'proxy to the Bot API: http, https or socks5 address' },
  { name: 'WEB_PROXY', default: '', description: 'proxy to the previews: http, https or socks5 address' },
  {
    name: 'USER_AGENT',
    default: 'Vestnik/0.1 (self-hosted channel reader)',
    description: 'how Vestnik introduces itself to the previews',
  },
  { name: 'POLL_MIN_SECONDS', default: '60', description: 'a busy channel is polled at most this often' },
  { name: 'POLL_MAX_SECONDS', default: '1800', description: 'a quiet channel is polled at least this often' },
  { name: 'WEB_REQUESTS_PER_SECOND', default: '1', description: 'requests to the previews, all channels together' },
  {
    name: 'RECHECK_SCHEDULE',
    default: '2m,10m,1h,6h,1d,3d,7d',
    description: 'how long after its publication a post is read again, for edits and deletions; off: never',
  },
  { name: 'DEFAULT_TIME_ZONE', default: 'UTC', description: 'time zone of new chats, an IANA name' },
  { name: 'DEFAULT_DIGEST_TIME', default: '09:00', description: 'hour of the digest in new chats' },
  {
    name: 'FLOOD_ALERTS_PER_HOUR',
    default: '20',
    description: 'posts of one query that a plan tells at once within an hour; the rest is told as a number',
  },
  { name: 'BACKFILL_POSTS', default: '200', description: 'past posts to fetch when a channel is first followed' },
  { name: 'ALLOWED_IDS', default: '', description: 'ids of people and chats that may use the bot; empty: everyone' },
  { name: 'ADMIN_IDS', default: '', description: 'ids of the people who run this bot; they see its health in /status' },
  {
    name: 'RETENTION_DAYS',
    default: '',
    description: 'days that posts are kept; empty: as long as somebody follows their channel',
  },
  {
    name: 'RETENTION_UNFOLLOWED_DAYS',
    default: '30',
    description: 'days that posts are kept after the last follower of their channel left',
  },
  {
    name: 'RETENTION_KEEP_MATCHED',
    default: 'true',
    description: 'true: posts that were gathered for a chat or sent to one are kept all the same',
  },
  {
    name: 'RETENTION_KEEP_PINNED',
    default: 'true',
    description: 'true: posts whose beginning a notice of a pinned post quotes are kept all the same',
  },
  { name: 'BACKUP_DIR', default: '', description: 'folder of nightly copies of the database; empty: none are made' },
  { name: 'BACKUP_KEEP', default: '7', description: 'how many nightly copies are kept' },
  { name: 'LOG_LEVEL', default: 'info', description: 'trace, debug, info, warn, error, fatal or silent' },
  { name: 'LOG_PRETTY', default: 'false', description: 'true: logs for people; false: JSON lines' },
]

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Reads all settings at once, and reports all that is wrong with them at once. Pure. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const problems: string[] = []
  const read = createReader(env, problems)
  const config: Config = {
    botToken: read('BOT_TOKEN', parseToken),
    databasePath: read('DATABASE_PATH', parseText),
    telegramApiRoot: read('TELEGRAM_API_ROOT', parseRoot),
    telegramWebRoots: read('TELEGRAM_WEB_ROOT', parseRoots),
    botProxy: read('BOT_PROXY', parseProxy),
    webProxy: read('WEB_PROXY', parseProxy),
    userAgent: read('USER_AGENT', parseHeader),
    pollMinMs: read('POLL_MIN_SECONDS', numberIn(1, 86_400)) * 1000,
    pollMaxMs: read('POLL_MAX_SECONDS', numberIn(1, 86_400)) * 1000,
    webRequestsPerSecond: read('WEB_REQUESTS_PER_SECOND', numberIn(0.01, 1000)),
    recheckMs: read('RECHECK_SCHEDULE', parseSchedule),
    defaultTimeZone: read('DEFAULT_TIME_ZONE', parseTimeZone),
    defaultDigestTime: read('DEFAULT_DIGEST_TIME', parseTime),
    alertsAnHour: read('FLOOD_ALERTS_PER_HOUR', wholeFrom(1)),
    backfillPosts: read('BACKFILL_POSTS', parseCount),
    allowedIds: read('ALLOWED_IDS', parseIds),
    adminIds: read('ADMIN_IDS', parseIds),
    retentionDays: read('RETENTION_DAYS', (text) => (text === '' ? null : wholeFrom(1)(text))),
    retentionUnfollowedDays: read('RETENTION_UNFOLLOWED_DAYS', wholeFrom(0)),
    retentionKeepMatched: read('RETENTION_KEEP_MATCHED', parseFlag),
    retentionKeepPinned: read('RETENTION_KEEP_PINNED', parseFlag),
    backupDir: read('BACKUP_DIR', (text) => (text === '' ? null : text)),
    backupKeep: read('BACKUP_KEEP', wholeFrom(1)),
    logLevel: read('LOG_LEVEL', parseLogLevel),
    logPretty: read('LOG_PRETTY', parseFlag),
  }
  if (config.pollMinMs > config.pollMaxMs) problems.push('POLL_MIN_SECONDS must not be above POLL_MAX_SECONDS')
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems }
}

/** A parser gives a value or throws an Error that says what to write instead. */
type Parse<T> = (text: string) => T

function createReader(env: Readonly<Record<string, string | undefined>>, problems: string[]) {
  return <T>(name: string, parse: Parse<T>): T => {
    const fallback = settings.find((setting) => setting.name === name)?.default ?? ''
    const given = env[name]?.trim() ?? ''
    if (given === '') return parse(fallback)
    try {
      return parse(given)
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      return parse(fallback)
    }
  }
}

function parseText(text: string): string {
  return text
}

function parseToken(text: string): string | null {
  if (text === '') return null
  if (!/^\d{1,20}:[A-Za-z0-9_-]{20,100}$/.test(text)) {
    throw new Error('this is no token; @BotFather gives one like 123456789:AAH…')
  }
  return text
}

function parseRoot(text: string): string {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new Error('write an address such as https://example.org')
  }
  return url.href.replace(/\/+$/, '')
}

function parseRoots(text: string): readonly string[] {
  const roots = text.split(',').map((root) => parseRoot(root.trim()))
  // A request may not carry them in its address, and an address is logged.
  if (roots.some((root) => new URL(root).username !== '' || new URL(root).password !== '')) {
    throw new Error('an address here has no user and no password')
  }
  if (roots.length > 5) throw new Error('write at most 5 addresses')
  return [...new Set(roots)]
}

function parseProxy(text: string): string | null {
  if (text === '') return null
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:', 'socks5:'].includes(url.protocol) || url.hostname === '') {
    throw new Error('write an address such as http://host:3128, https://host:443 or socks5://user:password@host:1080')
  }
  return text
}

function parseHeader(text: string): string {
  if (!/^[\x20-\x7e]{1,200}$/.test(text)) throw new Error('write 1 to 200 plain ASCII characters')
  return text
}

function numberIn(min: number, max: number): Parse<number> {
  return (text) => {
    const value = Number(text)
    if (!Number.isFinite(value) || value < min || value > max) throw new Error(`write a number from ${min} to ${max}`)
    return value
  }
}

function parseCount(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error('write a whole number from 0 to 999999')
  return Number(text)
}

function wholeFrom(min: number): Parse<number> {
  return (text) => {
    if (!/^\d{1,5}$/.test(text) || Number(text) < min) throw new Error(`write a whole number from ${min} to 99999`)
    return Number(text)
  }
}

function parseSchedule(text: string): readonly number[] {
  const schedule = parseRecheckSchedule(text)
  if (schedule === null) throw new Error('write rising times such as 2m,10m,1h,6h,1d,3d,7d, or off')
  return schedule
}

function parseTimeZone(text: string): string {
  const zone = findTimeZone(text)
  if (zone === null) throw new Error('write an IANA name such as Europe/Kyiv or UTC')
  return zone
}

function parseTime(text: string): string {
  const input = parseScheduleInput(text)
  const schedule = input.kind === 'set' && input.timeZone === null ? input.schedule : null
  const [time, ...more] = schedule?.kind === 'times' && schedule.days.length === 7 ? schedule.times : []
  if (time === undefined || more.length > 0) throw new Error('write hours and minutes, such as 09:00')
  return time
}

function parseIds(text: string): ReadonlySet<number> {
  const ids = text.split(/[\s,;]+/).filter((part) => part !== '')
  if (ids.some((id) => !/^-?\d{1,15}$/.test(id))) {
    throw new Error('write numeric ids separated by commas, such as 12345,-1001234567890')
  }
  return new Set(ids.map(Number))
}

function parseLogLevel(text: string): Config['logLevel'] {
  const level = logLevels.find((name) => name === text.toLowerCase())
  if (level === undefined) throw new Error(`write one of ${logLevels.join(', ')}`)
  return level
}

function parseFlag(text: string): boolean {
  if (/^(true|1|yes|on)$/i.test(text)) return true
  if (/^(false|0|no|off)$/i.test(text)) return false
  throw new Error('write true or false')
}
