import { type Clock, second } from '../domain/time.ts'
import type { Call } from './command.ts'

/** What is done sooner needs no sign. */
const firstAfterMs = second
/** Telegram shows the sign for five seconds. */
const againAfterMs = 4 * second

/** Shows "typing" in the chat as long as the work goes on, so that a slow answer is no silence. */
export async function whileTyping<T>(
  clock: Clock,
  { signal, showTyping }: Pick<Call, 'signal' | 'showTyping'>,
  work: () => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const show = async (): Promise<void> => {
    const stop = AbortSignal.any([signal, over.signal])
    await clock.sleep(firstAfterMs, stop)
    while (!stop.aborted) {
      await showTyping()
      await clock.sleep(againAfterMs, stop)
    }
  }
  // The sign is only a courtesy: without it the answer comes all the same.
  show().catch(() => undefined)
  try {
    return await work()
  } finally {
    over.abort()
  }
}
