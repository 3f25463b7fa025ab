import { describeFault } from '../core/query/describe-query.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { QueryParse } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import { toPresentNames } from '../flows/read-query.ts'
import { UsageError } from './usage-error.ts'

/** A query that can be asked, with the order of results. */
type ReadQuery = Extract<QueryParse, { readonly ok: true }>

/** The query that somebody typed on the command line. Throws UsageError. */
export function readQuery(text: string, analyzer: Analyzer): ReadQuery {
  return check(parseQuery(text, analyzer))
}

/** The same, for posts of the archive: a channel is found by its former names as well, as in the chat. Throws UsageError. */
export async function readArchiveQuery(
  parts: { readonly store: Store; readonly analyzer: Analyzer },
  text: string,
): Promise<ReadQuery> {
  return check(await toPresentNames(parts, readQuery(text, parts.analyzer), 'UTC'))
}

function check(parsed: QueryParse): ReadQuery {
  if (parsed.ok) return parsed
  const { position, suggestion } = parsed.fault
  const advice = suggestion === null ? '' : `; try: ${suggestion}`
  throw new UsageError(
    `the query is not right at character ${position + 1} (${describeFault(parsed.fault, 'en')})${advice}`,
  )
}
