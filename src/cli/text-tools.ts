import { describeFault, describeQuery } from '../core/query/describe-query.ts'
import { evaluate } from '../core/query/evaluate.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Instant } from '../domain/time.ts'
import { readLineDocument } from './line-document.ts'
import type { Output } from './output.ts'
import { readQuery } from './query-argument.ts'

interface TextToolParts {
  readonly analyzer: Analyzer
  readonly lines: AsyncIterable<string>
  readonly output: Output
  /** What `last:` counts back from. */
  readonly now: Instant
}

type TextTool = { readonly name: 'explain' } | { readonly name: 'match' | 'query'; readonly query: string }

/** Tools that need no archive: they read lines and print JSON lines, one by one. The exit code. Throws UsageError. */
export async function runTextTool(tool: TextTool, parts: TextToolParts): Promise<number> {
  if (tool.name === 'explain') await explain(parts)
  else if (tool.name === 'match') await match(parts, tool.query)
  else await explainQuery(parts, tool.query)
  return 0
}

/** For each line its words, what they are indexed under, and what they ask for as keywords: two words match when they share one. */
async function explain({ analyzer, lines, output }: TextToolParts): Promise<void> {
  for await (const text of lines) {
    const tokens = analyzer.tokenize(text).map(({ start, end, terms }) => {
      const word = text.slice(start, end)
      return { text: word, start, end, index: terms, query: analyzer.termsOf(word) }
    })
    await output.line(JSON.stringify({ text, tokens }))
  }
}

async function match({ analyzer, lines, output, now }: TextToolParts, text: string): Promise<void> {
  const { query } = readQuery(text, analyzer)
  let number = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const { id, document } = readLineDocument(line, number, analyzer)
    const matches = evaluate(query, document, now)
    if (matches !== null) await output.line(JSON.stringify({ id, matches }))
  }
}

async function explainQuery({ analyzer, output }: TextToolParts, text: string): Promise<void> {
  const parsed = parseQuery(text, analyzer)
  if (parsed.ok) {
    await output.line(
      JSON.stringify({
        words: describeQuery(parsed.query, 'en', parsed.order),
        canonical: parsed.canonical,
        ast: parsed.query,
      }),
    )
    return
  }
  const { position, suggestion } = parsed.fault
  await output.line(JSON.stringify({ error: { position, message: describeFault(parsed.fault, 'en'), suggestion } }))
}
