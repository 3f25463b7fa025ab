import { hash } from 'node:crypto'
import type { VersionLink } from '../domain/checks.ts'

/** What the first link of a chain follows. */
export const chainStart = '0'.repeat(64)

/** The hash of a link that follows `previous`. docs/decisions (version-digest) tells how to work it out without Vestnik. */
export function hashLink(previous: string, link: Pick<VersionLink, 'kind' | 'recordedAt' | 'digest'>): string {
  return hash('sha256', `${previous}\n${link.kind}\n${link.recordedAt}\n${link.digest}`, 'hex')
}
