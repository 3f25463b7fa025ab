import type http from 'node:http'

/** The whole body, or null when it is longer than `maxBytes`; the rest of it is then thrown away. */
export async function readBody(req: http.IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
    if (length > 2 * maxBytes) return null
  }
  return length > maxBytes ? null : Buffer.concat(chunks)
}
