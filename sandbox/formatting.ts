/** Telegram's HTML parse mode, there and back. */
export { sortEntities } from './formatting/entity.ts'
export type { FormattedEntity } from './formatting/entity.ts'
export { HtmlError, parseHtml } from './formatting/parse-html.ts'
export { escapeHtml, toHtml } from './formatting/to-html.ts'
