import { describeFault } from '../core/query/describe-query.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Query } from '../domain/query.ts'
import { UsageError } from './usage-error.ts'

/** The query that somebody typed on the command line. Throws UsageError. */
export function readQuery(text: string, analyzer: Analyzer): Query {
  const parsed = parseQuery(text, analyzer)
  if (parsed.ok) return parsed.query
  const { position, suggestion } = parsed.fault
  const advice = suggestion === null ? '' : `; try: ${suggestion}`
  throw new UsageError(
    `the query is not right at character ${position + 1} (${describeFault(parsed.fault, 'en')})${advice}`,
  )
}
