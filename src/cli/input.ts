import type { Readable } from 'node:stream'
import { decodeText, LineTooLongError, splitLines } from './file-text.ts'
import { UsageError } from './usage-error.ts'

/** Far more characters than a post and all that belongs to it. */
const maxLineLength = 4_000_000

/** The lines of a stream, one at a time, without their ends. Throws UsageError when one is too long. */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  let count = 0
  try {
    for await (const line of splitLines(decodeText(stream), maxLineLength)) {
      count += 1
      yield line
    }
  } catch (error) {
    if (error instanceof LineTooLongError) throw new UsageError(`line ${count + 1}: ${error.message}`)
    throw error
  }
}
