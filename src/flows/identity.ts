import type { Channel, ChannelProfile } from '../domain/channel.ts'
import { SourceError } from '../domain/source.ts'

/** Throws SourceError `identity_changed` when the page is of another channel than the archive's. */
export function checkIdentity(channel: Channel, { telegramId }: ChannelProfile): void {
  if (telegramId !== null && channel.telegramId !== null && telegramId !== channel.telegramId) {
    throw new SourceError('identity_changed', 'another channel answers under this name')
  }
}
