import { describeFault } from '../../core/query/describe-query.ts'
import type { QueryFault } from '../../domain/query.ts'
import { cleanText, clip } from '../clean-text.ts'
import { type Html, markup, join } from '../html.ts'
import type { Translate } from '../texts.ts'

/** How much of the query is shown on either side of the fault. */
const contextLength = 60

/** What is wrong with a query, where, and what to write instead; `command` is what the reader typed it after. */
export function renderQueryFault(
  { fault, input }: { readonly fault: QueryFault; readonly input: string },
  command: 'watch' | 'search' | 'export' | 'trend',
  t: Translate,
): Html {
  const { code, position, suggestion } = fault
  if (code === 'empty' && input.trim() === '') return t(`${command}-usage`)
  const before = cleanText(input.slice(Math.max(0, position - contextLength), position))
  const after = clip(cleanText(input.slice(position, position + 2 * contextLength)), contextLength)
  const shownBefore = before === '' ? '' : markup`<code>${position > contextLength ? '…' : ''}${before}</code>`
  const shownAfter = after === '' ? '' : markup`<code>${after}</code>`
  const where = markup`${shownBefore}👉${shownAfter}`
  const lines = [join([`${describeFault(fault, t.language)}:`], ''), where]
  if (suggestion !== null)
    lines.push(t('query-fault-instead', { suggestion: markup`<code>/${command} ${suggestion}</code>` }))
  return join(lines, '\n')
}
