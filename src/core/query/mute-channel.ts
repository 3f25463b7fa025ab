import type { Query } from '../../domain/query.ts'
import { and, not } from './build-query.ts'

/** The query without the posts of a channel. */
export function muteChannel(query: Query, channel: string): Query {
  return (
    and([query, { kind: 'not', query: { kind: 'filter', filter: { name: 'in', channel: channel.toLowerCase() } } }]) ??
    query
  )
}

/** The query as it was before the channel was muted in it. */
export function unmuteChannel(query: Query, channel: string): Query {
  if (query.kind !== 'and') return query
  return and(query.queries.filter((part) => mutedBy(part) !== channel.toLowerCase())) ?? query
}

/** Channels that are muted in a query, in lower case. */
export function mutedChannels(query: Query): readonly string[] {
  return query.kind === 'and' ? query.queries.flatMap((part) => mutedBy(part) ?? []) : []
}

function mutedBy(part: Query): string | null {
  const excluded = not(part)
  if (part.kind !== 'not' || excluded?.kind !== 'filter' || excluded.filter.name !== 'in') return null
  return excluded.filter.channel
}
