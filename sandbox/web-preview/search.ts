import type { SandboxPost } from '../channels.ts'
import type { Mark } from './text.ts'

/** Telegram's search on the web ends near this many hits, the newest. */
export const maxHits = 20
const maxQueryLength = 256

/** A post that was found, with the places of the words. */
export interface Hit {
  readonly post: SandboxPost
  readonly marks: readonly Mark[]
}

/**
 * The newest posts that hold every word of the query, or words that begin so; oldest first. Case and ё/е do not count, and
 * "#" or "$" before a word asks for the tag.
 */
export function searchPosts(posts: readonly SandboxPost[], query: string): Hit[] {
  const wanted = new Set(wordsOf(query.slice(0, maxQueryLength)).map(({ word }) => word))
  const hits: Hit[] = []
  if (wanted.size === 0) return hits
  for (const post of posts.toReversed()) {
    const marks = post.kind === 'post' ? marksOf(post, [...wanted]) : null
    if (marks) hits.push({ post, marks })
    if (hits.length === maxHits) break
  }
  return hits.toReversed()
}

interface Word extends Mark {
  /** Folded, with the sign of a tag. */
  readonly word: string
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[#$]?[\p{L}\p{N}_]+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase().replaceAll('ё', 'е'),
    start: index,
    end: index + word.length,
  }))
}

/** The words that were asked for; null when one of them is missing. */
function marksOf({ text }: SandboxPost, wanted: readonly string[]): Mark[] | null {
  const words = wordsOf(text)
  if (!wanted.every((prefix) => words.some(({ word }) => begins(word, prefix)))) return null
  return words.filter(({ word }) => wanted.some((prefix) => begins(word, prefix)))
}

function begins(word: string, prefix: string): boolean {
  return word.startsWith(prefix) || (/^[#$]/.test(word) && word.startsWith(prefix, 1))
}
