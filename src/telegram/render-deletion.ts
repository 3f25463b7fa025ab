import type { DeletedItem } from '../domain/follow-up.ts'
import type { Instant } from '../domain/time.ts'
import type { Html } from './html.ts'
import type { Translate } from './texts.ts'

/** Between which looks a post went; where both read alike, about when. */
export function renderDeletion(
  { after, before }: Pick<DeletedItem, 'after' | 'before'>,
  at: (instant: Instant) => string,
  t: Translate,
): Html {
  if (after === null) return t('history-deleted-before', { before: at(before) })
  return at(after) === at(before)
    ? t('history-deleted-about', { at: at(before) })
    : t('history-deleted', { after: at(after), before: at(before) })
}
