import type { Channel, FetchFault } from '../domain/channel.ts'

/** Why a channel cannot be read; null also for one without a preview whose posts are pushed, which lacks nothing. */
export function troubleOf({ lastFault, isAdmitted }: Channel): FetchFault | null {
  return isAdmitted && lastFault === 'preview_unavailable' ? null : lastFault
}
