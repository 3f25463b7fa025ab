import type { Episode } from '../../domain/health.ts'
import type { Call } from '../command.ts'
import type { Html } from '../html.ts'

/** What is wrong with a channel just now, or other than usual, a line each. */
export function renderHealthStates(
  episodes: readonly Episode[],
  { t, dates }: Pick<Call, 't' | 'dates'>,
): readonly Html[] {
  return episodes.map(({ kind, beganAt }) => t(`state-${kind}`, { since: dates.date(beganAt) }))
}

/** Whether one of them says already that the channel cannot be read. */
export function saysUnreadable(episodes: readonly Episode[]): boolean {
  return episodes.some(({ kind }) => kind === 'preview' || kind === 'unreachable')
}
