import type { Source } from '../../src/domain/source.ts'
import type { Push } from '../../src/domain/pushed.ts'
import type { SandboxPost } from '../../sandbox/channels.ts'

/** What the archive has been told of a post, by whatever way. */
export interface Told {
  /** Ids of its messages: of an album, of the items that were told of. */
  readonly ids: ReadonlySet<number>
  /** What it said, in order, each time that what was told was newer than all that was told before. */
  readonly texts: readonly string[]
}

interface Memory {
  readonly ids: Set<number>
  readonly texts: string[]
  latestAt: number
}

/**
 * What an archive that forgets nothing would know of a channel's posts: what a push that arrived says was so when it was said, and
 * what a page, or the description of a post, shows is so when it is looked at. Of two, the later is right. A push that was lost, and a
 * page that leaves the words to the app, say nothing.
 */
export function createPushTruth(posts: () => readonly SandboxPost[], now: () => number) {
  /** Each message of each post that there ever was. */
  const postOf = new Map<number, number>()
  const memories = new Map<number, Memory>()
  const memoryOf = (id: number): Memory => {
    const postId = postOf.get(id) ?? id
    const found = memories.get(postId) ?? { ids: new Set<number>(), texts: [], latestAt: -Infinity }
    memories.set(postId, found)
    return found
  }
  const learn = (id: number, words: { readonly text: string; readonly at: number } | null): void => {
    const memory = memoryOf(id)
    memory.ids.add(id)
    if (words === null || words.at < memory.latestAt) return
    memory.latestAt = words.at
    if (memory.texts.at(-1) !== words.text) memory.texts.push(words.text)
  }
  const look = (id: number): void => {
    const post = posts().find((one) => one.id === id)
    if (post !== undefined) learn(id, { text: post.text, at: now() })
  }
  return {
    notePublished: ({ id, albumIds }: SandboxPost): void => {
      for (const itemId of albumIds.length > 0 ? albumIds : [id]) postOf.set(itemId, id)
    },
    notePushed: ({ post: { content, saidAt } }: Omit<Push, 'now'>): void => {
      const { messageId, text } = content
      // The words of an album are those of its first item.
      const hasWords = (postOf.get(messageId) ?? messageId) === messageId
      learn(messageId, hasWords ? { text, at: saidAt } : null)
    },
    watchSource: (source: Source): Source => ({
      ...source,
      fetchPage: async (name, position, signal) => {
        const page = await source.fetchPage(name, position, signal)
        for (const { messageId, albumIds, kind } of page.posts) {
          for (const id of albumIds) learn(id, null)
          if (kind === 'unsupported') learn(messageId, null)
          else look(messageId)
        }
        return page
      },
      describePost: async (name, messageId, signal) => {
        const words = await source.describePost(name, messageId, signal)
        if (words !== null) look(messageId)
        return words
      },
    }),
    /** By the id of each post that was told of. */
    told: (): ReadonlyMap<number, Told> => memories,
  }
}
