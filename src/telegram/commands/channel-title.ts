import type { Channel } from '../../domain/channel.ts'
import { renderSubscribers } from '../counts.ts'
import { type Html, markup } from '../html.ts'
import { renderChannelLink } from '../post-line.ts'
import type { Translate } from '../texts.ts'

/** "Harbour (980 subscribers)", the title being a link. */
export function renderTitle({ name, title, subscribers }: Channel, t: Translate): Html {
  const link = renderChannelLink(name, title)
  return subscribers === null ? link : markup`${link} (${renderSubscribers(subscribers, t)})`
}
