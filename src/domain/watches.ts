import type { Watch } from './chat.ts'
import type { Instant } from './time.ts'

/** A watch that is not paused, as far as posts are concerned. */
export interface ActiveWatch {
  readonly id: number
  /** Canonical text of the query. */
  readonly query: string
  /** Of its chat: the days in the query are days there. */
  readonly timeZone: string
}

export interface WatchChanges {
  /** The latest change; what comes after it is asked for with its number. */
  readonly latest: number
  /** What was added, resumed, or has to be read anew. */
  readonly active: readonly ActiveWatch[]
  /** What was removed or paused, with its chat or by itself. */
  readonly inactiveIds: readonly number[]
}

export interface WatchStore {
  /** Saves a query; returns the one that is there when the chat has the same. Recent posts wait to be matched again. */
  add(watch: {
    readonly chatId: number
    readonly query: string
    readonly sinceAt: Instant
    readonly now: Instant
  }): Promise<{ readonly watch: Watch; readonly added: boolean }>
  list(chatId: number): Promise<readonly Watch[]>
  /** False when the chat has no such watch. */
  setPaused(request: {
    readonly chatId: number
    readonly number: number
    readonly paused: boolean
    readonly now: Instant
  }): Promise<boolean>
  /**
   * Gives a watch another query; posts since the last digest are matched anew. `taken`: another watch of the chat has it already; null:
   * the chat has no such watch.
   */
  replace(request: {
    readonly chatId: number
    readonly number: number
    readonly query: string
  }): Promise<Watch | 'taken' | null>
  /** The removed watch, or null when the chat has none of that number. */
  remove(chatId: number, number: number): Promise<Watch | null>
  /** Active watches of all chats, by their ids, from the one after `afterId`. */
  listActive(page: { readonly afterId: number; readonly limit: number }): Promise<readonly ActiveWatch[]>
  /** The number of the latest change of any watch; it only rises. */
  latestChange(): Promise<number>
  /** What changed after a change; null when that is too long ago: all has to be listed again. */
  findChanges(since: number): Promise<WatchChanges | null>
}
