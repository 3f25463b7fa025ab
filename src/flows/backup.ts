import { dailyAt, nextSlotAt } from '../core/schedule/slots.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, hour, type Instant, minute } from '../domain/time.ts'
import type { BackupFolder, CopyReport } from '../domain/upkeep.ts'

/** When a copy is due, in the local time of the instance. */
const backupTime = '04:00'
const retryAfterMs = hour
/** A look at the folder costs little, and not nothing. */
const lookEveryMs = minute

export interface Backups {
  /** Makes a copy when the newest is from before the last 04:00, and removes the oldest. */
  run(signal: AbortSignal): Promise<boolean>
}

interface BackupParts {
  readonly store: Pick<Store, 'chores'>
  readonly clock: Clock
  readonly folder: BackupFolder
  readonly timeZone: string
  /** So many copies are kept. */
  readonly keep: number
  readonly onDone: (report: CopyReport) => void
  readonly onFailed: (error: unknown) => void
}

/**
 * The nightly copy. What is due follows from the copies that are there, so that a night on which the process was down is made
 * up for; what failed is tried again after an hour.
 */
export function createBackups(parts: BackupParts): Backups {
  let lookedAt: Instant = -Infinity
  return {
    run: async () => {
      const now = parts.clock.now()
      if (now >= lookedAt && now - lookedAt < lookEveryMs) return false
      lookedAt = now
      try {
        if (await isDue(parts, now)) await makeCopy(parts, now)
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error)
        await parts.store.chores.recordFailed({ name: 'backup', failure, now })
        parts.onFailed(error)
      }
      return false
    },
  }
}

async function isDue({ store, folder, timeZone }: BackupParts, now: Instant): Promise<boolean> {
  const { failedAt } = await store.chores.find('backup')
  if (failedAt !== null && now >= failedAt && now - failedAt < retryAfterMs) return false
  const [newest] = await folder.list()
  return newest === undefined || newest > now || nextSlotAt(dailyAt(backupTime), timeZone, newest) <= now
}

async function makeCopy({ store, folder, keep, onDone }: BackupParts, now: Instant): Promise<void> {
  const report = await folder.make(now)
  const { posts, bytes } = report
  for (const at of (await folder.list()).slice(keep)) await folder.remove(at)
  await store.chores.recordDone({ name: 'backup', done: { posts, bytes }, now })
  onDone(report)
}
