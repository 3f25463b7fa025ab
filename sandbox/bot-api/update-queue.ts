import type { UpdateName, WorldUpdate } from '../world/types.ts'
import { conflict } from './api-error.ts'

export interface Update {
  readonly update_id: number
  readonly [name: string]: unknown
}

/** The updates that the bot has not confirmed. */
export interface UpdateQueue {
  push(update: WorldUpdate): void
  /**
   * Updates from `offset` on; those before it are confirmed and forgotten. A negative one counts from the end. Waits up to
   * `timeoutS` for the first. Rejects with ApiError 409 when another request takes over.
   */
  take(request: { offset: number; limit: number; timeoutS: number; signal?: AbortSignal }): Promise<readonly Update[]>
  /** The oldest one, without confirming it. */
  first(): Update | null
  confirm(updateId: number): void
  /** Resolves when there is an update, or when `signal` aborts. */
  arrival(signal: AbortSignal): Promise<void>
  /** Names to be kept from now on; null: leave the setting; empty: the default. */
  setAllowed(names: readonly string[] | null): void
  /** null: the default. */
  allowed(): readonly string[] | null
  count(): number
  clear(): void
  /** Ends a waiting request with a 409. */
  abort(reason: string): void
  /** When a request last began or ended, or null; `now` while one waits. */
  lastSeenAt(): number | null
}

interface Waiter {
  readonly finish: (updates: readonly Update[]) => void
  readonly fail: (error: Error) => void
  readonly offset: number
  readonly limit: number
}

const firstUpdateId = 100_001
const lifetimeMs = 24 * 60 * 60 * 1000
const maxUpdates = 100_000
const offByDefault: ReadonlySet<UpdateName> = new Set(['chat_member'])
const takenOver = 'terminated by other getUpdates request; make sure that only one bot instance is running'

interface QueueState {
  readonly now: () => number
  entries: { update: Update; at: number }[]
  nextId: number
  names: readonly string[] | null
  waiter: Waiter | null
  lastSeenAt: number | null
  readonly arrivals: Set<() => void>
}

export function createUpdateQueue(now: () => number): UpdateQueue {
  const queue: QueueState = {
    now,
    entries: [],
    nextId: firstUpdateId,
    names: null,
    waiter: null,
    lastSeenAt: null,
    arrivals: new Set(),
  }
  return {
    push: (update) => push(queue, update),
    take: (request) => take(queue, request),
    first: () => fresh(queue)[0]?.update ?? null,
    confirm: (id) => void (queue.entries = queue.entries.filter(({ update }) => update.update_id !== id)),
    arrival: (signal) => arrival(queue, signal),
    setAllowed: (names) => void (queue.names = names === null ? queue.names : names.length === 0 ? null : names),
    allowed: () => queue.names,
    count: () => fresh(queue).length,
    clear: () => void (queue.entries = []),
    abort: (reason) => queue.waiter?.fail(conflict(reason)),
    lastSeenAt: () => (queue.waiter ? now() : queue.lastSeenAt),
  }
}

function push(queue: QueueState, { name, payload }: WorldUpdate): void {
  if (queue.names ? !queue.names.includes(name) : offByDefault.has(name)) return
  queue.entries.push({ update: { update_id: queue.nextId, [name]: payload }, at: queue.now() })
  queue.nextId += 1
  if (queue.entries.length > maxUpdates) queue.entries.shift()
  const { waiter } = queue
  if (waiter) {
    const updates = select(queue, waiter.offset, waiter.limit)
    if (updates.length > 0) waiter.finish(updates)
  }
  for (const arrived of queue.arrivals) arrived()
}

function fresh(queue: QueueState): QueueState['entries'] {
  const oldest = queue.now() - lifetimeMs
  if ((queue.entries[0]?.at ?? Infinity) < oldest) queue.entries = queue.entries.filter(({ at }) => at >= oldest)
  return queue.entries
}

function select(queue: QueueState, offset: number, limit: number): Update[] {
  const rest = fresh(queue).filter(({ update }) => update.update_id >= offset)
  return rest.slice(0, limit).map(({ update }) => update)
}

async function take(queue: QueueState, request: Parameters<UpdateQueue['take']>[0]): Promise<readonly Update[]> {
  queue.waiter?.fail(conflict(takenOver))
  queue.lastSeenAt = queue.now()
  if (request.offset < 0) queue.entries = fresh(queue).slice(request.offset)
  if (request.offset > 0) queue.entries = fresh(queue).filter(({ update }) => update.update_id >= request.offset)
  const ready = select(queue, request.offset, request.limit)
  if (ready.length > 0 || request.timeoutS <= 0 || request.signal?.aborted) return ready
  const { promise, resolve, reject } = Promise.withResolvers<readonly Update[]>()
  const waiter: Waiter = { finish: resolve, fail: reject, offset: request.offset, limit: request.limit }
  const timer = setTimeout(() => resolve([]), request.timeoutS * 1000)
  const leave = (): void => resolve([])
  request.signal?.addEventListener('abort', leave, { once: true })
  queue.waiter = waiter
  return promise.finally(() => {
    clearTimeout(timer)
    request.signal?.removeEventListener('abort', leave)
    if (queue.waiter === waiter) queue.waiter = null
    queue.lastSeenAt = queue.now()
  })
}

function arrival(queue: QueueState, signal: AbortSignal): Promise<void> {
  if (signal.aborted || fresh(queue).length > 0) return Promise.resolve()
  return new Promise((resolve) => {
    const arrived = (): void => {
      queue.arrivals.delete(arrived)
      signal.removeEventListener('abort', arrived)
      resolve()
    }
    queue.arrivals.add(arrived)
    signal.addEventListener('abort', arrived, { once: true })
  })
}
