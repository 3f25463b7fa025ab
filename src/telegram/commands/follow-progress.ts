import type { Channel } from '../../domain/channel.ts'
import { minute, second } from '../../domain/time.ts'
import type { Call } from '../command.ts'
import type { Html } from '../html.ts'
import type { Keyboard } from '../keyboard.ts'
import type { CommandParts } from './parts.ts'

const intervalMs = 4 * second
const longestMs = 10 * minute

/** Whether past posts of any of them are still to be fetched. */
export function needsProgress(channels: readonly Channel[]): boolean {
  return channels.some(isFetching)
}

/** Before the first post there is no past. */
function isFetching({ backfillLeft, cursor }: Channel): boolean {
  return backfillLeft > 0 && cursor > 0
}

/**
 * Answers, and changes the answer while past posts come in, until they are all there or ten minutes are over. `render` is
 * called with a line for each channel.
 */
export async function showProgress(
  parts: CommandParts,
  show: {
    readonly call: Call
    readonly channels: readonly Channel[]
    readonly render: (progress: (channel: Channel) => Html | null) => Html
    readonly keyboard: Keyboard
  },
): Promise<void> {
  const { clock, background } = parts
  const { call, channels, keyboard } = show
  let current: ReadonlyMap<number, Channel> = new Map(channels.map((channel) => [channel.id, channel]))
  const renderNow = (isOver: boolean): Html =>
    show.render((channel) => renderProgress(parts, call, { channel: current.get(channel.id) ?? channel, isOver }))
  let shown = renderNow(false)
  const message = await call.reply(shown, keyboard)
  background.start(async (signal) => {
    const endAt = clock.now() + longestMs
    for (let isOver = false; !isOver;) {
      await clock.sleep(intervalMs, signal)
      current = await readChannels(parts, channels)
      isOver = !needsProgress([...current.values()]) || clock.now() >= endAt
      const text = renderNow(isOver)
      if (text.source !== shown.source) await message.edit(text, keyboard)
      shown = text
    }
  })
}

async function readChannels(
  { store }: CommandParts,
  channels: readonly Channel[],
): Promise<ReadonlyMap<number, Channel>> {
  const found = await Promise.all(channels.map((channel) => store.channels.findByName(channel.name)))
  return new Map(found.flatMap((channel) => (channel === null ? [] : [[channel.id, channel] as const])))
}

function renderProgress(
  { backfillPosts }: CommandParts,
  { t }: Call,
  { channel, isOver }: { readonly channel: Channel; readonly isOver: boolean },
): Html {
  if (channel.cursor === 0) return t('channels-no-posts')
  if (!isFetching(channel)) return t('follow-ready')
  if (isOver) return t('follow-slow')
  const total = Math.max(backfillPosts, channel.backfillLeft)
  return t('follow-progress', { total, done: total - channel.backfillLeft })
}
