const urlPart = /^(?:[A-Za-z0-9.\-_!$,~*'();&+=:]|%[0-9a-fA-F]{2}|[\u0080-\u{10ffff}])*$/u

interface Authority {
  readonly userInfo: string
  readonly host: string
  readonly port: number
}

/** The address as Telegram stores it, or null when it would silently drop the link: no dot in the host, an unknown scheme. */
export function checkedLink(link: string): string | null {
  const trimmed = link.trim()
  const app = /^(tg|ton):(?:\/\/)?/i.exec(trimmed)
  if (app) return appLink((app[1] ?? '').toLowerCase(), trimmed.slice(app[0].length))
  const scheme = /^([^:]*):\/\//.exec(trimmed)
  const protocol = scheme ? (scheme[1] ?? '').toLowerCase() : 'http'
  if (protocol !== 'http' && protocol !== 'https') return null
  const rest = scheme ? trimmed.slice(scheme[0].length) : trimmed
  const end = rest.search(/[/?#]/)
  const authority = parseAuthority(end < 0 ? rest : rest.slice(0, end))
  if (!authority || !authority.host.includes('.')) return null
  const { userInfo, host, port } = authority
  return `${protocol}://${userInfo ? `${userInfo}@` : ''}${host}${port > 0 ? `:${port}` : ''}${pathOf(end < 0 ? '' : rest.slice(end))}`
}

/** The person that a `tg://user?id=` link names, or null. */
export function linkedUserId(link: string): number | null {
  const match = /^tg:(?:\/\/)?user\?(?:.*&)?id=(\d{1,15})(?:&|$)/i.exec(link.trim())
  const id = Number(match?.[1] ?? 0)
  return id > 0 ? id : null
}

function appLink(scheme: string, rest: string): string | null {
  const match = /^([A-Za-z0-9.\-_]+)(.*)$/s.exec(rest)
  if (!match) return null
  const query = (match[2] ?? '').trimEnd().replace(/\s/g, (space) => encodeURIComponent(space))
  return `${scheme}://${(match[1] ?? '').toLowerCase()}${query}`
}

function parseAuthority(text: string): Authority | null {
  const portMatch = /:([^:\]@]*)$/.exec(text)
  const port = portMatch ? portOf(portMatch[1] ?? '') : 0
  if (port === null) return null
  const rest = portMatch ? text.slice(0, portMatch.index) : text
  const at = rest.lastIndexOf('@')
  const userInfo = at < 0 ? '' : rest.slice(0, at)
  const host = rest.slice(at + 1).toLowerCase()
  if (host === '' || host === '.' || host.includes(':')) return null
  if (!urlPart.test(host) || !urlPart.test(userInfo)) return null
  return { userInfo, host, port }
}

function portOf(digits: string): number | null {
  const port = /^\d{1,9}$/.test(digits) ? Number(digits) : 0
  return port > 0 && port <= 65_535 ? port : null
}

function pathOf(query: string): string {
  const trimmed = query.trimEnd()
  const path = trimmed.startsWith('/') ? trimmed : `/${trimmed}`
  return path.replace(/\s/g, (space) => encodeURIComponent(space))
}
