import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { hashOf } from '../../src/core/fold/word-weights.ts'
import { findBoilerplate } from '../../src/core/text/boilerplate/find.ts'
import { learnBoilerplate } from '../../src/core/text/boilerplate/learn.ts'
import { maskSpans } from '../../src/core/text/boilerplate/mask.ts'
import { day } from '../../src/domain/time.ts'
import { postsFolder, withoutMarkdown } from '../boilerplate/score.ts'

/** A published post as folding sees it: plain text, with its channel's boilerplate blanked. */
export interface DrawnPost {
  readonly file: string
  readonly id: number
  readonly publishedAt: number
  readonly text: string
}

/** Two posts within a week of each other, of which one holds a part of the other's runs of three words. */
export interface DrawnPair {
  readonly earlier: DrawnPost
  readonly later: DrawnPost
  /** Of `bands`. */
  readonly band: number
  readonly isOneChannel: boolean
}

/** From what part on of the shorter text's runs of words the other has; as they are written, whatever folding thinks of them. */
export const bands = [0.3, 0.5, 0.7, 0.9] as const
/** The rules were chosen by the pairs of the first draw; those of the second have no post in common with them, and were judged later. */
const draws = [
  { seed: 'vestnik', perCell: 45 },
  { seed: 'held out', perCell: 30 },
] as const
const windowMs = 7 * day
const minWords = 5
/** Runs that so many posts have say nothing. */
const maxHolders = 400
/** So that no much repeated text fills the draw. */
const maxPairsPerPost = 2

/** The published posts that have text, oldest first. */
export function readPosts(): readonly DrawnPost[] {
  if (!existsSync(postsFolder)) return []
  const files = readdirSync(postsFolder).filter((file) => file.endsWith('.json'))
  return files.flatMap(readChannel).sort((a, b) => a.publishedAt - b.publishedAt || a.id - b.id)
}

function readChannel(file: string): readonly DrawnPost[] {
  const rows = JSON.parse(readFileSync(new URL(file, postsFolder), 'utf8')) as {
    message_id: number
    text: string | null
    date: string
  }[]
  const posts = rows
    .sort((a, b) => b.message_id - a.message_id)
    .map(({ message_id, text, date }) => {
      return { file, id: message_id, publishedAt: Date.parse(date), text: withoutMarkdown(text ?? '', []).text }
    })
    .filter(({ text }) => text.trim() !== '')
  const boilerplate = learnBoilerplate(posts.map(({ text }) => text))
  return posts.map((post) => ({ ...post, text: maskSpans(post.text, findBoilerplate(post.text, boilerplate)) }))
}

/** All pairs that may be drawn, those of each band and of one or two channels together. */
export function findPairs(posts: readonly DrawnPost[]): readonly (readonly DrawnPair[])[] {
  const runs = posts.map(({ text }) => runsOf(text))
  const holders = new Map<string, number[]>()
  const cells = new Map<string, DrawnPair[]>()
  for (const [number, later] of posts.entries()) {
    const shared = new Map<number, number>()
    for (const run of runs[number] ?? []) {
      const before = holders.get(run) ?? []
      if (before.length === 0) holders.set(run, before)
      if (before.length < maxHolders) for (const one of before) shared.set(one, (shared.get(one) ?? 0) + 1)
      before.push(number)
    }
    for (const [one, count] of shared) {
      const earlier = posts[one]!
      const part = count / Math.min(runs[number]!.size, runs[one]!.size)
      const band = bands.findLastIndex((from) => part >= from)
      if (band < 0 || later.publishedAt - earlier.publishedAt > windowMs) continue
      const isOneChannel = earlier.file === later.file
      const cell = `${band} ${isOneChannel}`
      const pairs = cells.get(cell) ?? []
      if (pairs.length === 0) cells.set(cell, pairs)
      pairs.push({ earlier, later, band, isOneChannel })
    }
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pairs]) => pairs)
}

function runsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .replaceAll(/https?:\/\/\S+/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < minWords) return new Set()
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`))
}

/** The pairs that a person judged, by draws: the same posts give the same. */
export function drawPairs(posts: readonly DrawnPost[]): readonly (readonly DrawnPair[])[] {
  const cells = findPairs(posts)
  const known = new Set<DrawnPost>()
  return draws.map(({ seed, perCell }) => {
    const fresh = cells.map((pairs) => pairs.filter(({ earlier, later }) => !known.has(earlier) && !known.has(later)))
    const drawn = fresh.flatMap((pairs) => drawSome(pairs, seed).slice(0, perCell))
    for (const { earlier, later } of drawn) known.add(earlier).add(later)
    return drawn
  })
}

function drawSome(pairs: readonly DrawnPair[], seed: string): readonly DrawnPair[] {
  const counts = new Map<DrawnPost, number>()
  const rankOf = ({ earlier, later }: DrawnPair): number =>
    hashOf(`${seed} ${earlier.file} ${earlier.id} ${later.file} ${later.id}`)
  return pairs
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .filter(({ earlier, later }) => {
      const isFull = [earlier, later].some((post) => (counts.get(post) ?? 0) >= maxPairsPerPost)
      if (!isFull) for (const post of [earlier, later]) counts.set(post, (counts.get(post) ?? 0) + 1)
      return !isFull
    })
}
