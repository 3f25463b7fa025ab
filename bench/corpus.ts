import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { PostContent } from '../src/domain/post.ts'
import { makePost } from '../test/support/posts.ts'

const realPosts = new URL('../../shared/posts/', import.meta.url)
const startAt = Date.UTC(2024, 0, 1)
const minute = 60_000

const stems =
  'мобилизован ротаци отпуск письм депутат военкомат госпитал дорог город школ врач погод работ дом семь'.split(' ')
const endings = ['', 'а', 'у', 'ом', 'е', 'ы', 'ов', 'ам', 'ами', 'ах']

/** Texts to fill an archive with: real posts of public channels when they are at hand, else made-up ones. */
export function loadTexts(): { readonly texts: readonly string[]; readonly origin: string } {
  if (!existsSync(realPosts))
    return { texts: Array.from({ length: 5000 }, (_, index) => madeUpText(index)), origin: 'made up' }
  const texts = readdirSync(realPosts)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, realPosts), 'utf8')) as { text: string }[])
    .map((post) => post.text)
    .filter((text) => text !== '')
  return { texts, origin: 'real posts' }
}

/** An archive of any size: the texts again and again, each with a number of its own, one a minute. */
export function* generatePosts(count: number, texts: readonly string[]): Generator<PostContent> {
  for (let index = 0; index < count; index += 1) {
    yield makePost({
      messageId: index + 1,
      publishedAt: startAt + index * minute,
      text: `${texts[(index * 7919) % texts.length] ?? ''} ${index}`,
      views: { label: '1.2K', value: 1200 },
    })
  }
}

/** When the last of so many posts was published. */
export function lastPostAt(count: number): number {
  return startAt + (count - 1) * minute
}

function madeUpText(seed: number): string {
  let state = seed + 1
  const next = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * limit)
  }
  return Array.from({ length: 60 }, () => `${stems[next(stems.length)]}${endings[next(endings.length)]}`).join(' ')
}
