import { existsSync, readFileSync } from 'node:fs'
import type { PostContent } from '../../../src/domain/post.ts'
import { parsePage } from '../../../src/tme/parse.ts'

const own = new URL('../../fixtures/tme/', import.meta.url)
const shared = new URL('../../../../shared/pages/', import.meta.url)

/** Our own page or messages, by file name without ending. */
export function readFixture(name: string): string {
  return readFileSync(new URL(`${name}.html`, own), 'utf8')
}

/** The posts of one of our own fixtures. */
export function postsOf(name: string): readonly PostContent[] {
  return parsePage(readFixture(name), { channelName: 'vestnik_probe' }).posts
}

/** The only post of one of our own fixtures. */
export function onlyPostOf(name: string): PostContent {
  const [post, ...others] = postsOf(name)
  if (post === undefined || others.length > 0) throw new Error(`${name} is to have one post`)
  return post
}

/** False where the real pages are not at hand, else the reason to skip. */
export const withoutSharedPages = existsSync(shared) ? false : 'the real pages of ../shared/pages are not here'

/** A real page, by its path under ../shared/pages. */
export function readShared(path: string): string {
  return readFileSync(new URL(path, shared), 'utf8')
}

/** The texts that entities cover, with their types. */
export function covered(post: PostContent): readonly string[] {
  return post.entities.map(({ type, offset, length }) => `${type}: ${post.text.slice(offset, offset + length)}`)
}
