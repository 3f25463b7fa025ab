import type { SandboxChannelProfile, SandboxPost } from '../channels.ts'
import { lastIdOf } from './channel-registry.ts'
import { renderWrappedMessage } from './message.ts'
import type { Selection } from './paging.ts'
import type { Hit } from './search.ts'
import type { Site } from './site.ts'

/** Messages of a channel that are shown together. */
export interface History {
  readonly hits: readonly Hit[]
  /** Message ids for links to older and newer posts; null where there is nothing more. */
  readonly before: number | null
  readonly after: number | null
  /** Highest message id shown; null when nothing is. */
  readonly maxId: number | null
}

export function historyOf({ posts, older, newer }: Selection): History {
  return createHistory(
    posts.map((post) => ({ post, marks: [] })),
    { older, newer },
  )
}

/** The result of a search has no links to more. */
export function historyOfHits(hits: readonly Hit[]): History {
  return createHistory(hits, { older: false, newer: false })
}

function createHistory(hits: readonly Hit[], more: { older: boolean; newer: boolean }): History {
  const first: SandboxPost | undefined = hits[0]?.post
  const last: SandboxPost | undefined = hits.at(-1)?.post
  const maxId = last ? lastIdOf(last) : null
  return { hits, before: more.older && first ? first.id : null, after: more.newer ? maxId : null, maxId }
}

/** The inside of the history section, which is also the whole answer to the page's own scroller. */
export function renderHistory(site: Site, profile: SandboxChannelProfile, history: History): string {
  if (history.hits.length === 0) {
    return '      <div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message_centered"><div class="tme_no_messages_found">No posts found</div></div></div>'
  }
  const messages = history.hits.map(({ post, marks }) => renderWrappedMessage({ site, profile, post, marks }))
  const older = moreLink(profile, 'before', history.before)
  const newer = moreLink(profile, 'after', history.after)
  return `      ${older}${messages.join('')}${newer}`
}

function moreLink({ name }: SandboxChannelProfile, direction: 'before' | 'after', id: number | null): string {
  if (id === null) return ''
  return `<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/${name}?${direction}=${id}" class="tme_messages_more js-messages_more" data-${direction}="${id}"></a></div>`
}
