/**
 * A fragment of Telegram's HTML. Only this module and the translations make one from raw markup, so that whatever is a plain
 * string has not been escaped yet, and cannot be forgotten.
 */
export class Html {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

export type HtmlValue = string | number | Html

/** Escapes text for Telegram's HTML, inside and outside of attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Markup from a template; every value that is no Html is escaped. */
export function markup(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let source = strings[0] ?? ''
  for (const [index, value] of values.entries()) source += sourceOf(value) + (strings[index + 1] ?? '')
  return new Html(source)
}

/** Joins fragments; strings among them are escaped. */
export function join(parts: readonly HtmlValue[], separator = ''): Html {
  return new Html(parts.map(sourceOf).join(escapeHtml(separator)))
}

export function sourceOf(value: HtmlValue): string {
  return value instanceof Html ? value.source : escapeHtml(String(value))
}

/** How much of Telegram's limits a fragment takes. */
export interface Size {
  /** UTF-16 units that remain after Telegram parsed the entities. */
  readonly units: number
  readonly entities: number
  /** Estimated bytes of all entities: Telegram counts their addresses. */
  readonly entityBytes: number
  /** Bytes of the markup as sent. */
  readonly bytes: number
}

const bytesPerEntity = 24
const utf8 = new TextEncoder()

/** Measures markup made by this module: tags stand between "<" and ">", and nothing else does. */
export function measure({ source }: Html): Size {
  let entities = 0
  let entityBytes = 0
  for (const [tag] of source.matchAll(/<[a-z][^>]*>/g)) {
    entities += 1
    entityBytes += bytesPerEntity + utf8.encode(tag).length
  }
  return { units: withoutMarkup(source).length, entities, entityBytes, bytes: utf8.encode(source).length }
}

/** The words of a fragment, without markup. */
export function toPlain({ source }: Html): string {
  return withoutMarkup(source)
}

function withoutMarkup(source: string): string {
  return source
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
