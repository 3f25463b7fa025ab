import type { Boilerplate, BoilerplateLine } from '../../../domain/boilerplate.ts'
import { learnEdge } from './edge.ts'
import { learnInline } from './inline.ts'
import { type Recurring, toLines } from './lines.ts'

/** With fewer posts, what recurs may be chance. */
export const minPostsToLearn = 15
const maxLines = 40
const maxSampleLength = 200

/**
 * Learns what a channel adds to its posts from the texts of its posts, the newest first. Position decides, not frequency
 * alone: a line counts only where it stands at the edge of a post, with nothing but other such lines beyond it, and with
 * something else to be set apart from. Lines that call on readers or that the law dictates are believed after a few posts;
 * others only when many posts have them. The same texts always give the same lines.
 */
export function learnBoilerplate(texts: readonly string[]): Boilerplate {
  const posts = texts.map((text) => ({ text, lines: toLines(text) })).filter(({ lines }) => lines.length > 0)
  if (posts.length < minPostsToLearn) return { lines: [] }
  const tail = learnEdge(posts, 'tail')
  const footers = new Set(tail.map(({ key }) => key))
  const inline = learnInline(posts, footers)
  // Without the footers: under a footer, the only thing that a short post says would look like a heading.
  const bodies = posts.map((post) => ({ ...post, lines: post.lines.filter(({ key }) => !footers.has(key ?? '')) }))
  const head = learnEdge(bodies, 'head')
  const lines = [
    ...tail.map((line) => ({ ...line, place: 'tail' as const })),
    ...inline.map((line) => ({ ...line, place: 'inline' as const })),
    ...head.map((line) => ({ ...line, place: 'head' as const })),
  ]
  return { lines: lines.sort(byPosts).slice(0, maxLines).map(toBoilerplateLine) }
}

/** Whether two lessons found the same lines; how often they were seen, and how last written, makes no difference. */
export function isSameBoilerplate(a: Boilerplate, b: Boilerplate): boolean {
  const known = new Set(a.lines.map(identify))
  return a.lines.length === b.lines.length && b.lines.every((line) => known.has(identify(line)))
}

function identify({ place, key }: BoilerplateLine): string {
  return `${place} ${key}`
}

type Placed = Recurring & Pick<BoilerplateLine, 'place'>

function byPosts(a: Placed, b: Placed): number {
  return b.posts - a.posts || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place < b.place ? -1 : 1)
}

function toBoilerplateLine({ place, key, text }: Placed): BoilerplateLine {
  return { place, key, sample: clip(text.toWellFormed()) }
}

function clip(text: string): string {
  if (text.length <= maxSampleLength) return text
  return `${text.slice(0, maxSampleLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
