import type { Instant } from '../domain/time.ts'
import type { Hit } from '../flows/hit.ts'
import type { Dates } from './dates.ts'
import { type Html, join, measure } from './html.ts'
import { renderPost } from './post-line.ts'
import { isWithin, limits } from './split.ts'
import type { Translate } from './texts.ts'

/** Lengths of extracts that are tried until the list fits into one message. */
const extractLengths = [240, 160, 100, 50, 0]

/** Posts one below the other, with `head` above: one message, however long the posts are. */
export function renderPostList(
  head: Html,
  hits: readonly Hit[],
  voice: { readonly t: Translate; readonly dates: Dates; readonly now: Instant },
): Html {
  const lists = extractLengths.map(
    (length) => () => join([head, ...hits.map((hit) => renderHit(hit, length, voice))], '\n\n'),
  )
  for (const render of lists) {
    const list = render()
    if (isWithin(measure(list), limits)) return list
  }
  return head
}

function renderHit(
  hit: Hit,
  extractLength: number,
  { t, dates, now }: { readonly t: Translate; readonly dates: Dates; readonly now: Instant },
): Html {
  const { post, channelName, channelTitle, extract, highlights } = hit
  return renderPost(
    {
      channelName,
      messageId: post.messageId,
      publishedAt: post.publishedAt,
      extract,
      highlights,
      edited: post.edited,
      deleted: post.deletedAt !== null,
      media: post.media.map(({ kind }) => kind),
      forwardedFrom: post.forward?.name ?? null,
    },
    { t, dates, sameDayAs: now, extractLength, channelTitle: channelTitle || channelName },
  )
}
