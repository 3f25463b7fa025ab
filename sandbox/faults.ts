import type http from 'node:http'
import type { Handler } from './faults/captured-response.ts'
import { misbehave } from './faults/misdeeds.ts'

export type { Handler }

export type ServerName = 'bot' | 'web'

/** Which requests a rule is for; all that are named must fit. */
export interface FaultMatch {
  readonly server?: ServerName
  /** Method of the Bot API, in any case. */
  readonly method?: string
  /** Chat that the call names, as a number or "@name". */
  readonly chatId?: number | string
  /** Of the path with its query: a part of it, or a pattern. */
  readonly path?: string | RegExp
}

/**
 * What goes wrong:
 * - delay: the request is handled `ms` later, if the client is still there;
 * - drop: the connection ends before the request is handled;
 * - drop-after-effect: the request is handled, then the connection ends without an answer;
 * - hang, hang-after-effect: no answer until the client leaves;
 * - status: this answer instead, the request is not handled; an object as body is sent as JSON, a text as HTML;
 * - truncate: the answer ends in the middle, though its whole length was announced;
 * - endless: the answer never ends;
 * - wrong-charset: the answer comes in windows-1251 under a header that says UTF-8;
 * - garbage: bytes without any meaning in place of the body.
 */
export type FaultAction =
  | { readonly kind: 'delay'; readonly ms: number }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: unknown
      readonly headers?: Readonly<Record<string, string>>
    }
  | {
      readonly kind:
        | 'drop'
        | 'drop-after-effect'
        | 'hang'
        | 'hang-after-effect'
        | 'truncate'
        | 'endless'
        | 'wrong-charset'
        | 'garbage'
    }

export type FaultRule = FaultAction & {
  /** Absent: every request. */
  readonly match?: FaultMatch
  /** How many requests; 1 when absent, Infinity allowed. */
  readonly times?: number
}

/** A rule that was added. */
export interface Fault {
  /** Requests it has spoilt. */
  readonly hits: number
  /** Resolves when it has spoilt so many, 1 when absent. */
  hit(count?: number): Promise<void>
  remove(): void
}

/** What a rule looks at in a request. */
export interface RequestFacts {
  readonly method?: string
  readonly chatId?: string
}

/** Faults on demand. Of several rules that fit, the oldest goes first. */
export interface Faults {
  add(rule: FaultRule): Fault
  clear(): void
  /** The handler, with the faults. `describe` tells what a request asks for, when a rule needs to know. */
  apply(
    server: ServerName,
    handler: Handler,
    describe?: (req: http.IncomingMessage) => Promise<RequestFacts>,
  ): (req: http.IncomingMessage, res: http.ServerResponse) => void
}

interface Entry {
  readonly rule: FaultRule
  left: number
  hits: number
  readonly waiters: { readonly count: number; readonly resolve: () => void }[]
}

const maxRules = 1000

export function createFaults(): Faults {
  const entries: Entry[] = []
  return {
    add(rule) {
      checkRule(rule)
      if (entries.length >= maxRules) throw new RangeError(`There are ${maxRules} faults already.`)
      const entry: Entry = { rule, left: rule.times ?? 1, hits: 0, waiters: [] }
      entries.push(entry)
      return toFault(entry, entries)
    },
    clear: () => void entries.splice(0),
    apply(server, handler, describe = () => Promise.resolve({})) {
      const run = async (req: http.IncomingMessage, res: http.ServerResponse): Promise<void> => {
        const entry = entries.length > 0 ? await findEntry(entries, server, req, describe) : null
        if (!entry) return handler(req, res)
        hit(entry, entries)
        return misbehave(entry.rule, { handler, req, res })
      }
      return (req, res) => {
        run(req, res).catch(() => req.socket.destroy())
      }
    },
  }
}

const kinds = new Set<string>([
  'delay',
  'status',
  'drop',
  'drop-after-effect',
  'hang',
  'hang-after-effect',
  'truncate',
  'endless',
  'wrong-charset',
  'garbage',
])

/** Rules come over the control API too, so nothing about them is certain. */
function checkRule(rule: FaultRule): void {
  if (!kinds.has(rule.kind)) throw new RangeError(`There is no fault "${rule.kind}".`)
  const { times = 1 } = rule
  if (!(times === Infinity || Number.isInteger(times)) || times < 1)
    throw new RangeError('times must be a whole number from 1.')
  if (rule.kind === 'delay' && !(rule.ms >= 0 && rule.ms <= 600_000))
    throw new RangeError('ms must be from 0 to 600000.')
  if (rule.kind !== 'status') return
  if (!Number.isInteger(rule.status) || rule.status < 200 || rule.status > 599) {
    throw new RangeError('status must be from 200 to 599.')
  }
}

function toFault(entry: Entry, entries: Entry[]): Fault {
  return {
    get hits() {
      return entry.hits
    },
    hit(count = 1) {
      if (entry.hits >= count) return Promise.resolve()
      return new Promise((resolve) => entry.waiters.push({ count, resolve }))
    },
    remove() {
      const index = entries.indexOf(entry)
      if (index >= 0) entries.splice(index, 1)
    },
  }
}

async function findEntry(
  entries: readonly Entry[],
  server: ServerName,
  req: http.IncomingMessage,
  describe: (req: http.IncomingMessage) => Promise<RequestFacts>,
): Promise<Entry | null> {
  const needsFacts = entries.some(({ rule }) => rule.match?.method !== undefined || rule.match?.chatId !== undefined)
  const facts = needsFacts ? await describe(req).catch(() => ({})) : {}
  // Looked up after the wait, so that no rule is used more often than it may be.
  return entries.find(({ rule }) => matches(rule.match ?? {}, server, req.url ?? '', facts)) ?? null
}

function matches(match: FaultMatch, server: ServerName, url: string, facts: RequestFacts): boolean {
  if (match.server !== undefined && match.server !== server) return false
  if (match.method !== undefined && match.method.toLowerCase() !== facts.method?.toLowerCase()) return false
  if (match.chatId !== undefined && String(match.chatId).toLowerCase() !== facts.chatId?.toLowerCase()) return false
  if (match.path === undefined) return true
  if (typeof match.path === 'string') return url.includes(match.path)
  match.path.lastIndex = 0
  return match.path.test(url)
}

function hit(entry: Entry, entries: Entry[]): void {
  entry.hits += 1
  entry.left -= 1
  if (entry.left <= 0) entries.splice(entries.indexOf(entry), 1)
  for (const { count, resolve } of entry.waiters) {
    if (entry.hits >= count) resolve()
  }
}
