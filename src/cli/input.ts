import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'

/** The lines of a stream, one at a time, without their ends. */
export function readLines(stream: Readable): AsyncIterable<string> {
  return createInterface({ input: stream, crlfDelay: Infinity })
}
