import type { ChannelProfile } from './channel.ts'
import type { PostContent } from './post.ts'
import type { Instant } from './time.ts'

/** A message of a channel that Telegram told the bot of by itself, which it does where the bot is an administrator. */
export interface PushedPost {
  /** Of an album: this item alone. */
  readonly content: PostContent
  /** Items of one album share it; null: it is no item of an album. */
  readonly albumKey: string | null
  /** When it was published, or last edited, by Telegram's clock in whole seconds: it has said this since then. */
  readonly saidAt: Instant
}

/** What was pushed, and which channel it is of. */
export interface Push {
  readonly profile: Pick<ChannelProfile, 'name' | 'title'> & { readonly telegramId: number }
  readonly post: PushedPost
  readonly now: Instant
}

/** `stale`: the archive has seen the post later than it said this. `unwanted`: nobody follows the channel. */
export type PushOutcome = 'inserted' | 'changed' | 'known' | 'stale' | 'unwanted'

/** The bot was made an administrator of a channel, or is none any more. */
export interface Admission {
  readonly profile: Push['profile']
  readonly isAdmitted: boolean
  readonly now: Instant
}
