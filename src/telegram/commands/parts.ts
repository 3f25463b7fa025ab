import type { Pictures } from '../../domain/pictures.ts'
import type { Store } from '../../domain/store.ts'
import type { Clock } from '../../domain/time.ts'
import type { Answering } from '../../flows/answer.ts'
import type { Backfilling } from '../../flows/backfill.ts'
import type { Digesting } from '../../flows/digest.ts'
import type { Exporting } from '../../flows/export.ts'
import type { Feedback } from '../../flows/feedback.ts'
import type { Following } from '../../flows/follow.ts'
import type { HistoryReading } from '../../flows/history.ts'
import type { Scheduling } from '../../flows/schedule.ts'
import type { Summing } from '../../flows/week.ts'
import type { Trending } from '../../flows/trend.ts'
import type { StatusReporting } from '../../flows/status.ts'
import type { Watching } from '../../flows/watch.ts'
import type { Background } from '../background.ts'
import type { Texts } from '../texts.ts'

/** The verbs that commands call. */
export interface Flows {
  readonly following: Following
  readonly watching: Watching
  readonly feedback: Feedback
  readonly scheduling: Scheduling
  readonly answering: Answering
  readonly backfilling: Backfilling
  readonly exporting: Exporting
  readonly history: HistoryReading
  readonly status: StatusReporting
  readonly trending: Trending
  readonly summing: Summing
  readonly digesting: Pick<Digesting, 'sendNow'>
}

/** What commands are made of. */
export interface CommandParts {
  readonly flows: Flows
  readonly store: Store
  readonly clock: Clock
  readonly texts: Texts
  readonly pictures: Pictures
  readonly background: Background
  /** Past posts to fetch when a channel is first followed. */
  readonly backfillPosts: number
  /** Of the bot, without "@". */
  readonly botUsername: () => string
  /** Something was put into the outbox. */
  readonly wakeDelivery: () => void
  /** A channel has posts to be fetched. */
  readonly wakeCollect: () => void
}
