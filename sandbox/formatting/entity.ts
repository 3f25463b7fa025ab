import type { SandboxEntity } from '../channels.ts'

/** An entity with the fields that only some types have. */
export interface FormattedEntity extends SandboxEntity {
  /** Of a `text_mention`: whom the link names. */
  readonly user?: { readonly id: number }
  readonly unix_time?: number
  readonly date_time_format?: string
}

const typeOrder = ['blockquote', 'expandable_blockquote', 'pre', 'code', 'text_link', 'text_mention']
const innerTypeOrder = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'custom_emoji']

function rank(type: string): number {
  const outer = typeOrder.indexOf(type)
  const inner = innerTypeOrder.indexOf(type)
  if (outer >= 0) return outer
  return inner >= 0 ? 20 + inner : 10
}

/** Outermost first: by offset, the longer first, then by the nesting order of types, and code whose language is known. */
export function sortEntities<E extends SandboxEntity>(entities: readonly E[]): E[] {
  return entities.toSorted(
    (a, b) =>
      a.offset - b.offset ||
      b.length - a.length ||
      rank(a.type) - rank(b.type) ||
      Number(isPlain(a)) - Number(isPlain(b)),
  )
}

function isPlain({ language }: SandboxEntity): boolean {
  return language === undefined || language === ''
}
