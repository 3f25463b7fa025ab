import type { Position } from '../domain/search.ts'

/** Where a page ended: at a post, or so far into the best of the posts below an id. */
export type PlainPosition =
  | { readonly order: 'newest'; readonly beforeId: number }
  | { readonly order: 'relevance'; readonly beforeId: number; readonly offset: number }

export function printPosition(position: PlainPosition): Position {
  const id = position.beforeId.toString(36)
  return position.order === 'newest' ? `n${id}` : `r${id}.${position.offset.toString(36)}`
}

/** null: the beginning, or nothing that `printPosition` wrote. */
export function parsePosition(position: Position | null): PlainPosition | null {
  const [, order, id = '', offset] = /^([nr])(-?[0-9a-z]{1,11})(?:\.([0-9a-z]{1,6}))?$/.exec(position ?? '') ?? []
  if (order === undefined || (order === 'r') !== (offset !== undefined)) return null
  const beforeId = Number.parseInt(id, 36)
  if (!Number.isSafeInteger(beforeId)) return null
  return offset === undefined
    ? { order: 'newest', beforeId }
    : { order: 'relevance', beforeId, offset: Number.parseInt(offset, 36) }
}
