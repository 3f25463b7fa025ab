import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Where a command prints its lines. Waits for a slow reader, so that memory stays constant. */
export interface Output {
  line(text: string): Promise<void>
  /** Prints a text as it is. */
  write(text: string): Promise<void>
}

/** A reader that went away, as `head` does, ends the command without an error. */
export class OutputClosedError extends Error {}

export function createOutput(stream: Writable): Output {
  let closed = false
  for (const event of ['error', 'close']) {
    stream.on(event, () => {
      closed = true
    })
  }
  const write = async (text: string): Promise<void> => {
    if (closed) throw new OutputClosedError('the reader of the output went away')
    if (stream.write(text)) return
    const ready = new AbortController()
    await Promise.race([
      once(stream, 'drain', { signal: ready.signal }),
      once(stream, 'close', { signal: ready.signal }),
    ]).catch(() => undefined)
    ready.abort()
  }
  return { write, line: (text) => write(`${text}\n`) }
}
