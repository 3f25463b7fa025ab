import type { ApiClientOptions } from 'grammy'
import { type Dispatcher, fetch, type Response } from 'undici'

/** The largest answer that is read: a hundred updates of the largest messages stay well below. */
const maxBodyBytes = 16 * 1024 * 1024

type GrammyFetch = NonNullable<ApiClientOptions['fetch']>

/**
 * A `fetch` for grammY that goes through our dispatcher. In Node, grammY hands over the signal of a polyfill, which undici
 * refuses, and options of node-fetch, which undici does not know.
 */
export function createApiFetch(dispatcher: Dispatcher): GrammyFetch {
  const request = async (url: string, init: ForeignInit = {}): Promise<{ json(): Promise<unknown> }> => {
    const { signal, release } = adaptSignal(init.signal)
    try {
      const response = await fetch(url, {
        method: init.method ?? 'GET',
        headers: init.headers ?? {},
        body: init.body ?? null,
        // A file is sent as it is read.
        duplex: 'half',
        dispatcher,
        signal,
        redirect: 'error',
      })
      const text = await readText(response)
      return { json: async () => JSON.parse(text) as unknown }
    } finally {
      release()
    }
  }
  return request
}

interface ForeignInit {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | AsyncIterable<Uint8Array>
  readonly signal?: ForeignSignal
}

interface ForeignSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

function adaptSignal(foreign: ForeignSignal | undefined): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  if (foreign?.aborted === true) abort()
  else foreign?.addEventListener('abort', abort)
  return { signal: controller.signal, release: () => foreign?.removeEventListener('abort', abort) }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    const data = chunk as Uint8Array
    bytes += data.byteLength
    if (bytes > maxBodyBytes) throw new Error('answer of the Bot API is too large')
    text += decoder.decode(data, { stream: true })
  }
  return text + decoder.decode()
}
