import { badRequest, conflict } from '../api-error.ts'
import { flagParam, integerParam, textParam } from '../call.ts'
import type { ApiCall } from '../call.ts'
import { Answer } from '../context.ts'
import type { ApiContext, Method } from '../context.ts'
import { isLoopback } from '../webhook.ts'

const maxPollTimeoutS = 50
const maxUpdateId = 0x7f_ff_ff_ff
const webhookPorts = new Set(['', '80', '88', '443', '8443'])

const getUpdates: Method = ({ queue, webhook }, call, signal) => {
  if (webhook.settings()) {
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  }
  queue.setAllowed(readAllowed(call))
  return queue.take({
    offset: integerParam(call, 'offset', { fallback: 0, min: -maxUpdateId, max: maxUpdateId }),
    limit: integerParam(call, 'limit', { fallback: 100, min: 1, max: 100 }),
    timeoutS: integerParam(call, 'timeout', { fallback: 0, min: 0, max: maxPollTimeoutS }),
    signal,
  })
}

/** null: leave the setting as it is, as for anything that is no list. */
function readAllowed(call: ApiCall): string[] | null {
  try {
    const names: unknown = JSON.parse(textParam(call, 'allowed_updates'))
    return Array.isArray(names)
      ? names.filter((name) => typeof name === 'string').map((name) => name.toLowerCase())
      : null
  } catch {
    return null
  }
}

const setWebhook: Method = (context, call) => {
  const url = textParam(call, 'url')
  if (url === '') return removeWebhook(context, call)
  const secretToken = textParam(call, 'secret_token')
  checkWebhook(url, secretToken)
  context.queue.abort('terminated by setWebhook request')
  context.queue.setAllowed(readAllowed(call))
  if (flagParam(call, 'drop_pending_updates')) context.queue.clear()
  const maxConnections = integerParam(call, 'max_connections', { fallback: 40, min: 1, max: 100 })
  context.webhook.set({ url, secretToken, maxConnections })
  return new Answer(true, 'Webhook was set')
}

/** Plain HTTP and any port are for loopback only, as with a Bot API server of one's own. */
function checkWebhook(text: string, secretToken: string): void {
  const url = URL.parse(text.includes('://') ? text : `https://${text}`)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw badRequest('invalid webhook URL specified')
  if (secretToken.length > 256) throw badRequest('secret token is too long')
  if (!/^[A-Za-z0-9_-]*$/.test(secretToken)) throw badRequest('secret token contains unallowed characters')
  if (isLoopback(url)) return
  if (url.protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!webhookPorts.has(url.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  }
}

function removeWebhook({ queue, webhook }: ApiContext, call: ApiCall): Answer {
  const wasSet = webhook.settings() !== null
  webhook.set(null)
  if (flagParam(call, 'drop_pending_updates')) queue.clear()
  return new Answer(true, wasSet ? 'Webhook was deleted' : 'Webhook is already deleted')
}

const getWebhookInfo: Method = ({ queue, webhook }) => {
  const settings = webhook.settings()
  const error = webhook.lastError()
  const allowed = queue.allowed()
  return {
    url: settings?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.count(),
    ...(settings ? { max_connections: settings.maxConnections, ip_address: '127.0.0.1' } : {}),
    ...(error ? { last_error_date: Math.floor(error.at / 1000), last_error_message: error.message } : {}),
    ...(allowed ? { allowed_updates: allowed } : {}),
  }
}

export const updateMethods = {
  getUpdates,
  setWebhook,
  deleteWebhook: removeWebhook,
  getWebhookInfo,
} satisfies Record<string, Method>
