import type http from 'node:http'
import { ControlError } from './requests.ts'

/** Server-sent events to every open page. */
export interface LiveEvents {
  open(res: http.ServerResponse): void
  readonly send: (event: object) => void
  close(): void
}

const maxClients = 100
const keepAliveMs = 15_000
/** A page that does not read is let go. */
const maxBacklogBytes = 4 * 1024 * 1024

export function createLiveEvents(): LiveEvents {
  const clients = new Set<http.ServerResponse>()
  const write = (text: string): void => {
    for (const client of clients) {
      if (client.writableLength > maxBacklogBytes) client.destroy()
      else client.write(text)
    }
  }
  const timer = setInterval(() => write(': still here\n\n'), keepAliveMs)
  timer.unref()

  return {
    open(res) {
      if (clients.size >= maxClients) throw new ControlError(429, 'Too many pages are open.')
      res.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      res.write(': hello\n\n')
      clients.add(res)
      res.on('close', () => clients.delete(res))
    },
    send: (event) => write(`data: ${JSON.stringify(event)}\n\n`),
    close() {
      clearInterval(timer)
      for (const client of clients) client.end()
      clients.clear()
    },
  }
}
