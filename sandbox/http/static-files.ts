import { readFile } from 'node:fs/promises'
import type http from 'node:http'
import path from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
}

const contentPolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

/** Serves the files of one folder, without its subfolders: `/` is index.html, `/page/<file>` any of them. */
export function createStaticFiles(folder: string) {
  return async (req: http.IncomingMessage, res: http.ServerResponse): Promise<void> => {
    const name = fileName(req.url ?? '/')
    const type = name === null ? undefined : types[path.extname(name)]
    const isRead = req.method === 'GET' || req.method === 'HEAD'
    const body = name === null || !type || !isRead ? null : await readFile(path.join(folder, name)).catch(() => null)
    const status = !isRead ? 405 : body ? 200 : 404
    res.writeHead(status, {
      'content-type': body && type ? type : 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': contentPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    res.end(req.method === 'HEAD' ? undefined : (body ?? (status === 404 ? 'Not found' : 'Method not allowed')))
  }
}

/** A plain name of letters, digits, dots, dashes and underscores, so that no path leads out of the folder. */
function fileName(url: string): string | null {
  const { pathname } = new URL(url, 'http://sandbox')
  if (pathname === '/') return 'index.html'
  return /^\/page\/([A-Za-z0-9][A-Za-z0-9._-]{0,99})$/.exec(pathname)?.[1] ?? null
}
