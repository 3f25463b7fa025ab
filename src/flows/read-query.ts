import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { QueryParse } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'

/** In an archive of more posts, an expression by itself would have to look at too many. */
const smallArchive = 20_000

/**
 * Reads what somebody typed. A regular expression without a word or a channel beside it is a fault in a large archive; dates
 * are days of `timeZone`.
 */
export async function readQuery(
  { store, analyzer }: { readonly store: Store; readonly analyzer: Analyzer },
  text: string,
  timeZone: string,
): Promise<QueryParse> {
  const parsed = parseQuery(text, analyzer, { timeZone, mayStandAlone: false })
  if (parsed.ok || parsed.fault.code !== 'regex_alone' || (await store.posts.count()) > smallArchive) return parsed
  return parseQuery(text, analyzer, { timeZone })
}
