import { albumSettleMs } from '../core/digest/alerts.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'

/** Wakes the loop that goes on with what was committed. */
export interface Wake {
  readonly match: () => void
  readonly digest: () => void
  readonly deliver: () => void
}

/**
 * The store, where each commit that makes work for the next loop wakes it, so that an alert does not wait for the heartbeat.
 * A wake that is lost is made up for by the next beat.
 */
export function wakingStore(
  store: Store,
  { wake, clock, signal }: { readonly wake: Wake; readonly clock: Clock; readonly signal: AbortSignal },
): Store {
  const wakeWhenSettled = (): void => {
    clock.sleep(albumSettleMs, signal).then(wake.digest, () => undefined)
  }
  return {
    ...store,
    channels: {
      ...store.channels,
      recordPage: async (page) => {
        const result = await store.channels.recordPage(page)
        if (result.inserted + result.changed > 0) wake.match()
        return result
      },
      recordAdmission: async (admission) => {
        const isTold = await store.channels.recordAdmission(admission)
        if (isTold) wake.deliver()
        return isTold
      },
      recordPushed: async (push) => {
        const outcome = await store.channels.recordPushed(push)
        if (outcome === 'inserted' || outcome === 'changed') wake.match()
        return outcome
      },
    },
    posts: {
      ...store.posts,
      recordMatches: async (record) => {
        await store.posts.recordMatches(record)
        if (record.matches.length === 0) return
        wake.digest()
        wakeWhenSettled()
      },
    },
    riseAlerts: {
      ...store.riseAlerts,
      record: async (record) => {
        await store.riseAlerts.record(record)
        if (record.alert !== null) wake.deliver()
      },
    },
    digests: {
      ...store.digests,
      recordDigest: async (record) => {
        const result = await store.digests.recordDigest(record)
        if (result.parcelId !== null) wake.deliver()
        return result
      },
    },
  }
}
