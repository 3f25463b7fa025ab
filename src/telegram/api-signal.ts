import type { Api } from 'grammy'

export type ApiSignal = NonNullable<Parameters<Api['getMe']>[0]>

/** grammY names the type of a polyfill; it takes the runtime's own signals as well. */
export function toApiSignal(signal: AbortSignal): ApiSignal {
  return signal as unknown as ApiSignal
}
