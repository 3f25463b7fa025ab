import {
  afterAnswer,
  afterFailure,
  type Breaker,
  type BreakerTrouble,
  closedBreaker,
  openBreaker,
  phaseOf,
} from '../core/breaker.ts'
import type { BreakerPhase } from '../core/breaker.ts'
import { findCanaries } from '../core/canary.ts'
import type { Channel } from '../domain/channel.ts'
import { type Source, SourceError } from '../domain/source.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'

/** What the log is told: once when the breaker opens, once when it closes. */
export interface BreakerEvents {
  onOpen(trouble: BreakerTrouble, reason: SourceError): void
  onClose(trouble: BreakerTrouble): void
}

/** Stops all polls while Telegram answers none of them. It begins closed with every process: three failures tell as much again. */
export interface PollBreaker {
  phase(): BreakerPhase
  /** null: Telegram answers. */
  trouble(): BreakerTrouble | null
  /** A channel answered: the way is free, unless the breaker is open, when it may have been asked before. */
  answered(channelId: number): void
  /** True when the failure is not the channel's own: the breaker is open. */
  failed(channel: Channel, error: SourceError): boolean
  /** Asks one channel that is known to be up. True when it answered; false also while another caller asks. Throws what aborts. */
  probe(signal: AbortSignal): Promise<boolean>
  /**
   * Whose fault it is that a channel lost its preview that had one. `own`: a channel known to be up still answers, or Telegram
   * shows the channel without its posts. `ours`: it does not, and the breaker is open. `unclear`: nobody could be asked.
   */
  judgeLoss(channel: Channel, error: SourceError, signal: AbortSignal): Promise<'own' | 'ours' | 'unclear'>
}

interface BreakerParts {
  readonly store: Store
  readonly source: Source
  readonly clock: Clock
  readonly random: () => number
  readonly events: BreakerEvents
}

/** So many channels are asked before a lost preview is called trouble of ours. */
const maxCanaries = 2

export function createPollBreaker(parts: BreakerParts): PollBreaker {
  const state = createState(parts)
  let isProbing = false
  return {
    phase: state.phase,
    trouble: state.trouble,
    answered: state.answered,
    failed: state.failed,
    probe: async (signal) => {
      if (isProbing) return false
      isProbing = true
      try {
        return await probe(parts, state, signal)
      } finally {
        isProbing = false
      }
    },
    judgeLoss: (channel, error, signal) => judgeLoss(parts, state, { channel, error }, signal),
  }
}

interface BreakerState extends Pick<PollBreaker, 'phase' | 'trouble' | 'answered' | 'failed'> {
  /** Opens, or stays open for longer. */
  trip(reason: SourceError): void
  /** The channel that answered last; null: none yet. */
  answeredId(): number | null
}

function createState({ clock, random, events }: BreakerParts): BreakerState {
  let breaker: Breaker = closedBreaker
  let answeredId: number | null = null
  const move = (next: Breaker, reason: SourceError): boolean => {
    const wasClosed = breaker.trouble === null
    breaker = next
    if (wasClosed && next.trouble !== null) events.onOpen(next.trouble, reason)
    return next.trouble !== null
  }
  return {
    phase: () => phaseOf(breaker, clock.now()),
    trouble: () => breaker.trouble,
    answeredId: () => answeredId,
    answered: (channelId) => {
      answeredId = channelId
      const { trouble } = breaker
      breaker = afterAnswer(breaker, clock.now())
      if (trouble !== null && breaker.trouble === null) events.onClose(trouble)
    },
    failed: ({ id: channelId }, reason) => {
      const { fault, retryAfterMs } = reason
      return move(afterFailure(breaker, { channelId, fault, retryAfterMs, now: clock.now(), random: random() }), reason)
    },
    trip: (reason) => {
      const { retryAfterMs } = reason
      move(openBreaker(breaker, { retryAfterMs, now: clock.now(), random: random() }), reason)
    },
  }
}

async function probe(parts: BreakerParts, state: BreakerState, signal: AbortSignal): Promise<boolean> {
  const canaries = await findUp(parts, state, null)
  // Another one each time: the surest may be gone for reasons of its own.
  const canary = canaries[(state.trouble()?.probes ?? 0) % Math.max(canaries.length, 1)]
  const error = canary === undefined ? null : await ask(parts, canary, signal)
  if (error === null) state.answered(canary?.id ?? 0)
  else state.trip(error)
  return error === null
}

async function judgeLoss(
  parts: BreakerParts,
  state: BreakerState,
  { channel, error }: { readonly channel: Channel; readonly error: SourceError },
  signal: AbortSignal,
): Promise<'own' | 'ours' | 'unclear'> {
  const canaries = (await findUp(parts, state, channel.id)).slice(0, maxCanaries)
  for (const canary of canaries) {
    if ((await ask(parts, canary, signal)) !== null) continue
    state.answered(canary.id)
    return 'own'
  }
  if (canaries.length > 0) {
    state.trip(error)
    return 'ours'
  }
  return (await isShownWithoutPosts(parts.source, channel, signal)) ? 'own' : 'unclear'
}

async function findUp(
  { store }: BreakerParts,
  state: BreakerState,
  exceptId: number | null,
): Promise<readonly Channel[]> {
  return findCanaries(await store.channels.listAll(), { exceptId, answeredId: state.answeredId() })
}

/** null: it answered. */
async function ask({ source }: BreakerParts, canary: Channel, signal: AbortSignal): Promise<SourceError | null> {
  try {
    await source.fetchPage(canary.name, { kind: 'newest' }, signal)
    return null
  } catch (error) {
    if (signal.aborted || !(error instanceof SourceError)) throw error
    // A page that reads otherwise than it should is an answer.
    return error.fault === 'markup_changed' || error.fault === 'too_large' ? null : error
  }
}

/** Telegram's card of the channel itself: what a soft ban shows is the card of a person. */
async function isShownWithoutPosts(source: Source, { name }: Channel, signal: AbortSignal): Promise<boolean> {
  try {
    return (await source.describe(name, signal)).kind === 'channel'
  } catch (error) {
    if (signal.aborted || !(error instanceof SourceError)) throw error
    return false
  }
}
