import { composeDigest } from '../src/core/digest/compose.ts'
import { parseQuery } from '../src/core/query/parse-query.ts'
import { toPlainDocument } from '../src/core/query/document.ts'
import { evaluate } from '../src/core/query/evaluate.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { GatheredPost } from '../src/domain/digest.ts'
import type { Query } from '../src/domain/query.ts'
import { loadTexts } from './corpus.ts'
import { median, quantile, report, round, timeRuns } from './measure.ts'

/** Composing a digest of a thousand posts that queries matched: sorting, matched words, extracts. */
const count = 1000
const channels = 20
const runs = 25
const texts =
  'мобилизованный, ротация, отпуск, госпиталь, дорога, город, школа, врач, погода, работа, дом, семья'.split(', ')
const startAt = Date.UTC(2026, 2, 1)

const analyzer = createDictionaryAnalyzer(readDictionaries())
const queries = new Map(texts.map((text) => [text, parse(text)]))
const gathered = drawMatched()

function parse(text: string): Query {
  const parsed = parseQuery(text, analyzer)
  if (!parsed.ok) throw new Error(`the query ${text} is not right`)
  return parsed.query
}

/** Texts that at least one of the queries finds, the same again when there are too few. */
function drawMatched(): GatheredPost[] {
  const matched = loadTexts().texts.flatMap((text) => {
    const document = toPlainDocument(text, analyzer)
    const found = [...queries].flatMap(([query, parsed]) =>
      evaluate(parsed, document, startAt) !== null ? [query] : [],
    )
    return found.length === 0 ? [] : [{ text, queries: found }]
  })
  return Array.from({ length: count }, (_, index) => ({
    postId: index + 1,
    messageId: index + 1,
    channelName: `channel${index % channels}`,
    channelTitle: `Channel ${index % channels}`,
    publishedAt: startAt + index * 60_000,
    edited: false,
    media: [],
    forwardedFrom: null,
    ...(matched[index % matched.length] ?? { text: '', queries: [] }),
  }))
}

const times = await timeRuns(
  runs,
  () =>
    composeDigest({
      gathered,
      queryOrder: texts,
      language: 'ru',
      timeZone: 'Europe/Moscow',
      slotAt: startAt,
      leftOver: 0,
      parse: (canonical) => queries.get(canonical) ?? null,
      analyzer,
    }),
  3,
)
const characters = round(gathered.reduce((sum, { text }) => sum + text.length, 0) / count)
report({
  case: 'composing a digest',
  size: `${count} matched posts of ${characters} characters each, by ${loadTexts().origin}`,
  unit: 'ms',
  median: round(median(times)),
  p95: round(quantile(times, 0.95)),
})
