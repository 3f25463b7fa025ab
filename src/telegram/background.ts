import type { Logger } from '../log.ts'
import { toLoggable } from './loggable.ts'

/** Work that goes on after its handler has answered, such as showing progress. Lost with the process, so never important. */
export interface Background {
  /** Begins the task, unless too many are under way. What it throws is logged and gone. */
  start(task: (signal: AbortSignal) => Promise<void>): void
  /** Stops all, and waits until they have ended. */
  stop(): Promise<void>
}

const maxTasks = 100

export function createBackground({ log }: { readonly log: Logger }): Background {
  const stopped = new AbortController()
  const tasks = new Set<Promise<void>>()
  return {
    start: (task) => {
      if (stopped.signal.aborted || tasks.size >= maxTasks) return
      const running = task(stopped.signal)
        .catch((error: unknown) => {
          if (!stopped.signal.aborted) log.debug({ err: toLoggable(error) }, 'background task failed')
        })
        .finally(() => tasks.delete(running))
      tasks.add(running)
    },
    stop: async () => {
      stopped.abort(new Error('the bot is stopping'))
      await Promise.all(tasks)
    },
  }
}
