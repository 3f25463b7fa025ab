import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'

/** The text of a file, piece by piece. */
export function readText(path: string): AsyncGenerator<string> {
  return decodeText(createReadStream(path))
}

/** The text of a stream, piece by piece, without the mark of its byte order. */
export async function* decodeText(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of stream as AsyncIterable<string | Uint8Array>) {
    yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

/** A line of a file is longer than any that is read. */
export class LineTooLongError extends Error {}

/** The lines of a text, without their ends. Throws LineTooLongError. */
export async function* splitLines(text: AsyncIterable<string>, maxLength: number): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.replace(/\r$/, '')
    if (rest.length > maxLength) throw new LineTooLongError(`a line has more than ${maxLength} characters`)
  }
  if (rest !== '') yield rest
}
