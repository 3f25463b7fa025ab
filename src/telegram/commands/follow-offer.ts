import type { ChannelLink } from '../../core/channel-ref.ts'
import type { Call } from '../command.ts'
import { markup, join } from '../html.ts'
import { type Button, encodeButton } from '../keyboard.ts'
import type { Translate } from '../texts.ts'

const maxOffers = 5

/** A button that follows a channel. */
export function followButton(name: string, t: Translate): Button {
  return { text: t.plain('follow-button', { name: `@${name}` }), data: encodeButton('follow', 'add', name) }
}

/** Offers to follow the channels that somebody sent a link to, or forwarded a post of. */
export async function offerToFollow(links: readonly ChannelLink[], { t, reply }: Call): Promise<void> {
  const names = [...new Map(links.map(({ name }) => [name.toLowerCase(), name])).values()].slice(0, maxOffers)
  const list = join(
    names.map((name) => markup`<b>@${name}</b>`),
    ', ',
  )
  await reply(
    t('follow-offer', { channels: list, count: names.length }),
    names.map((name) => [followButton(name, t)]),
  )
}
