import type { Digest } from './digest.ts'
import type { FollowUp } from './follow-up.ts'
import type { HealthNotice } from './health.ts'
import type { Notice } from './notice.ts'
import type { RiseAlert } from './rise-alert.ts'
import type { Instant } from './time.ts'
import type { TroubleNotice } from './trouble.ts'

/** What a parcel may hold; a digest is what has no `kind`. */
export type ParcelContent = Digest | Notice | FollowUp | HealthNotice | RiseAlert | TroubleNotice

/** Something to be delivered to a chat: stored before any attempt, and marked part by part. */
export interface Parcel {
  readonly id: number
  readonly chatId: number
  /** Topic of the chat; null: the chat itself. */
  readonly threadId: number | null
  /** Somebody asked for it: it is sent in quiet hours too. */
  readonly isAsked: boolean
  readonly content: ParcelContent
  readonly createdAt: Instant
  /** Failed attempts since the last part that was sent. */
  readonly attempts: number
  /** Parts already delivered; sending goes on with this index. */
  readonly partsSent: number
  /** The next part was on its way when it was last heard of: it may have arrived. */
  readonly isInDoubt: boolean
}
