import { createProfiling } from '../core/fold/profile.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import { silentUntil } from '../core/schedule/silence.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Chat } from '../domain/chat.ts'
import type { RiseAlert, RiseCheck, RiseLead, RisenQuery } from '../domain/rise-alert.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day, hour, type Instant, minute } from '../domain/time.ts'
import { maxBacklog } from './digest.ts'
import { findLead, type LeadParts } from './find-lead.ts'
import type { Hit } from './hit.ts'
import { findBaseline, type RiseBaseline, riseOf } from './rises.ts'

/** A query to which something is added again and again is looked at so often. */
const restMs = 10 * minute
/** Whose rise was told is looked at again when none of the posts that made it are of the last 24 hours. */
const restOfRiseMs = day
const leaseMs = minute
const checksAtOnce = 50
/** So many rises go into one message. */
const maxRises = 5
/** While a chat must not be spoken to, it is asked so often whether it may be again: its silence may be ended before its time. */
const longestWaitMs = hour

export interface RiseAlerting {
  /** Looks at queries that may have risen, and tells those who asked for it; true when more may be due. */
  run(): Promise<boolean>
}

interface RiseAlertParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}

/**
 * The loop that tells a chat at once that a query has risen, where that was asked for: once in 24 hours a query, not while the chat
 * is silent. It looks only at queries for which something was found since it last did.
 */
export function createRiseAlerting(given: RiseAlertParts): RiseAlerting {
  const parts = { ...given, profileOf: createProfiling(given.analyzer) }
  const { store, clock } = given
  return {
    run: async () => {
      const now = clock.now()
      const due = await store.riseAlerts.claimDue({ now, leaseUntil: now + leaseMs, limit: checksAtOnce })
      const defects: unknown[] = []
      // One that cannot be looked at must not keep back the others.
      for (const checks of byPlace(due)) await tell(parts, checks, now).catch((error: unknown) => defects.push(error))
      if (defects.length > 0) throw defects[0]
      return due.length === checksAtOnce
    },
  }
}

/** Of one place, as many as go into one message. */
type Together = readonly [RiseCheck, ...RiseCheck[]]

function byPlace(due: readonly RiseCheck[]): readonly Together[] {
  const places = Map.groupBy(due, ({ chatId, threadId }) => `${chatId} ${threadId ?? ''}`)
  return [...places.values()].flatMap((checks) =>
    Array.from({ length: Math.ceil(checks.length / maxRises) }, (_, index) =>
      checks.slice(index * maxRises, (index + 1) * maxRises),
    ),
  ) as unknown as Together[]
}

async function tell(parts: LeadParts, checks: Together, now: Instant): Promise<void> {
  const { store } = parts
  const [{ chatId, threadId }] = checks
  const chat = await store.chats.find(chatId)
  const until = chat === null ? null : await waitsUntil(parts, { chat, threadId }, now)
  if (until !== null) {
    const watchIds = checks.map(({ watchId }) => watchId)
    return store.riseAlerts.postpone(watchIds, until)
  }
  const risen = chat === null ? new Map<RiseCheck, RisenQuery>() : await findRisen(parts, chat, checks)
  await store.riseAlerts.record({
    chatId,
    threadId,
    checks: checks.map((check) => ({ ...check, restUntil: now + (risen.has(check) ? restOfRiseMs : restMs) })),
    alert: chat === null || risen.size === 0 ? null : toAlert(chat, [...risen.values()], now),
    now,
  })
}

/** Until when the place must not be spoken to; null: it may be. */
async function waitsUntil(
  { store }: LeadParts,
  { chat, threadId }: { readonly chat: Chat; readonly threadId: number | null },
  now: Instant,
): Promise<Instant | null> {
  const silent = silentUntil(chat, now)
  if (silent !== null) return Math.min(silent, now + longestWaitMs)
  const hasRoom = chat.state === 'active' && (await store.outbox.backlog(chat.id, threadId)) < maxBacklog
  return hasRoom ? null : now + longestWaitMs
}

async function findRisen(
  parts: LeadParts,
  chat: Chat,
  checks: readonly RiseCheck[],
): Promise<ReadonlyMap<RiseCheck, RisenQuery>> {
  const risen = new Map<RiseCheck, RisenQuery>()
  const baseline = await findBaseline(parts, chat, parts.clock.now())
  if (baseline === null) return risen
  for (const check of checks) {
    const one = check.isPaused ? null : await look(parts, check, { chat, baseline })
    if (one !== null) risen.set(check, one)
  }
  return risen
}

async function look(
  parts: LeadParts,
  { number, query: text }: RiseCheck,
  { chat, baseline }: { readonly chat: Chat; readonly baseline: RiseBaseline },
): Promise<RisenQuery | null> {
  const parsed = parseQuery(text, parts.analyzer, { timeZone: chat.timeZone })
  const rise = parsed.ok ? await riseOf(parts, parsed.query, baseline) : null
  if (rise === null || !parsed.ok) return null
  const { channelIds, edges } = baseline
  const fromAt = edges.at(-2) ?? 0
  const lead = await findLead(parts, { query: parsed.query, channelIds, fromAt, untilAt: rise.untilAt })
  return { watch: number, query: text, rise, lead: lead === null ? null : toLead(lead) }
}

function toLead({ post, channelName, channelTitle, extract, highlights }: Hit): RiseLead {
  return {
    channelName,
    channelTitle,
    messageId: post.messageId,
    publishedAt: post.publishedAt,
    extract,
    highlights,
    edited: post.edited,
    deleted: post.deletedAt !== null,
    media: post.media.map(({ kind }) => kind),
  }
}

function toAlert({ language, timeZone }: Chat, rises: readonly RisenQuery[], now: Instant): RiseAlert {
  return { kind: 'rise', language, timeZone, madeAt: now, rises }
}
