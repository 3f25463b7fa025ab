import { parseQuery } from '../core/query/parse-query.ts'
import { renameChannel } from '../core/query/rename-channel.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Query, QueryParse } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'

/** In an archive of more posts, an expression by itself would have to look at too many. */
const smallArchive = 20_000

/**
 * Reads what somebody typed. A regular expression without a word or a channel beside it is a fault in a large archive; dates
 * are days of `timeZone`; a channel that is asked for by a former name is asked for by its present one.
 */
export async function readQuery(
  { store, analyzer }: { readonly store: Store; readonly analyzer: Analyzer },
  text: string,
  timeZone: string,
): Promise<QueryParse> {
  const narrow = parseQuery(text, analyzer, { timeZone, mayStandAlone: false })
  const isAlone = !narrow.ok && narrow.fault.code === 'regex_alone'
  const parsed =
    isAlone && (await store.posts.count()) <= smallArchive ? parseQuery(text, analyzer, { timeZone }) : narrow
  return parsed.ok ? toPresentNames({ store, analyzer }, parsed, timeZone) : parsed
}

/**
 * The query as it asks for channels under their present names, where it asked for former ones. A name that another channel has
 * by now is that channel's.
 */
export async function toPresentNames(
  { store, analyzer }: { readonly store: Store; readonly analyzer: Analyzer },
  parsed: Extract<QueryParse, { readonly ok: true }>,
  timeZone: string,
): Promise<QueryParse> {
  let canonical = parsed.canonical
  for (const name of channelsIn(parsed.query)) {
    const channel = await store.channels.findByName(name)
    if (channel !== null) canonical = renameChannel(canonical, name, channel.name) ?? canonical
  }
  return canonical === parsed.canonical ? parsed : parseQuery(canonical, analyzer, { timeZone })
}

/** The channels that a query names with `in:`. */
export function channelsIn(query: Query): readonly string[] {
  if (query.kind === 'filter') return query.filter.name === 'in' ? [query.filter.channel] : []
  if (query.kind === 'not') return channelsIn(query.query)
  return query.kind === 'and' || query.kind === 'or' ? query.queries.flatMap(channelsIn) : []
}
