import type { FetchFault } from '../../domain/channel.ts'
import type { Translate } from '../texts.ts'

/** Why a channel could not be read, in words. */
export function describeFault(fault: FetchFault, t: Translate): string {
  return t.plain(`fault-${fault}`)
}
