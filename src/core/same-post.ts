import type { PostContent } from '../domain/post.ts'
import { toLastingMedia } from './version-digest.ts'

type Said = Pick<PostContent, 'kind' | 'text' | 'media' | 'entities'>

/**
 * Whether a post says what it said: its text, where its words lead, what is attached as far as that lasts, and what a poll asks. Link
 * previews do not count, which Telegram adds later and changes by itself, nor do addresses on Telegram's CDN, numbers of messages,
 * votes, and formatting that leads nowhere, such as bold words.
 */
export function saysTheSame(one: Said, other: Said): boolean {
  return (
    one.kind === other.kind &&
    one.text === other.text &&
    toTargets(one) === toTargets(other) &&
    toKey(one.media) === toKey(other.media)
  )
}

/** In the order of the words that lead there. Where a link begins and ends is formatting. */
function toTargets({ entities }: Said): string {
  return entities.flatMap(({ url }) => (url === undefined ? [] : [url])).join('\n')
}

function toKey(media: Said['media']): string {
  if (media.length === 0) return ''
  const attached = toLastingMedia(media.filter(({ kind }) => kind !== 'link_preview'))
  return JSON.stringify(attached.map(({ messageId: _messageId, ...lasting }) => lasting))
}
