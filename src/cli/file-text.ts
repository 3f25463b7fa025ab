import { createReadStream } from 'node:fs'

/** The text of a file, piece by piece. */
export async function* readText(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Uint8Array, { stream: true })
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
