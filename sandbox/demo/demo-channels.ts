import type { Channels } from '../channels.ts'
import type { DemoChannel } from '../demo-data/demo-post.ts'
import { povernenniaDemo } from '../demo-data/povernennia-demo.ts'
import { putdomojDemo } from '../demo-data/putdomoj-demo.ts'
import { returnwatchDemo } from '../demo-data/returnwatch-demo.ts'

const minute = 60_000
/** An edited post of the demo was edited this long after it was published. */
const editedAfterMs = 3 * minute

export const demoChannels: readonly DemoChannel[] = [putdomojDemo, povernenniaDemo, returnwatchDemo]

/** Publishes the posts of the demo's channels, dated back from `now`. */
export function addDemoChannels(channels: Channels, now: number): void {
  for (const { posts, ...profile } of demoChannels) {
    channels.add({ ...profile, preview: true })
    for (const { minutesAgo, edited, ...post } of posts) {
      const publishedAt = now - minutesAgo * minute
      channels.publish(profile.name, {
        ...post,
        publishedAt,
        editedAt: edited === true ? publishedAt + editedAfterMs : null,
      })
    }
  }
}
