import type { PostContent } from '../domain/post.ts'
import { toLastingMedia } from './version-digest.ts'

type Said = Pick<PostContent, 'kind' | 'text' | 'media'>

/**
 * Whether a post says what it said: its text, what is attached as far as that lasts, and what a poll asks. Link previews do not
 * count, which Telegram adds later and changes by itself, nor do addresses, numbers of messages and votes.
 */
export function saysTheSame(one: Said, other: Said): boolean {
  return one.kind === other.kind && one.text === other.text && toKey(one.media) === toKey(other.media)
}

function toKey(media: Said['media']): string {
  if (media.length === 0) return ''
  const attached = toLastingMedia(media.filter(({ kind }) => kind !== 'link_preview'))
  return JSON.stringify(attached.map(({ messageId: _messageId, ...lasting }) => lasting))
}
