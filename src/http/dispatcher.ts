import { Agent, ProxyAgent, Socks5ProxyAgent } from 'undici'
import type { Dispatcher } from 'undici'

const connectTimeoutMs = 10_000

/**
 * The way out for HTTP requests: direct when `proxyUrl` is null, else through an http, https or socks5 proxy, which also
 * resolves the names of hosts. User and password stand in the address. The caller closes it. Throws TypeError for an
 * address of any other kind.
 */
export function createDispatcher(proxyUrl: string | null): Dispatcher {
  if (proxyUrl === null) return new Agent({ connect: { timeout: connectTimeoutMs } })
  const url = parseProxyUrl(proxyUrl)
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return new ProxyAgent({ uri: url.href, connect: { timeout: connectTimeoutMs } })
    case 'socks:':
    case 'socks5:':
    case 'socks5h:':
      return createSocksAgent(url)
    default:
      throw new TypeError('a proxy is http, https or socks5')
  }
}

/** The message leaves out the address: it may hold a password. */
function parseProxyUrl(proxyUrl: string): URL {
  const url = URL.parse(proxyUrl)
  if (url === null || url.hostname === '') throw new TypeError('the address of the proxy is no URL')
  return url
}

function createSocksAgent(url: URL): Dispatcher {
  const href = url.href.replace(/^[^:]+:/, 'socks5:')
  return new Socks5ProxyAgent(href, { connectTimeout: connectTimeoutMs })
}
