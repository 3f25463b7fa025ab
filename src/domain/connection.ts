import type { Instant } from './time.ts'

/** A group or a channel that a person looks after from the private chat. */
export interface Connection {
  readonly chatId: number
  /** As it was when it was connected. */
  readonly title: string
  /** What the person says in the private chat is meant for it; of one connection at most. */
  readonly isManaged: boolean
}

/** `personId` is the person's id and that of the private chat. Whether somebody has the rights is asked of Telegram, not of this. */
export interface ConnectionStore {
  /** By title. */
  list(personId: number): Promise<readonly Connection[]>
  /** Connects, or renews the title, and manages the chat from now on. False when the person has `limit` connections already. */
  connect(connection: {
    readonly personId: number
    readonly chatId: number
    readonly title: string
    readonly limit: number
    readonly now: Instant
  }): Promise<boolean>
  /** Manages one of the connected chats; null: the private chat itself. False when there is no such connection. */
  manage(personId: number, chatId: number | null): Promise<boolean>
  /** False when there was no such connection. */
  disconnect(personId: number, chatId: number): Promise<boolean>
}
