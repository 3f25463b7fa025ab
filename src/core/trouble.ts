import type { Channel, FetchFault } from '../domain/channel.ts'

/** Whether posts of the channel come in because the bot is an administrator there, and by no preview. */
export function isPushedAlone({ lastFault, isAdmitted }: Channel): boolean {
  return isAdmitted && lastFault === 'preview_unavailable'
}

/** Why a channel cannot be read; null also for one that is pushed alone, which lacks nothing. */
export function troubleOf(channel: Channel): FetchFault | null {
  return isPushedAlone(channel) ? null : channel.lastFault
}
