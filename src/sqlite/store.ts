import type { Analyzer } from '../core/text/analyzer.ts'
import type { Store } from '../domain/store.ts'
import { createArchiveStore } from './archive-store.ts'
import { createBoilerplateStore } from './boilerplate-store.ts'
import { createChannelStore } from './channel-store.ts'
import { createCheckStore } from './check-store.ts'
import { createChatStore } from './chat-store.ts'
import { createChoreStore } from './chore-store.ts'
import { createCompletenessStore } from './completeness-store.ts'
import { type Db, openDatabase } from './database.ts'
import { createConnectionStore } from './connection-store.ts'
import { createDigestStore } from './digest-store.ts'
import { createFeedbackStore } from './feedback-store.ts'
import { createFollowUpStore } from './follow-up-store.ts'
import { createFullText } from './fts.ts'
import { createMaintenance } from './maintenance.ts'
import { migrate, requireSchema } from './migrate.ts'
import { createHealthStore } from './health-store.ts'
import { createHeartbeatStore } from './heartbeat-store.ts'
import { createOutboxStore } from './outbox-store.ts'
import { refreshIndex } from './refresh-index.ts'
import { createPostStore } from './post-store.ts'
import { createPostWriter } from './post-writer.ts'
import { createRiseAlertStore } from './rise-alert-store.ts'
import { createRetentionStore } from './retention-store.ts'
import { createScheduleStore } from './schedule-store.ts'
import { createTroubleStore } from './trouble-store.ts'
import { createUpdateStore } from './update-store.ts'
import { createChainStore } from './version-chain.ts'
import { createWatchStore } from './watch-store.ts'

export interface StoreOptions {
  /** A file, or ":memory:". */
  readonly path: string
  readonly analyzer: Analyzer
  /** For the command line beside a running Vestnik: nothing is written, not even a migration. */
  readonly readonly?: boolean
  /** How long after its publication a post is read again, rising; never unless told. */
  readonly recheckMs?: readonly number[]
}

/**
 * Opens the store and brings its schema and its full-text index up to date; an index made by another analyzer is made anew,
 * which takes a while in a large archive. Throws when the database is newer than this version.
 */
export function openStore({ path, analyzer, readonly = false, recheckMs = [] }: StoreOptions): Store {
  const db = openDatabase(path, { readonly })
  try {
    if (readonly) requireSchema(db)
    else migrate(db)
    return createStore(db, { analyzer, readonly, recheckMs })
  } catch (error) {
    db.close()
    throw error
  }
}

/** The store on a database whose schema is up to date; closing it closes the database. */
export function createStore(db: Db, { analyzer, readonly = false, recheckMs = [] }: Omit<StoreOptions, 'path'>): Store {
  const fullText = createFullText(db, analyzer)
  if (!readonly) refreshIndex(db, fullText)
  const writer = createPostWriter(db, fullText, recheckMs)
  return {
    channels: createChannelStore(db, writer),
    posts: createPostStore(db, fullText, analyzer),
    boilerplate: createBoilerplateStore(db, fullText),
    chain: createChainStore(db),
    checks: createCheckStore(db, writer, recheckMs),
    archive: createArchiveStore(db, writer),
    completeness: createCompletenessStore(db),
    health: createHealthStore(db),
    retention: createRetentionStore(db, fullText),
    chores: createChoreStore(db),
    chats: createChatStore(db),
    connections: createConnectionStore(db),
    schedules: createScheduleStore(db),
    watches: createWatchStore(db),
    digests: createDigestStore(db),
    feedback: createFeedbackStore(db),
    outbox: createOutboxStore(db),
    troubles: createTroubleStore(db),
    followUps: createFollowUpStore(db),
    riseAlerts: createRiseAlertStore(db),
    updates: createUpdateStore(db),
    heartbeat: createHeartbeatStore(db),
    maintain: createMaintenance(db),
    releaseLeases: async () => releaseLeases(db),
    close: async () => {
      if (!readonly) db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
    },
  }
}

function releaseLeases(db: Db): void {
  db.transaction(() => {
    db.exec('UPDATE channels SET leased_until = 0 WHERE leased_until > 0')
    db.exec('UPDATE posts SET match_leased_until = 0 WHERE matched_at IS NULL AND match_leased_until > 0')
    db.exec('UPDATE channels SET boilerplate_leased_until = 0 WHERE boilerplate_leased_until > 0')
    db.exec('UPDATE plans SET leased_until = 0 WHERE leased_until > 0')
    db.exec('UPDATE parcels SET leased_until = 0 WHERE sent_at IS NULL AND dropped_at IS NULL AND leased_until > 0')
  }).immediate()
}
