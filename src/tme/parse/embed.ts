import type { PostContent } from '../../domain/post.ts'
import { readPage } from './page.ts'
import { finishPost } from './post-actions.ts'
import { markupChanged } from './reader.ts'

/** Why an embed shows no post. */
export type EmbedFault = 'post_not_found' | 'channel_not_found' | 'not_displayable' | 'copyright'

export type EmbedParse =
  { readonly ok: true; readonly post: PostContent } | { readonly ok: false; readonly fault: EmbedFault }

const faults: readonly (readonly [RegExp, EmbedFault])[] = [
  [/^post not found/i, 'post_not_found'],
  [/^channel with username .* not found/i, 'channel_not_found'],
  [/be displayed on your device/i, 'not_displayable'],
  [/copyright/i, 'copyright'],
]

/**
 * Reads the embed of one post, `/<name>/<id>?embed=1&mode=tme`: the post, or what Telegram says instead.
 * Throws SourceError when it says neither.
 */
export function parseEmbed(html: string): EmbedParse {
  const { posts, surroundings } = readPage(html)
  const [post] = posts
  if (post !== undefined && posts.length === 1) return { ok: true, post: finishPost(post) }
  const words = surroundings.embedError ?? ''
  const fault = faults.find(([pattern]) => pattern.test(words))?.[1]
  if (fault === undefined) throw markupChanged('the embed has neither one post nor a known reason')
  return { ok: false, fault }
}
