import { fetch, type Dispatcher } from 'undici'
import { redactSecrets } from '../log.ts'

/** Asks the Bot API who the bot is; its username. Throws with the reason in words. */
export async function probeBotApi(request: {
  readonly token: string
  readonly apiRoot: string
  readonly dispatcher: Dispatcher
  readonly signal: AbortSignal
}): Promise<string> {
  const { token, apiRoot, dispatcher, signal } = request
  const response = await fetch(`${apiRoot}/bot${token}/getMe`, { dispatcher, signal }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new Error(redactSecrets(`${apiRoot} does not answer: ${cause}`))
  })
  const body = (await response.json()) as { ok?: boolean; description?: string; result?: { username?: string } }
  if (body.ok !== true) throw new Error(`the Bot API says: ${body.description ?? `status ${response.status}`}`)
  return body.result?.username ?? '?'
}
