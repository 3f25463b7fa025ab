import type { Clock } from '../domain/time.ts'

/** After a defect a loop is left alone for this long, so that it cannot spin. */
const restAfterDefectMs = 5000

/** A loop of the process: kicked by the heartbeat, or by whoever made work for it. */
export interface Loop {
  readonly name: string
  /** Starts a round unless one is under way, in which case another follows it. Never throws. */
  kick(): void
  /** Resolves when no round is under way. */
  idle(): Promise<void>
}

/**
 * Runs `step` until it says that nothing is left to do. It never overlaps itself. What it throws is a defect: reported, and
 * tried again with the next kick after a rest.
 */
export function createLoop(parts: {
  readonly name: string
  readonly step: (signal: AbortSignal) => Promise<boolean>
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly onDefect: (error: unknown) => void
}): Loop {
  const { name, step, signal, clock, onDefect } = parts
  let round: Promise<void> | null = null
  let again = false
  let defectAt = -Infinity

  const run = async (): Promise<void> => {
    do {
      again = false
      try {
        while (!signal.aborted && (await step(signal)));
      } catch (error) {
        defectAt = clock.now()
        if (!signal.aborted) onDefect(error)
        return
      }
    } while (again && !signal.aborted)
  }

  const idle = async (): Promise<void> => {
    const current = round
    if (current === null) return
    await current
    await idle()
  }

  return {
    name,
    kick: () => {
      const sinceDefectMs = clock.now() - defectAt
      // Below zero the clock was set back: that is no reason to rest until it has caught up.
      if (signal.aborted || (sinceDefectMs >= 0 && sinceDefectMs < restAfterDefectMs)) return
      if (round !== null) {
        again = true
        return
      }
      round = run().finally(() => {
        round = null
      })
    },
    idle,
  }
}
