import type { Sandbox } from '../../sandbox/sandbox.ts'

/** Confirms every update that waits for the bot, so that nobody answers what was done before. */
export async function forgetUpdates({ botApiRoot, token }: Pick<Sandbox, 'botApiRoot' | 'token'>): Promise<void> {
  for (let offset = 0; ;) {
    const response = await fetch(`${botApiRoot}/bot${token}/getUpdates?limit=100&offset=${offset}`)
    const { result } = (await response.json()) as { result: { update_id: number }[] }
    const last = result.at(-1)
    if (last === undefined) return
    offset = last.update_id + 1
  }
}
