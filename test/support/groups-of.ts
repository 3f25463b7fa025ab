import type { DigestGroup } from '../../src/domain/digest.ts'
import type { ParcelContent } from '../../src/domain/parcel.ts'

/** The groups of a parcel that holds a digest. */
export function groupsOf(content: ParcelContent | undefined): readonly DigestGroup[] {
  return content === undefined || 'kind' in content ? [] : content.groups
}
