import type { Channel } from '../domain/channel.ts'

/**
 * Channels that are known to be up, the surest first: the one that answered last, if it is known, then by their last success. They are
 * asked before it is believed that something vanished elsewhere. `exceptId` is the channel in doubt.
 */
export function findCanaries(
  channels: readonly Channel[],
  { exceptId, answeredId }: { readonly exceptId: number | null; readonly answeredId: number | null },
): readonly Channel[] {
  return channels
    .filter(
      ({ id, name, failures, lastSuccessAt, cursor }) =>
        id !== exceptId && failures === 0 && lastSuccessAt !== null && cursor > 0 && !name.includes('/'),
    )
    .toSorted(
      (a, b) =>
        Number(b.id === answeredId) - Number(a.id === answeredId) || (b.lastSuccessAt ?? 0) - (a.lastSuccessAt ?? 0),
    )
}
