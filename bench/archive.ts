import { existsSync } from 'node:fs'
import type { Analyzer } from '../src/core/text/analyzer.ts'
import type { Channel } from '../src/domain/channel.ts'
import type { PostContent } from '../src/domain/post.ts'
import type { Store } from '../src/domain/store.ts'
import { openStore } from '../src/sqlite/store.ts'
import { makeProfile, recordPosts } from '../test/support/posts.ts'
import { generatePosts } from './corpus.ts'

const batch = 5000
const channelCount = 20
/** So many posts in a row are of one channel: ids then come in their order, as they mostly do. */
const stretch = 250
/** Every so many posts one is of the small channel. */
const smallEvery = 1000
export const smallChannel = 'small'

/** An archive of `size` posts in twenty channels and a small one; one that lies there is taken as it is. */
export async function openBenchArchive(
  path: string,
  { size, texts, analyzer }: { readonly size: number; readonly texts: readonly string[]; readonly analyzer: Analyzer },
): Promise<{ readonly store: Store; readonly channels: readonly Channel[] }> {
  const isThere = existsSync(path)
  const store = openStore({ path, analyzer })
  const channels: Channel[] = []
  for (const name of [smallChannel, ...Array.from({ length: channelCount }, (_, index) => `channel_${index}`)])
    channels.push(await store.channels.add(makeProfile({ name }), { now: 0, backfill: 0 }))
  if (!isThere) await fill(store, channels, generatePosts(size, texts))
  return { store, channels }
}

async function fill(store: Store, channels: readonly Channel[], posts: Iterable<PostContent>): Promise<void> {
  let pages = channels.map((): PostContent[] => [])
  let waiting = 0
  const flush = async (): Promise<void> => {
    for (const [index, page] of pages.entries()) {
      const channel = channels[index]
      if (channel !== undefined && page.length > 0) await recordPosts(store, channel, page)
    }
    pages = channels.map(() => [])
    waiting = 0
  }
  for (const post of posts) {
    const place = post.messageId % smallEvery === 0 ? 0 : 1 + (Math.floor(post.messageId / stretch) % channelCount)
    pages[place]?.push(post)
    waiting += 1
    if (waiting === batch) await flush()
  }
  await flush()
}
