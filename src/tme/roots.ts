import { SourceError } from '../domain/source.ts'
import { minute } from '../domain/time.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** How long a root that answered in the place of another is asked first. */
const rememberedForMs = 10 * minute

/** Addresses under which the same previews are. */
export interface Roots {
  /**
   * Runs the request at one root after the other until one of them answers, whatever it answers: only `network` and `timeout`
   * make it try the next. The root that answered is asked first for ten minutes; then the order is that of the settings again.
   * Throws what the last one tried threw.
   */
  ask<T>(request: (root: string) => Promise<T>): Promise<T>
}

export function createRoots(given: readonly string[], clock: Clock): Roots {
  const roots = given.map((root) => root.replace(/\/+$/, ''))
  let preferred: { readonly root: string; readonly until: Instant } | null = null
  const inOrder = (): readonly string[] => {
    if (preferred === null || clock.now() >= preferred.until) return roots
    const { root: first } = preferred
    return [first, ...roots.filter((root) => root !== first)]
  }
  return {
    async ask(request) {
      let failure: unknown = new SourceError('network', 'there is no address to ask')
      for (const root of inOrder()) {
        try {
          const answer = await request(root)
          answered(root)
          return answer
        } catch (error) {
          if (!isUnreachable(error)) {
            if (error instanceof SourceError) answered(root)
            throw error
          }
          failure = error
        }
      }
      throw failure
    },
  }

  function answered(root: string): void {
    const isRemembered = preferred !== null && preferred.root === root && clock.now() < preferred.until
    if (!isRemembered) preferred = root === roots[0] ? null : { root, until: clock.now() + rememberedForMs }
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof SourceError && (error.fault === 'network' || error.fault === 'timeout')
}
