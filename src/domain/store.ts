import type { ArchiveStore } from './archive.ts'
import type { Boilerplate } from './boilerplate.ts'
import type { ChainStore, CheckStore } from './checks.ts'
import type { Channel, ChannelProfile, FetchFault } from './channel.ts'
import type { FoldablePost, Repeat } from './fold.ts'
import type { FollowUpStore } from './follow-up.ts'
import type { CompletenessStore } from './completeness.ts'
import type { Chat, ChatKind, ChatSettings, ChatState, Language, Plan } from './chat.ts'
import type { ScheduleStore } from './chat-schedule.ts'
import type { ConnectionStore } from './connection.ts'
import type { Digest, GatheredPost, ViewsAtAge } from './digest.ts'
import type { FeedbackStore } from './feedback.ts'
import type { OutboxStore } from './outbox.ts'
import type { Post, PostContent } from './post.ts'
import type { Admission, Push, PushOutcome } from './pushed.ts'
import type { FoundPost, PostSearch } from './search.ts'
import type { HealthStore } from './health.ts'
import type { RiseAlertStore } from './rise-alert.ts'
import type { Instant } from './time.ts'
import type { TroubleStore } from './trouble.ts'
import type { WatchStore } from './watches.ts'
import type { ChoreStore, RetentionStore } from './upkeep.ts'

/**
 * Everything the process knows. One method is one transaction: it happens whole or not at all, and it is durable when its
 * promise resolves (`recordPage` against a crash of the process; a power cut may take back the last pages, which are then
 * fetched again). `record…` methods are idempotent. `claim…` methods lease: what one caller claimed, no other gets
 * before `leaseUntil`.
 */
export interface Store {
  readonly channels: ChannelStore
  readonly posts: PostStore
  readonly boilerplate: BoilerplateStore
  readonly checks: CheckStore
  readonly chain: ChainStore
  readonly archive: ArchiveStore
  readonly completeness: CompletenessStore
  readonly health: HealthStore
  readonly retention: RetentionStore
  readonly chores: ChoreStore
  readonly chats: ChatStore
  readonly connections: ConnectionStore
  readonly schedules: ScheduleStore
  readonly watches: WatchStore
  readonly digests: DigestStore
  readonly feedback: FeedbackStore
  readonly outbox: OutboxStore
  readonly troubles: TroubleStore
  readonly followUps: FollowUpStore
  readonly riseAlerts: RiseAlertStore
  readonly updates: UpdateStore
  readonly heartbeat: HeartbeatStore
  /** Gives back every lease. For a process that starts and knows itself to be the only one: who held them is gone. */
  releaseLeases(): Promise<void>
  /**
   * A step of looking after the archive, short enough to be taken between other work; false when nothing is left to do. No
   * step changes what is found.
   */
  maintain(): Promise<boolean>
  close(): Promise<void>
}

export interface Lease {
  readonly now: Instant
  readonly leaseUntil: Instant
  readonly limit: number
}

export interface ChannelStore {
  /** By username, in any case; a former name leads to its channel when no other has it now. */
  findByName(name: string): Promise<Channel | null>
  /**
   * Adds the channel, due at once, or returns the one that is there by numeric id, or else by name. One that is known by its
   * numeric id takes the name of the profile. With `takesName`, a channel with another numeric id loses the name.
   */
  add(
    profile: ChannelProfile,
    options: { readonly now: Instant; readonly backfill: number; readonly takesName?: boolean },
  ): Promise<Channel>
  /** Followed channels whose poll is due, the longest waiting first; not those that have lost their name. */
  claimDue(lease: Lease): Promise<readonly Channel[]>
  /**
   * Stores what a page showed: new posts are inserted, changed ones keep what they said as a version and wait to be
   * matched again, and the channel's state moves, all at once. The cursor never moves back.
   */
  recordPage(page: PageRecord): Promise<PageResult>
  /**
   * Stores a post that Telegram pushed, of a channel that somebody follows: known by its numeric id, or by its name while that is
   * not known. It is one post with what pages show of it. Neither the cursor moves, nor when the channel was last read.
   */
  recordPushed(push: Push): Promise<PushOutcome>
  /** A chat wants a channel that cannot be read yet: it will follow it when the bot is admitted there. At most a hundred are kept. */
  recordWish(chatId: number, name: string, now: Instant): Promise<void>
  /** False when the chat had no such wish. */
  dropWish(chatId: number, name: string): Promise<boolean>
  /**
   * Who wished for the channel follows it from now on. Followers are told where it matters: the channel has no preview. Resolves
   * with whether they are. Recording the same again does nothing.
   */
  recordAdmission(admission: Admission): Promise<boolean>
  recordFailure(failure: PollFailure): Promise<void>
  /** Ends the lease and sets the next poll, when a poll is over. */
  recordPollEnd(end: { readonly channelId: number; readonly nextPollAt: Instant; readonly now: Instant }): Promise<void>
  /** The channel no longer has these posts. They stay, marked; one that is seen again is no longer marked. */
  recordDeleted(channelId: number, messageIds: readonly number[], now: Instant): Promise<void>
  /** There is nothing older to fetch. `left`: how many were left when this was found out; a goal that was set since stays. */
  recordBackfillEnd(channelId: number, left?: number): Promise<void>
  /** Instants of the channel's latest posts, newest first, for pacing. */
  recentPublishedAt(channelId: number, limit: number): Promise<readonly Instant[]>
  /**
   * Of followed channels: how many polls a second they ask for, by the plans of their last polls and at most one in `minMs` each,
   * and for how long the one that waits longest has been due.
   */
  findPollLoad(now: Instant, minMs: number): Promise<PollLoad>
  /** Channels that a chat follows, by title. */
  listFollowed(chatId: number): Promise<readonly Channel[]>
  /** Every channel of the archive, by name. */
  listAll(): Promise<readonly Channel[]>
  countPosts(channelId: number): Promise<number>
}

