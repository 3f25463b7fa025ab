import type { Rise } from '../domain/trend.ts'
import type { Html } from './html.ts'
import type { Translate } from './texts.ts'

/** In a line: how many posts in 24 hours, and how many are usual. */
export function renderRise({ count, usual }: Rise, t: Translate): Html {
  return t('rise', { count, usual: Math.round(usual) })
}
