import type http from 'node:http'

/** Answers with JSON that nobody keeps. */
export function sendJson(res: http.ServerResponse, status: number, value: unknown): void {
  if (res.destroyed || res.headersSent) return
  const body = JSON.stringify(value)
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  res.end(body)
}