export interface PollLoad {
  readonly wantedPerSecond: number
  /** 0 when no poll is due. */
  readonly lateMs: number
}

export interface PageRecord {
  readonly channelId: number
  readonly profile: ChannelProfile
  readonly posts: readonly PostContent[]
  /** New cursor; null leaves it. */
  readonly cursor: number | null
  /** New state of the backfill; null leaves it. */
  readonly backfill: {
    readonly left: number
    readonly before: number | null
    /** How many were left when the page was asked for: a goal that was set since then stays. Absent: it is replaced. */
    readonly leftBefore?: number
  } | null
  /** A time since the last success that is longer is kept as a gap; absent: none is. */
  readonly longestGapMs?: number
  /** The lease is extended to this. */
  readonly leaseUntil: Instant
  readonly now: Instant
}

export interface PageResult {
  readonly inserted: number
  readonly changed: number
}

export interface PollFailure {
  readonly channelId: number
  readonly fault: FetchFault
  /** It is certain that the fault is the channel's own. */
  readonly isConfirmed?: boolean
  /** A longer time since the last poll counts as so much, in the time in which the channel was looked at in vain; absent: as none. */
  readonly longestGapMs?: number
  readonly nextPollAt: Instant
  readonly now: Instant
}

/** A post waiting to be matched. The round rises when its text changes, or somebody new may want it. */
export interface UnmatchedPost {
  readonly post: Post
  readonly channelName: string
  readonly round: number
}

/** A chat that wants posts of a channel. */
export interface Reader {
  readonly chatId: number
  /** Posts published earlier than this are not for the chat: it began to follow later. */
  readonly followedSinceAt: Instant
  /** Posts first seen earlier than this are not matched: they were due in an earlier digest. */
  readonly sinceAt: Instant
}

/** Who follows a channel. */
export interface Readers {
  /** By the id of a watch: of those asked about, the ones that are active. */
  readonly byWatch: ReadonlyMap<number, Reader>
  /** Chats without an active watch, which want every post. */
  readonly ofEveryPost: readonly Reader[]
}

/** `watchId` null: the chat has no queries and wants every post. */
export interface Match {
  readonly chatId: number
  readonly postId: number
  readonly watchId: number | null
}

export interface PostStore extends PostSearch {
  /** Posts not yet matched, oldest first. Service and unsupported posts never need matching. */
  claimUnmatched(lease: Lease): Promise<readonly UnmatchedPost[]>
  /** Who reads these channels, by the channel's id: of watches only those that found something there. */
  findReaders(
    found: readonly { readonly channelId: number; readonly watchIds: readonly number[] }[],
  ): Promise<ReadonlyMap<number, Readers>>
  /** Stores matches and marks the posts as matched, but for those that entered a new round since they were claimed. */
  recordMatches(record: {
    readonly posts: readonly { readonly id: number; readonly round: number }[]
    readonly matches: readonly Match[]
    readonly now: Instant
  }): Promise<void>
  /** Posts waiting to be matched. */
  countUnmatched(): Promise<number>
  /** Newest first. */
  latest(request: { readonly channelIds: readonly number[]; readonly limit: number }): Promise<readonly FoundPost[]>
  /** Oldest first, from the post after `afterId`; for exports, page by page. */
  listPage(request: {
    readonly channelId: number
    readonly afterId: number
    readonly limit: number
  }): Promise<readonly Post[]>
  findByMessageId(channelId: number, messageId: number): Promise<Post | null>
  count(): Promise<number>
}

