import type http from 'node:http'

/** What a handler answered, held back. */
export interface CapturedResponse {
  readonly status: number
  readonly headers: http.OutgoingHttpHeaders
  readonly body: Buffer
}

export type Handler = (req: http.IncomingMessage, res: http.ServerResponse) => void | Promise<void>

/**
 * Runs the handler but keeps its answer from the client. Resolves with the answer, or with null when the client left first;
 * afterwards the response is as untouched.
 */
export async function capture(
  handler: Handler,
  req: http.IncomingMessage,
  res: http.ServerResponse,
): Promise<CapturedResponse | null> {
  const { promise, resolve } = Promise.withResolvers<CapturedResponse | null>()
  const chunks: Buffer[] = []
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  }
  const headers: http.OutgoingHttpHeaders = {}
  Object.assign(res, {
    writeHead(status: number, ...rest: unknown[]) {
      res.statusCode = status
      const given = rest.find((one) => typeof one === 'object' && one !== null)
      for (const [name, value] of Object.entries(given ?? {})) headers[name.toLowerCase()] = value as string
      return res
    },
    flushHeaders() {},
    write(chunk: unknown) {
      keep(chunk)
      return true
    },
    end(chunk?: unknown) {
      keep(chunk)
      resolve({ status: res.statusCode, headers: { ...res.getHeaders(), ...headers }, body: Buffer.concat(chunks) })
      return res
    },
  })
  res.once('close', () => resolve(null))
  await handler(req, res)
  const captured = await promise
  for (const own of ['writeHead', 'flushHeaders', 'write', 'end']) Reflect.deleteProperty(res, own)
  for (const name of res.getHeaderNames()) res.removeHeader(name)
  return captured
}
