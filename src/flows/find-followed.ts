import type { Channel } from '../domain/channel.ts'
import type { Store } from '../domain/store.ts'

/**
 * Among the channels that a chat follows, the one of this name, in any case, or the one that had it before. Channels that
 * only others follow are not told of.
 */
export async function findFollowed(
  store: Store,
  followed: readonly Channel[],
  name: string,
): Promise<Channel | undefined> {
  const wanted = name.toLowerCase()
  const named = followed.find((channel) => channel.name.toLowerCase() === wanted)
  if (named !== undefined) return named
  const id = (await store.channels.findByName(name))?.id
  return followed.find((channel) => channel.id === id)
}