/** A channel whose boilerplate is to be learnt, anew or for the first time. */
export interface Lesson {
  readonly channelId: number
  /** null: nothing was learnt yet. */
  readonly learnt: Boilerplate | null
  /** Texts of posts, the newest first: the latest, and a sample of those before. */
  readonly texts: readonly string[]
  /** Posts that were stored since the last lesson. */
  readonly newPosts: number
}

/** What channels add to their posts, whatever these are about. New and changed posts are marked as they are stored. */
export interface BoilerplateStore {
  /** Followed channels with enough new posts to learn from, first those with the fewest: their posts wait to be matched. */
  claimLessons(lease: Lease): Promise<readonly Lesson[]>
  /**
   * Ends a lesson. What was learnt, unless `boilerplate` is null, stands for the channel from now on: its newest posts, at
   * most `markAtOnce`, are marked by it, and the older ones wait for `markNext`. The next lesson is due after `nextAfter`
   * more posts.
   */
  recordLesson(record: {
    readonly channelId: number
    readonly boilerplate: Boilerplate | null
    readonly newPosts: number
    readonly nextAfter: number
    readonly markAtOnce: number
  }): Promise<void>
  /**
   * Marks waiting posts of one channel, the newest first, at most `limit`, and brings the search index in line. A post does
   * not have to be matched again for it. False when none was waiting.
   */
  markNext(limit: number): Promise<boolean>
  /** What was learnt of a channel; null: nothing yet. */
  find(channelId: number): Promise<Boilerplate | null>
}

export interface ChatStore {
  find(id: number): Promise<Chat | null>
  /** Adds the chat with a daily plan, or returns the one that is there; a chat that was gone is active again. */
  ensure(chat: {
    readonly id: number
    readonly kind: ChatKind
    readonly language: Language
    readonly timeZone: string
    readonly digestTime: string
    readonly nextSlotAt: Instant
    readonly now: Instant
  }): Promise<Chat>
  setLanguage(id: number, language: Language): Promise<void>
  setState(id: number, state: ChatState, retryAt: Instant | null): Promise<void>
  /** Changes these settings and leaves the others. */
  changeSettings(id: number, changes: Partial<ChatSettings>): Promise<void>
  /** Follows; false when the chat followed it before. Posts of the channel since `sinceAt` wait to be matched again. */
  follow(follow: {
    readonly chatId: number
    readonly channelId: number
    readonly sinceAt: Instant
    readonly now: Instant
  }): Promise<boolean>
  /** False when the chat did not follow it. */
  unfollow(chatId: number, channelId: number): Promise<boolean>
  /** Moves everything to the new id, when a group becomes a supergroup. */
  recordMigration(fromId: number, toId: number): Promise<void>
  /** Erases all that is kept about the chat. */
  forget(id: number): Promise<void>
}

/** A plan whose slot has come. */
export interface DuePlan {
  readonly plan: Plan
  readonly chat: Chat
  readonly slotAt: Instant
  /** The first of its slots that had to wait; null: none had to. */
  readonly waitingSince: Instant | null
  /** How often it was woken; `recordDigest` is told, so that nothing is lost that was found meanwhile. */
  readonly wakes: number
}

/** Of which plans, and for which place, a digest is. */
export interface Gathering {
  /** Absent: all plans of the chat. */
  readonly planIds?: readonly number[]
  /** Topic that the digest goes to; null, or absent: the chat itself. */
  readonly threadId?: number | null
}

/** What an instant plan has told of one query since an hour began. */
export interface AlertHour {
  /** Canonical text of the query; null: every post. */
  readonly query: string | null
  readonly startedAt: Instant
  readonly posts: number
}

/** What becomes of a plan with a digest. */
export interface PlanMove {
  readonly planId: number
  readonly slotAt: Instant
  /** Absent: the slot stays. */
  readonly nextSlotAt?: Instant | null
  /** As claimed: an instant plan that was woken since then is due again a minute later at the latest. Absent: not compared. */
  readonly wakes?: number
}

