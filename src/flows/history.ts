import { parseChannelRefs, parseNameless } from '../core/channel-ref.ts'
import type { PostVersion } from '../domain/archive.ts'
import type { PostSample } from '../domain/checks.ts'
import type { Post } from '../domain/post.ts'
import type { Store } from '../domain/store.ts'
import { findFollowed } from './find-followed.ts'

export type HistoryOutcome =
  | {
      readonly kind: 'found'
      readonly post: Post
      readonly channelName: string
      /** Oldest first; the last is what the post says now. */
      readonly versions: readonly PostVersion[]
      /** Oldest first. */
      readonly samples: readonly PostSample[]
    }
  /** Not the link of a post in a public channel. */
  | { readonly kind: 'no_link' }
  | { readonly kind: 'not_followed'; readonly name: string }
  | { readonly kind: 'unknown_post' }

export interface HistoryReading {
  /** What a post of one of the chat's channels was seen to say, by its link. */
  find(request: { readonly chatId: number; readonly text: string }): Promise<HistoryOutcome>
}

export function createHistoryReading({ store }: { readonly store: Store }): HistoryReading {
  return {
    find: async ({ chatId, text }) => {
      const ref = parseNameless(text) ?? parseChannelRefs(text).find(({ kind }) => kind === 'channel')
      if (ref === undefined || !('name' in ref) || ref.messageId === null) return { kind: 'no_link' }
      const channel = await findFollowed(store, await store.channels.listFollowed(chatId), ref.name)
      if (channel === undefined) return { kind: 'not_followed', name: ref.name }
      const post = await store.posts.findByMessageId(channel.id, ref.messageId)
      if (post === null) return { kind: 'unknown_post' }
      const [archived] = await store.archive.findVersions([post])
      const samples = await store.checks.listSamples(post.id)
      return { kind: 'found', post, channelName: channel.name, versions: archived?.versions ?? [], samples }
    },
  }
}
