import type { WorldState } from '../world/state.ts'
import type { ApiCall } from './call.ts'
import type { FloodControl } from './flood-control.ts'
import type { UpdateQueue } from './update-queue.ts'
import type { Webhook } from './webhook.ts'

/** What the methods work on. */
export interface ApiContext {
  readonly state: WorldState
  readonly queue: UpdateQueue
  readonly webhook: Webhook
  readonly flood: FloodControl
  /** Texts of the bot's profile, by kind and language. */
  readonly descriptions: Map<string, string>
}

/** Answers a call with its result; throws ApiError to refuse it. `signal` aborts when the client has gone. */
export type Method = (context: ApiContext, call: ApiCall, signal: AbortSignal) => unknown

/** A result that comes with a sentence about it. */
export class Answer {
  readonly result: unknown
  readonly description: string

  constructor(result: unknown, description: string) {
    this.result = result
    this.description = description
  }
}
