import { composeDigest } from '../src/core/digest/compose.ts'
import { parseQuery } from '../src/core/query/parse-query.ts'
import { toPlainDocument } from '../src/core/query/document.ts'
import { evaluate } from '../src/core/query/evaluate.ts'
import type { Analyzer } from '../src/core/text/analyzer.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { GatheredPost } from '../src/domain/digest.ts'
import type { Query } from '../src/domain/query.ts'
import { loadTexts } from './corpus.ts'
import { median, quantile, report, round } from './measure.ts'

/** Composing a digest of a thousand posts that queries matched: sorting, matched words, extracts. */
const count = 1000
const channels = 20
const runs = 25
const warmUp = 3
const texts =
  'мобилизованный, ротация, отпуск, госпиталь, дорога, город, школа, врач, погода, работа, дом, семья'.split(', ')
const startAt = Date.UTC(2026, 2, 1)

const dictionaries = readDictionaries()
const analyzer = createDictionaryAnalyzer(dictionaries)
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

function compose(words: Analyzer): unknown {
  return composeDigest({
    gathered,
    queryOrder: texts,
    language: 'ru',
    timeZone: 'Europe/Moscow',
    slotAt: startAt,
    leftOver: 0,
    parse: (canonical) => queries.get(canonical) ?? null,
    analyzer: words,
  })
}

/** Milliseconds by the clock and on the processor, which other work on the machine lengthens less. */
async function timeBoth(
  run: () => unknown,
  before: () => void = () => {},
): Promise<Record<'clock' | 'processor', number[]>> {
  const processor: number[] = []
  const clock: number[] = []
  for (let index = 0; index < warmUp + runs; index += 1) {
    before()
    const { user, system } = process.cpuUsage()
    const startedAt = performance.now()
    run()
    clock.push(performance.now() - startedAt)
    const used = process.cpuUsage()
    processor.push((used.user - user + used.system - system) / 1000)
  }
  return { clock: clock.slice(warmUp), processor: processor.slice(warmUp) }
}

const characters = round(gathered.reduce((sum, { text }) => sum + text.length, 0) / count)
const size = `${count} matched posts of ${characters} characters each, by ${loadTexts().origin}`

/** Its words have been met before: their posts were stored and matched by the same process. */
const warm = await timeBoth(() => compose(analyzer))
/** As after a restart. */
let fresh = analyzer
const cold = await timeBoth(
  () => compose(fresh),
  () => (fresh = createDictionaryAnalyzer(dictionaries)),
)
for (const [name, { clock, processor }] of [
  ['composing a digest', warm],
  ['composing a digest, no word remembered', cold],
] as const) {
  report({ case: name, size, unit: 'ms', median: round(median(clock)), p95: round(quantile(clock, 0.95)) })
  report({ case: `${name}: time on the processor`, size, unit: 'ms', median: round(median(processor)) })
}
