import * as fc from 'fast-check'
import type { Media, PostContent } from '../../src/domain/post.ts'
import type { Filter, Query, QueryWord } from '../../src/domain/query.ts'
import type { Analyzer } from '../../src/core/text/analyzer.ts'
import { day, hour } from '../../src/domain/time.ts'
import { makePost } from './posts.ts'

/** The first of the days on which random posts are published. */
export const firstDayAt = Date.UTC(2026, 0, 1)
export const channelNames = ['news', 'Other', 'third'] as const

// Forms of few words, so that random queries find something; some with signs that the index has to write otherwise.
const words = [
  'дом дома домой домашний кот коты котом мобилизация мобилизации мобильный стали статья сталь в ёж путь кое-что',
  "об'єкт об'єкта 2024 2025 House houses hour #ПутьДомой #путь_домой @put_domoj 𐌰𐌱𐌲 ~ c:1 NOT",
].flatMap((line) => line.split(' '))
const word = fc.constantFrom(...words)
const text = fc.array(word, { maxLength: 9 }).map((list) => list.join(' '))
const media: fc.Arbitrary<Media> = fc.constantFrom<Media>(
  { kind: 'photo', url: 'https://cdn.example/1', messageId: null },
  { kind: 'voice', url: null, durationS: 3 },
  { kind: 'document', title: 'дом.pdf', sizeLabel: null, messageId: null },
  { kind: 'link_preview', url: 'https://example.org', site: null, title: 'коты', description: null },
)

/** Posts of one channel, at most ten of them and in one of few seconds, so that they meet. */
export const anyPost: fc.Arbitrary<PostContent> = fc
  .record({
    messageId: fc.integer({ min: 1, max: 10 }),
    publishedAt: fc
      .record({ days: fc.integer({ min: 0, max: 3 }), ms: fc.constantFrom(0, 400, 1000) })
      .map(({ days, ms }) => firstDayAt + days * day + ms),
    text,
    kind: fc.constantFrom('post', 'post', 'post', 'service', 'unsupported'),
    edited: fc.boolean(),
    entities: fc.constantFrom([], [{ type: 'url', offset: 0, length: 1 }] as const),
    forward: fc.constantFrom(null, null, { name: 'N', channel: 'Source_1', id: 1, author: null }),
    reply: fc.constantFrom(null, null, { channel: null, id: 1, author: null, quote: null }),
    media: fc.array(media, { maxLength: 2 }),
  })
  .map((post) => makePost(post))

export type ArchiveStep =
  | { readonly kind: 'record'; readonly channel: number; readonly posts: readonly PostContent[] }
  | { readonly kind: 'delete'; readonly channel: number; readonly messageIds: readonly number[] }

const channel = fc.nat({ max: channelNames.length - 1 })
export const anyStep: fc.Arbitrary<ArchiveStep> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('record'), channel, posts: fc.array(anyPost, { maxLength: 8 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delete'),
      channel,
      messageIds: fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 4 }),
    }),
  },
)

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.constantFrom<Filter>(
    { name: 'in', channel: 'other' },
    { name: 'in', channel: 'nobody' },
    { name: 'from', channel: 'source_1' },
    { name: 'from', channel: 'nobody' },
    { name: 'has', media: 'photo' },
    { name: 'has', media: 'link' },
    { name: 'has', media: 'poll' },
    { name: 'is', state: 'forward' },
    { name: 'is', state: 'edited' },
    { name: 'is', state: 'deleted' },
    { name: 'is', state: 'reply' },
    { name: 'lang', language: 'ru' },
    { name: 'lang', language: 'en' },
    { name: 'last', amount: 2, unit: 'd' },
  ),
  fc
    .record({
      name: fc.constantFrom('after', 'before'),
      hours: fc.integer({ min: -5, max: 100 }),
      ms: fc.constantFrom(0, 0, 300),
    })
    .map(({ name, hours, ms }): Filter => ({ name, date: '', at: firstDayAt + hours * hour + ms })),
)

/** Any query over the words of the posts, over the whole of the language and somewhat beyond it. */
export function anyQuery(analyzer: Analyzer): fc.Arbitrary<Query> {
  const foldedOf = (typed: string): string => analyzer.tokenize(typed)[0]?.folded ?? typed
  const queryWord: fc.Arbitrary<QueryWord> = fc
    .record({
      text: word,
      match: fc.constantFrom('any_form', 'any_form', 'this_form', 'prefix'),
      length: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ text, match, length }): QueryWord => {
      if (match === 'any_form') return { text, match, terms: analyzer.termsOf(text) }
      const folded = foldedOf(text)
      return { text, match, terms: [match === 'prefix' ? folded.slice(0, length) : folded] }
    })
  const someWords = fc.array(queryWord, { minLength: 1, maxLength: 3 })
  const leaf: fc.Arbitrary<Query> = fc.oneof(
    { weight: 4, arbitrary: queryWord.map((asked): Query => ({ kind: 'word', ...asked })) },
    { weight: 2, arbitrary: someWords.map((asked): Query => ({ kind: 'phrase', words: asked })) },
    {
      weight: 1,
      arbitrary: fc
        .record({ words: someWords, distance: fc.integer({ min: 1, max: 4 }) })
        .map((near): Query => ({ kind: 'near', ...near })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('дом.й', '20(24|25)', 'нет такого')
        .map((source): Query => ({ kind: 'regex', source })),
    },
    { weight: 3, arbitrary: filter.map((asked): Query => ({ kind: 'filter', filter: asked })) },
  )
  return fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      tie('query').map((query): Query => ({ kind: 'not', query })),
      fc
        .record({
          kind: fc.constantFrom('and', 'and', 'or'),
          queries: fc.array(tie('query'), { minLength: 1, maxLength: 3 }),
        })
        .map((group): Query => group),
    ),
  })).query
}
