import { type Html, join, markup } from '../html.ts'
import type { Translate } from '../texts.ts'

/** What may have been meant, as commands that can be copied with a tap; null when there is nothing to offer. */
export function renderSuggestions(
  suggestions: readonly string[],
  command: 'watch' | 'search',
  t: Translate,
): Html | null {
  if (suggestions.length === 0) return null
  const commands = suggestions.map((suggestion) => markup`<code>/${command} ${suggestion}</code>`)
  return join([t('query-meant'), ...commands], '\n')
}
