/** Counts what the bot sends, as Telegram's flood control does. */
export interface FloodControl {
  /** Counts `messages` to the chat and returns 0; or, when that is too much, counts nothing and returns the seconds to wait. */
  admit(request: { chatId: number; isGroup: boolean; kind: 'send' | 'edit'; messages: number }): number
}

/** A chat takes this many at once before it holds to one a second. */
const burst = 5
const chatRefillMs = 1000
const groupPerMinute = 20
const overallPerSecond = 30
const minuteMs = 60_000
const secondMs = 1000
const maxChats = 10_000

interface Window {
  readonly times: number[]
}

export function createFloodControl({ now, enabled }: { now: () => number; enabled: boolean }): FloodControl {
  const buckets = new Map<number, { tokens: number; at: number }>()
  const groups = new Map<string, Window>()
  const overall: Window = { times: [] }

  const bucketWait = (chatId: number, messages: number): number => {
    const last = buckets.get(chatId) ?? { tokens: burst, at: now() }
    const tokens = Math.min(burst, last.tokens + (now() - last.at) / chatRefillMs)
    // An album may be larger than the burst: it passes a full bucket and is paid for afterwards.
    const needed = Math.min(messages, burst)
    buckets.delete(chatId)
    buckets.set(chatId, { tokens, at: now() })
    const oldest = buckets.size > maxChats ? buckets.keys().next().value : undefined
    if (oldest !== undefined) buckets.delete(oldest)
    return tokens >= needed ? 0 : (needed - tokens) * chatRefillMs
  }

  return {
    admit({ chatId, isGroup, kind, messages }) {
      if (!enabled) return 0
      const group = isGroup ? windowOf(groups, `${kind}${chatId}`) : null
      const waits = [windowWait(overall, now(), messages, { limit: overallPerSecond, spanMs: secondMs })]
      if (kind === 'send') waits.push(bucketWait(chatId, messages))
      if (group) waits.push(windowWait(group, now(), messages, { limit: groupPerMinute, spanMs: minuteMs }))
      const waitMs = Math.max(...waits)
      if (waitMs > 0) return Math.ceil(waitMs / secondMs)
      const bucket = buckets.get(chatId)
      if (bucket && kind === 'send') bucket.tokens -= messages
      for (const window of group ? [overall, group] : [overall]) window.times.push(...Array(messages).fill(now()))
      return 0
    },
  }
}

function windowOf(windows: Map<string, Window>, key: string): Window {
  const window = windows.get(key) ?? { times: [] }
  windows.delete(key)
  windows.set(key, window)
  const oldest = windows.size > maxChats ? windows.keys().next().value : undefined
  if (oldest !== undefined) windows.delete(oldest)
  return window
}

function windowWait(
  window: Window,
  nowAt: number,
  count: number,
  { limit, spanMs }: { limit: number; spanMs: number },
): number {
  const { times } = window
  while ((times[0] ?? Infinity) <= nowAt - spanMs) times.shift()
  const excess = times.length + Math.min(count, limit) - limit
  return excess <= 0 ? 0 : (times[excess - 1] ?? nowAt) + spanMs - nowAt
}
