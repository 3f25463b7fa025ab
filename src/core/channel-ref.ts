/** A channel, or one of its posts, that people referred to. */
export interface ChannelLink {
  /** Username as written, without "@". */
  readonly name: string
  /** The post that the link leads to; null when it leads to the channel. */
  readonly messageId: number | null
}

export type ChannelRef =
  | ({ readonly kind: 'channel' } & ChannelLink)
  | {
      readonly kind: 'invalid'
      /** What was written, shortened. */
      readonly input: string
      readonly reason: 'invite_link' | 'private_link' | 'not_a_name' | 'reserved'
    }

type Reason = Extract<ChannelRef, { kind: 'invalid' }>['reason']

/** Most references that are read from one text. */
export const maxRefs = 20
const maxTextLength = 8192
const maxPieceLength = 512
const maxShownLength = 64

const namePattern = /^[a-z][a-z0-9_]{3,31}$/i
const hosts = '(?:t\\.me|telegram\\.me|telegram\\.dog)'
const hostLink = new RegExp(`^(?:https?://)?(?:www\\.)?${hosts}(?:[/?#](.*))?$`, 'i')
const subdomainLink = new RegExp(`^(?:https?://)?([a-z0-9_-]+)\\.${hosts}(?:[/?#](.*))?$`, 'i')
const appLink = /^tg:(?:\/\/)?([a-z]+)\/?\?(.*)$/i
const webAppLink = /^(?:https?:\/\/)?web\.telegram\.org\/[a-z]*\/?#\/?(?:im\?p=)?(.*)$/i

const namelessLink = new RegExp(`^(?:@|(?:https?://)?${hosts}/)?(c/\\d{1,15})(?:/(\\d{1,10}))?/?$`, 'i')

const anyHost = `web\\.telegram\\.org|(?:[a-z0-9_-]{1,32}\\.)?${hosts}`
const linkInText = new RegExp(
  `(?<![\\p{L}\\p{N}_.@/-])(?:@[a-z0-9_]+|(?:tg:|(?:https?://)?(?:${anyHost}))[^\\s,;"'<>()«»]*)`,
  'giu',
)

/** First parts of paths on t.me that are no names. "s", "c" and the like are read apart. */
const reservedPaths = new Set(
  `addemoji addlist addstickers addstyle addtheme auction bg boost call confirmphone contact contract giftcode giveaway
  invoice iv login m nft passport privatepost proxy resolve setlanguage share socks stickers stories telegrampassport url`.split(
    /\s+/,
  ),
)

/**
 * Reads references to channels that are separated by spaces, commas or lines: "@name", "name", links of every form that
 * Telegram knows. At most 20, each once. Never throws.
 */
export function parseChannelRefs(text: string): ChannelRef[] {
  const refs = new Map<string, ChannelRef>()
  for (const [piece] of text.slice(0, maxTextLength).matchAll(/[^\s,;]+/g)) {
    const bare = trimPunctuation(piece.slice(0, maxPieceLength))
    if (bare === '') continue
    const ref = parseRef(bare)
    const key = ref.kind === 'channel' ? `${ref.name.toLowerCase()}/${ref.messageId}` : `?${ref.input}`
    if (!refs.has(key)) refs.set(key, ref)
    if (refs.size === maxRefs) break
  }
  return [...refs.values()]
}

/** The channels that a text links to or mentions with "@"; bare words are words. At most 20, each once. */
export function findChannelLinks(text: string): ChannelLink[] {
  const refs = [...text.slice(0, maxTextLength).matchAll(linkInText)].map(([link]) => parseRef(trimPunctuation(link)))
  const links = refs.flatMap((ref) => (ref.kind === 'channel' ? [{ name: ref.name, messageId: ref.messageId }] : []))
  const distinct = new Map(links.map((link) => [`${link.name.toLowerCase()}/${link.messageId}`, link]))
  return [...distinct.values()].slice(0, maxRefs)
}

/**
 * What Vestnik calls a channel that has lost its name, "c/<number>", with or without "@", or the address of one of its posts; null for
 * anything else. Such an address says nothing to whoever does not know the channel.
 */
export function parseNameless(text: string): ChannelLink | null {
  const [, name, id] = namelessLink.exec(text.trim().slice(0, maxPieceLength)) ?? []
  return name === undefined ? null : { name: name.toLowerCase(), messageId: id === undefined ? null : toId(id) }
}

/** The address of a post. */
export function postUrl(name: string, messageId: number): string {
  return `https://t.me/${name}/${messageId}`
}

function parseRef(input: string): ChannelRef {
  const host = hostLink.exec(input)
  if (host !== null) return parsePath(input, host[1] ?? '')
  const subdomain = subdomainLink.exec(input)
  if (subdomain !== null) return parsePath(input, `${subdomain[1] ?? ''}/${subdomain[2] ?? ''}`)
  const app = appLink.exec(input)
  if (app !== null) return parseAppLink(input, app[1] ?? '', new URLSearchParams(app[2]))
  const web = webAppLink.exec(input)
  if (web !== null)
    return /^-?\d/.test(web[1] ?? '') ? invalid(input, 'private_link') : toChannel(input, web[1] ?? '', null)
  return toChannel(input, input, null)
}

/** The path behind the host, with what follows it. */
function parsePath(input: string, rest: string): ChannelRef {
  const parts = (rest.split(/[?#]/)[0] ?? '').split('/').filter((part) => part !== '')
  const first = (parts[0] ?? '').toLowerCase()
  if (first === 's')
    return parts[1] === undefined ? invalid(input, 'reserved') : toChannel(input, parts[1], lastId(parts.slice(2)))
  if (first === 'c') return invalid(input, 'private_link')
  if (first === 'joinchat' || /^(?:\+|%20| )[\w-]*[a-z_-]/i.test(first)) return invalid(input, 'invite_link')
  if (reservedPaths.has(first)) return invalid(input, 'reserved')
  return toChannel(input, parts[0] ?? '', lastId(parts.slice(1)))
}

function parseAppLink(input: string, action: string, query: URLSearchParams): ChannelRef {
  if (action.toLowerCase() === 'join') return invalid(input, 'invite_link')
  if (action.toLowerCase() === 'privatepost') return invalid(input, 'private_link')
  if (action.toLowerCase() !== 'resolve') return invalid(input, 'reserved')
  return toChannel(input, query.get('domain') ?? '', toId(query.get('post') ?? ''))
}

function toChannel(input: string, name: string, messageId: number | null): ChannelRef {
  const bare = name.replace(/^@/, '')
  if (!namePattern.test(bare)) return invalid(input, 'not_a_name')
  if (reservedPaths.has(bare.toLowerCase()) || bare.toLowerCase() === 'joinchat') return invalid(input, 'reserved')
  return { kind: 'channel', name: bare, messageId }
}

function invalid(input: string, reason: Reason): ChannelRef {
  return { kind: 'invalid', input: input.slice(0, maxShownLength).toWellFormed(), reason }
}

/** In ".../topic/message" the message comes last. */
function lastId(parts: readonly string[]): number | null {
  const ids = parts.slice(0, 2).map(toId)
  return parts.slice(0, 2).every((part) => /^\d/.test(part)) ? (ids.at(-1) ?? null) : null
}

function toId(text: string): number | null {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0
  return id > 0 && id <= 0x7fffffff ? id : null
}

function trimPunctuation(piece: string): string {
  return piece.replace(/^[^\p{L}\p{N}@+_]+/u, '').replace(/[^\p{L}\p{N}_/]+$/u, '')
}
