import type { Update } from 'grammy/types'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Push } from '../../src/domain/pushed.ts'
import { toPushedPost, toPushedProfile } from '../../src/telegram/channel-post.ts'

type Untimed = Omit<Push, 'now'>

/** What Telegram has pushed of channels since the last call, over HTTP, as the bot reads it. */
export function createPushReader({ botApiRoot, token }: Sandbox): () => Promise<readonly Untimed[]> {
  let offset = 0
  return async () => {
    const pushes: Untimed[] = []
    for (;;) {
      const updates = await getUpdates(`${botApiRoot}/bot${token}/getUpdates`, offset)
      if (updates.length === 0) return pushes
      offset = (updates.at(-1)?.update_id ?? 0) + 1
      for (const update of updates) {
        const message = update.channel_post ?? update.edited_channel_post
        const profile = message === undefined ? null : toPushedProfile(message.chat)
        if (message !== undefined && profile !== null) pushes.push({ profile, post: toPushedPost(message) })
      }
    }
  }
}

async function getUpdates(url: string, offset: number): Promise<readonly Update[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offset, timeout: 0, allowed_updates: ['channel_post', 'edited_channel_post'] }),
  })
  const { result } = (await response.json()) as { result: readonly Update[] }
  return result
}
