import type { PastEstimate } from '../../core/past-estimate.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Reach } from '../../flows/backfill.ts'
import type { Call } from '../command.ts'
import { roughly } from '../counts.ts'
import { type Html, join, markup } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import type { Translate } from '../texts.ts'
import { reachButtons, reaches, renderDuration } from './backfill-words.ts'
import type { CommandParts } from './parts.ts'

/** What is said of the past of channels that were just followed, with the buttons that fetch it. */
interface PastOffer {
  readonly words: readonly Html[]
  readonly keyboard: Keyboard
}

export const nothingOffered: PastOffer = { words: [], keyboard: [] }

/**
 * Offers more of the past, of those channels that have more. Of one it is asked afterwards what it takes; of several it is said at once,
 * for all of them together, and the message names them, each as a `code` entity, for the buttons to read.
 */
export async function offerPast(
  { flows }: CommandParts,
  { chat, t }: Call,
  followed: readonly Channel[],
): Promise<PastOffer> {
  const estimate = async (channel: Channel, reach: Reach): Promise<PastEstimate> =>
    (await flows.backfilling.estimate(chat.id, channel.name, reach)) ?? { posts: 0, ms: 0 }
  const older: Channel[] = []
  for (const channel of followed) if ((await estimate(channel, 'all')).posts > 0) older.push(channel)
  const [first, ...others] = older
  if (first === undefined) return nothingOffered
  const sums = await Promise.all(
    reaches.map(async (reach) => {
      const each = await Promise.all(older.map((channel) => estimate(channel, reach)))
      return { reach, posts: sum(each.map(({ posts }) => posts)), ms: sum(each.map(({ ms }) => ms)) }
    }),
  )
  const some = sums.filter(({ posts }) => posts > 0)
  if (others.length === 0) {
    const which = followed.length > 1 ? t('follow-past-many', { channels: renderNames(older) }) : t('follow-past')
    const offered = some.map(({ reach }) => reach)
    return { words: [which], keyboard: reachButtons(first.name, offered, t) }
  }
  const lines = some.map(({ reach, posts, ms }) =>
    t('past-reach', { reach: labelOf(reach, t), posts: roughly(posts), time: renderDuration(ms, t) }),
  )
  return {
    words: [join([t('follow-past-many', { channels: renderNames(older) }), ...lines], '\n')],
    keyboard: [some.map(({ reach }) => ({ text: labelOf(reach, t), data: encodeButton('follow', 'startall', reach) }))],
  }
}

function labelOf(reach: Reach, t: Translate): string {
  return t.plain(reach === 'some' ? 'past-each-button' : `past-${reach}-button`)
}

function renderNames(channels: readonly Channel[]): Html {
  return join(
    channels.map(({ name }) => markup`<code>@${name}</code>`),
    ', ',
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
