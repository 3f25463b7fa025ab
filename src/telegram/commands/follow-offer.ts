import type { ChannelLink } from '../../core/channel-ref.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Call } from '../command.ts'
import { markup, join } from '../html.ts'
import { type Button, encodeButton } from '../keyboard.ts'
import type { Translate } from '../texts.ts'
import { renderTitle } from './channel-title.ts'

const maxOffers = 5

/** A button that follows a channel. */
export function followButton(name: string, t: Translate): Button {
  return { text: t.plain('follow-button', { name: `@${name}` }), data: encodeButton('follow', 'add', name) }
}

/**
 * Offers to follow the channels that somebody sent a link to, or forwarded a post of. Those of `followed` need no offer: that
 * they are followed is said where there is nothing else to say.
 */
export async function offerToFollow(
  links: readonly ChannelLink[],
  followed: readonly Channel[],
  { t, reply }: Call,
): Promise<void> {
  const linked = new Map(links.map(({ name }) => [name.toLowerCase(), name]))
  const known = followed.filter(({ name }) => linked.has(name.toLowerCase()))
  for (const { name } of known) linked.delete(name.toLowerCase())
  if (linked.size === 0) {
    const lines = known.map((channel) => t('follow-already', { channel: renderTitle(channel, t) }))
    await reply(join(lines, '\n'))
    return
  }
  const names = [...linked.values()].slice(0, maxOffers)
  const list = join(
    names.map((name) => markup`<b>@${name}</b>`),
    ', ',
  )
  await reply(
    t('follow-offer', { channels: list, count: names.length }),
    names.map((name) => [followButton(name, t)]),
  )
}
