import * as fc from 'fast-check'
import type { Document, PostFacts } from '../../src/core/query/document.ts'
import type { Token } from '../../src/core/text/analyzer.ts'
import type { Filter, Query, QueryWord } from '../../src/domain/query.ts'

/** So few different words that queries and documents meet. */
const form = fc.constantFrom('a', 'ab', 'abc', 'abcd', 'b', 'ba', 'c', 'd')
const term = fc.constantFrom('a', 'b', 'c', 'd', '#b')
const terms = fc.uniqueArray(term, { maxLength: 3 })
const channel = fc.constantFrom('news', 'other')

const queryWord: fc.Arbitrary<QueryWord> = fc.oneof(
  { weight: 3, arbitrary: terms.map((terms): QueryWord => ({ text: terms.join(''), match: 'any_form', terms })) },
  { weight: 1, arbitrary: form.map((text): QueryWord => ({ text, match: 'this_form', terms: [text] })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('', 'a', 'ab', 'abc', 'b', 'x')
      .map((text): QueryWord => ({ text, match: 'prefix', terms: [text] })),
  },
)

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ name: fc.constantFrom('in' as const, 'from' as const), channel }),
  fc.record({
    name: fc.constantFrom('after' as const, 'before' as const),
    date: fc.constant(''),
    at: fc.integer({ min: 0, max: 100 }),
  }),
  fc.record({ name: fc.constant('last' as const), amount: fc.constant(1), unit: fc.constant('h' as const) }),
  fc.record({ name: fc.constant('has' as const), media: fc.constantFrom('photo' as const, 'link' as const) }),
  fc.record({ name: fc.constant('is' as const), state: fc.constantFrom('forward' as const, 'edited' as const) }),
  fc.record({ name: fc.constant('lang' as const), language: fc.constantFrom('ru' as const, 'uk' as const) }),
)

/** Any query at all, those that no text can be parsed to among them. */
export const anyQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: queryWord.map((word): Query => ({ kind: 'word', ...word })) },
    { weight: 2, arbitrary: fc.array(queryWord, { maxLength: 3 }).map((words): Query => ({ kind: 'phrase', words })) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('near' as const),
        words: fc.array(queryWord, { maxLength: 3 }),
        distance: fc.integer({ min: 1, max: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom('a.?b', '^c', 'd{2}').map((source): Query => ({ kind: 'regex', source })) },
    { weight: 2, arbitrary: filter.map((filter): Query => ({ kind: 'filter', filter })) },
    { weight: 2, arbitrary: tie('query').map((query): Query => ({ kind: 'not', query })) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        queries: fc.array(tie('query'), { maxLength: 4 }),
      }),
    },
  ),
})).query

const facts: fc.Arbitrary<PostFacts> = fc.record({
  channel: fc.option(channel),
  forwardedFrom: fc.option(channel),
  isForward: fc.boolean(),
  isReply: fc.boolean(),
  isEdited: fc.boolean(),
  isDeleted: fc.boolean(),
  publishedAt: fc.option(fc.integer({ min: 0, max: 100 })),
  has: fc.subarray(['photo' as const, 'link' as const]).map((kinds) => new Set(kinds)),
  language: fc.constantFrom('ru' as const, 'uk' as const, null).map((language) => () => language),
})

/** Words apart by one character, as parts of a label are. */
const tokens = fc.array(fc.record({ folded: form, terms }), { maxLength: 8 }).map((words) => {
  let start = 0
  return words.map(({ folded, terms }): Token => {
    const end = start + folded.length
    const token = { start, end, folded, terms: terms.length === 0 ? [folded] : terms }
    start = end + 1
    return token
  })
})

/** A document of the words that `anyQuery` asks for. */
export const anyDocument: fc.Arbitrary<Document> = fc
  .record({ tokens, facts })
  .map(({ tokens, facts }) => ({ text: tokens.map(({ folded }) => folded).join(' '), tokens, facts }))