export interface DigestRecord extends PlanMove {
  readonly chatId: number
  /** Topic that the digest goes to; null, or absent: the chat itself. */
  readonly threadId?: number | null
  /** Other plans of the chat whose posts the digest holds. */
  readonly otherPlans?: readonly PlanMove[]
  /** Somebody asked for it: its posts count as sent wherever the plans speak. */
  readonly isAsked?: boolean
  readonly digest: Digest | null
  readonly postIds: readonly number[]
  /** Those of them that are only named beside another with the same text: they are not followed up. Absent: none. */
  readonly copyIds?: readonly number[]
  /** As `findFoldable` said; absent: nothing was folded. */
  readonly foldedUpTo?: number | undefined
  /** Count as sent to the place, whether there is a digest or not, and are not followed up. */
  readonly repeats?: readonly Repeat[]
  /** New state of the hours of an instant plan, by query; the others stay. */
  readonly alertHours?: readonly AlertHour[]
  readonly now: Instant
}

/** What is to be folded, as it was at one moment. */
export interface Foldable {
  readonly gathered: readonly FoldablePost[]
  readonly sent: readonly FoldablePost[]
  /** The latest parcel then, of whatever chat. */
  readonly foldedUpTo: number
}

export interface DigestStore {
  /** By number. */
  listPlans(chatId: number): Promise<readonly Plan[]>
  /** Plans whose slot has come, of chats that may be written to; the plans of a chat side by side. */
  claimDue(lease: Lease): Promise<readonly DuePlan[]>
  /** The slot of these plans waits until then. Not for a plan whose slot was set anew since it was claimed. */
  postpone(plans: readonly { readonly planId: number; readonly slotAt: Instant }[], until: Instant): Promise<void>
  /**
   * What the plans wait for and what was not sent to the place, oldest first, and how much of it there is in all. A plan waits
   * for what was gathered for it and not yet sent where it speaks.
   */
  findGathered(
    chatId: number,
    limit: number,
    of?: Gathering,
  ): Promise<{ readonly posts: readonly GatheredPost[]; readonly total: number }>
  /**
   * These posts, and what the place was sent of the time since then: the latest `limit` of it. Both oldest first. `foldedUpTo`
   * names this moment to `recordDigest`.
   */
  findFoldable(request: {
    readonly chatId: number
    readonly threadId: number | null
    readonly postIds: readonly number[]
    readonly since: Instant
    readonly limit: number
  }): Promise<Foldable>
  /** The latest hour of each query that the plan has told of. */
  listAlertHours(planId: number): Promise<readonly AlertHour[]>
  /** Of what these plans are about: posts that alerts have told of in the place since then. */
  countAlerted(chatId: number, since: Instant, of?: Gathering): Promise<number>
  /** Until when the place was told that a query had risen, by the canonical text of the query. */
  listRisesTold(chatId: number, threadId: number | null): Promise<ReadonlyMap<string, Instant>>
  /** Views of the newest posts of channels, at the ages at which they were counted; by the channels' names. */
  findViews(channelNames: readonly string[]): Promise<ReadonlyMap<string, readonly ViewsAtAge[]>>
  /**
   * Puts the digest into the outbox, marks its posts as sent and its rises as told, and moves the plans, all at once.
   * Unique by (plan, slot): a second call for the slot changes nothing but the plans. A digest with a post that was sent meanwhile, or that was folded
   * before the place was sent another one, is not recorded at all (`isStale`), and its plans are due again. `digest` null: nothing to send.
   */
  recordDigest(record: DigestRecord): Promise<{ readonly parcelId: number | null; readonly isStale: boolean }>
  /** Posts that a parcel of the chat told of, newest first, and how many there are. */
  listSent(request: {
    readonly chatId: number
    readonly parcelId: number
    readonly skip: number
    readonly limit: number
  }): Promise<{ readonly posts: readonly FoundPost[]; readonly total: number }>
}

export interface UpdateStore {
  /** Of these update ids, those that were not handled yet. */
  findNew(ids: readonly number[]): Promise<readonly number[]>
  /** Remembers an update as handled; old ids are forgotten after two days. */
  recordHandled(id: number, now: Instant): Promise<void>
}

/** The pulse of the running process, for whoever watches it from outside. */
export interface HeartbeatStore {
  record(now: Instant): Promise<void>
  /** null: it never beat. */
  findLast(): Promise<Instant | null>
}
