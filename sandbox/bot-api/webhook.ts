import { setTimeout as sleep } from 'node:timers/promises'
import type { Update, UpdateQueue } from './update-queue.ts'

export interface WebhookSettings {
  readonly url: string
  /** Sent as X-Telegram-Bot-Api-Secret-Token; empty: no such header. */
  readonly secretToken: string
  readonly maxConnections: number
}

/** Delivers updates by POST, one after another. What is not answered by 2xx is sent again after a pause. */
export interface Webhook {
  settings(): WebhookSettings | null
  /** Begins to deliver there; null ends it. */
  set(settings: WebhookSettings | null): void
  lastError(): { readonly at: number; readonly message: string } | null
  close(): void
}

export interface WebhookOptions {
  readonly queue: UpdateQueue
  readonly now: () => number
  /** Pause before an update is sent again, after so many failures in a row (from 1). */
  readonly backoffMs: (failures: number) => number
}

const requestTimeoutMs = 60_000
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Doubles from a second up to a minute. */
export function defaultBackoffMs(failures: number): number {
  return Math.min(1000 * 2 ** (failures - 1), 60_000)
}

export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname)
}

export function createWebhook({ queue, now, backoffMs }: WebhookOptions): Webhook {
  let current: WebhookSettings | null = null
  let running = new AbortController()
  let error: ReturnType<Webhook['lastError']> = null

  const deliverAll = async (settings: WebhookSettings, signal: AbortSignal): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      await queue.arrival(signal)
      const update = signal.aborted ? null : queue.first()
      if (!update) continue
      const problem = await deliver(settings, update, signal)
      if (signal.aborted) return
      if (problem === null) {
        failures = 0
        queue.confirm(update.update_id)
      } else {
        failures += 1
        error = { at: now(), message: problem }
        await sleep(backoffMs(failures), undefined, { signal }).catch(() => {})
      }
    }
  }

  return {
    settings: () => current,
    set(settings) {
      running.abort()
      running = new AbortController()
      current = settings
      error = null
      if (settings) void deliverAll(settings, running.signal)
    },
    lastError: () => error,
    close: () => running.abort(),
  }
}

/** null when the update was taken, else what went wrong, in Telegram's words. Nothing leaves the machine. */
async function deliver(settings: WebhookSettings, update: Update, signal: AbortSignal): Promise<string | null> {
  const url = new URL(settings.url)
  if (!isLoopback(url)) return 'Connection timed out'
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(settings.secretToken ? { 'x-telegram-bot-api-secret-token': settings.secretToken } : {}),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    })
    await response.body?.cancel()
    if (response.ok) return null
    return `Wrong response from the webhook: ${response.status} ${response.statusText}`
  } catch (thrown) {
    return thrown instanceof Error && thrown.name === 'TimeoutError' ? 'Read timeout expired' : 'Connection refused'
  }
}
