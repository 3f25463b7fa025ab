import type { Channel } from '../domain/channel.ts'
import type { PostContent } from '../domain/post.ts'
import { type ChannelPage, type Source, SourceError } from '../domain/source.ts'
import type { Store } from '../domain/store.ts'

/** Each costs a request, so one page may have only so many; the rest stay without words. */
const maxAsked = 5

/**
 * The posts of a page, with the words of those that the preview leaves to the app: asked for once, when such a post is first
 * seen, and kept from then on. Of a post whose words cannot be had, it stays empty.
 */
export async function withHiddenWords(
  { store, source }: { readonly store: Store; readonly source: Source },
  channel: Channel,
  { posts, profile }: ChannelPage,
  signal: AbortSignal,
): Promise<readonly PostContent[]> {
  if (!posts.some(isWordless)) return posts
  let asked = 0
  const filled: PostContent[] = []
  for (const post of posts) {
    const known = isWordless(post) ? await store.posts.findByMessageId(channel.id, post.messageId) : null
    if (!isWordless(post)) filled.push(post)
    else if (known !== null) filled.push(known.kind === 'unsupported' ? { ...post, text: known.text } : post)
    else {
      asked += 1
      const words = asked > maxAsked ? null : await ask(source, channel.name, post.messageId, signal)
      filled.push({ ...post, text: isDescription(words, profile.description) ? '' : (words ?? '') })
    }
  }
  return filled
}

function isWordless({ kind, text }: PostContent): boolean {
  return kind === 'unsupported' && text === ''
}

async function ask(source: Source, name: string, messageId: number, signal: AbortSignal): Promise<string | null> {
  try {
    return await source.describePost(name, messageId, signal)
  } catch (error) {
    if (error instanceof SourceError) return null
    throw error
  }
}

/** Of a post that it does not show, Telegram tells the description of the channel, which it may cut short. */
function isDescription(words: string | null, description: string | null): boolean {
  if (words === null || description === null) return false
  const [one, other] = [words, description].map((text) => text.replace(/\s+/g, ' ').replace(/(?:…|\.\.\.)$/, ''))
  return one !== undefined && other !== undefined && other.startsWith(one)
}
