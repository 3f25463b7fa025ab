import type { Config } from './config.ts'
import type { Store } from './domain/store.ts'
import type { Clock } from './domain/time.ts'
import { createBackupFolder } from './sqlite/backup-folder.ts'
import { createBackups } from './flows/backup.ts'
import { createRetention } from './flows/retention.ts'
import type { Logger } from './log.ts'

interface ChoreParts {
  readonly config: Config
  readonly log: Logger
  readonly clock: Clock
  readonly store: Store
}

interface ChoreLoop {
  readonly name: string
  readonly run: (signal: AbortSignal) => Promise<boolean>
}

/** What is done to the archive as a whole, now and then. */
export function createChores({ config, log, clock, store }: ChoreParts): ChoreLoop[] {
  const retention = createRetention({
    store,
    clock,
    rules: {
      days: config.retentionDays,
      unfollowedDays: config.retentionUnfollowedDays,
      keepMatched: config.retentionKeepMatched,
      keepPinned: config.retentionKeepPinned,
    },
    onDeleted: (round) => log.info(round, 'posts that had outlived their time were deleted'),
  })
  const chores = [{ name: 'retention', run: retention.run }]
  if (config.backupDir === null) return chores
  const backups = createBackups({
    store,
    clock,
    folder: createBackupFolder({ databasePath: config.databasePath, folder: config.backupDir }),
    timeZone: config.defaultTimeZone,
    keep: config.backupKeep,
    onDone: ({ posts, bytes }) => log.info({ posts, bytes }, 'a backup was made'),
    onFailed: (error) => log.error({ err: error }, 'the backup failed'),
  })
  return [...chores, { name: 'backup', run: backups.run }]
}
