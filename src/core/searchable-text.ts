import type { MarkedContent } from '../domain/post.ts'
import { maskSpans } from './text/boilerplate/mask.ts'

/**
 * Everything in a post that a reader would look for: its text, and the words of a poll, a document's name and the like,
 * each on a line of its own. It begins with the text, the channel's boilerplate blanked, so that offsets into the text hold
 * in it.
 */
export function toSearchableText(post: Pick<MarkedContent, 'text' | 'media' | 'boilerplate'>): string {
  const lines = post.media.flatMap((item): (string | null)[] => {
    if (item.kind === 'poll') return [item.question, ...item.options.map((option) => option.text)]
    if (item.kind === 'document') return [item.title]
    if (item.kind === 'audio') return [item.performer, item.title]
    if (item.kind === 'link_preview') return [item.title, item.description]
    return []
  })
  return [maskSpans(post.text, post.boilerplate), ...lines].filter((line) => line !== null && line !== '').join('\n')
}
