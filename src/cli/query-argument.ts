import { describeFault } from '../core/query/describe-query.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Query, SearchOrder } from '../domain/query.ts'
import { UsageError } from './usage-error.ts'

/** The query that somebody typed on the command line, with the order of results. Throws UsageError. */
export function readQuery(text: string, analyzer: Analyzer): { readonly query: Query; readonly order: SearchOrder } {
  const parsed = parseQuery(text, analyzer)
  if (parsed.ok) return { query: parsed.query, order: parsed.order }
  const { position, suggestion } = parsed.fault
  const advice = suggestion === null ? '' : `; try: ${suggestion}`
  throw new UsageError(
    `the query is not right at character ${position + 1} (${describeFault(parsed.fault, 'en')})${advice}`,
  )
}
