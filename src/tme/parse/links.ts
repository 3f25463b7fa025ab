import { bareAddress } from '../../core/text/bare-address.ts'
import type { Entity } from '../../domain/post.ts'

/** What a link to Telegram points at. */
export interface TelegramRef {
  /** Username; null for a private channel. */
  readonly name: string | null
  readonly messageId: number | null
}

/** First parts of addresses of t.me that name no channel. */
const reserved: ReadonlySet<string> = new Set(
  'joinchat share addstickers addemoji addlist addtheme proxy socks iv boost login contact setlanguage bg invoice'.split(
    ' ',
  ),
)

/** The channel and message of a link such as https://t.me/name/12; null when it is none. The host does not matter. */
export function parseTelegramRef(href: string | undefined): TelegramRef | null {
  const parts = /^(?:https?:)?\/\/[^/?#]+\/(?:s\/)?(?:(c)\/\d+|(\w{1,64}))(?:\/(\d{1,15}))?(?:[/?#]|$)/i.exec(
    href ?? '',
  )
  if (parts === null || reserved.has(parts[2]?.toLowerCase() ?? '')) return null
  return { name: parts[2] ?? null, messageId: parts[3] === undefined ? null : Number(parts[3]) }
}

/** Address of a picture or file: https, http, or neither for one that stands in the page itself. */
export function toMediaUrl(value: string | undefined): string | null {
  const url = (value ?? '').trim()
  if (/^https?:\/\//i.test(url)) return url
  return url.startsWith('//') ? `https:${url}` : null
}

/** Address inside `background-image:url('…')` of a style. */
export function parseBackgroundUrl(style: string | undefined): string | null {
  const parts = /background-image\s*:\s*url\(\s*(?:'([^']*)'|"([^"]*)"|([^)'"\s]*))/i.exec(style ?? '')
  return parts === null ? null : toMediaUrl(parts[1] ?? parts[2] ?? parts[3])
}

/** Address of a button; null for one that is none or that nobody should follow. */
export function toButtonUrl(value: string | undefined): string | null {
  const url = (value ?? '').trim().replaceAll('&amp;', '&')
  if (/^(?:https?|tg|ton):\/\//i.test(url)) return url
  return url.startsWith('//') ? `https:${url}` : null
}

type LinkEntity = Pick<Entity, 'type' | 'url'>

/** What a link in a text is, by its address and its visible text; null when the address is not to be kept. */
export function classifyLink(href: string | undefined, label: string): LinkEntity | null {
  // Some addresses are escaped twice in the page, so one round is left after the parser's.
  const address = (href ?? '').trim().replaceAll('&amp;', '&')
  const text = label.trim()
  if (text === '') return null
  return classifySearch(address, text) ?? classifyScheme(address, text)
}

function classifySearch(address: string, text: string): LinkEntity | null {
  if (!/^(?:(?:https?:)?\/\/[^/?#]+)?(?:\/s\/\w+)?\?q=%(?:23|24)/i.test(address)) return null
  if (text.startsWith('#')) return { type: 'hashtag' }
  return text.startsWith('$') ? { type: 'cashtag' } : null
}

function classifyScheme(address: string, text: string): LinkEntity | null {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  switch (scheme) {
    case 'http':
    case 'https':
      return classifyWeb(address, text)
    case 'mailto':
      return address.slice(7).toLowerCase() === text.toLowerCase() ? { type: 'email' } : toTextLink(address)
    case 'tel':
      return digitsOf(address) === digitsOf(text) ? { type: 'phone_number' } : toTextLink(address)
    case 'tg':
      return classifyApp(address, text)
    case 'ton':
      return toTextLink(address)
    case undefined:
      return classifyRelative(address, text)
    default:
      return null
  }
}

function classifyWeb(address: string, text: string): LinkEntity {
  const name = /^@(\w{1,64})$/.exec(text)?.[1]
  if (name !== undefined && parseTelegramRef(address)?.name?.toLowerCase() === name.toLowerCase()) {
    return { type: 'mention' }
  }
  // The page adds a scheme and a slash, and escapes letters; the visible text has none of that.
  return bareAddress(address) === bareAddress(text) ? { type: 'url' } : toTextLink(address)
}

function classifyApp(address: string, text: string): LinkEntity {
  if (/^\/\w{1,64}(?:@\w+)?$/.test(text) && /^tg:\/\/bot_command\b/i.test(address)) return { type: 'bot_command' }
  return address === text ? { type: 'url' } : toTextLink(address)
}

function classifyRelative(address: string, text: string): LinkEntity | null {
  if (address.startsWith('//')) return classifyWeb(`https:${address}`, text)
  return /^\/\w/.test(address) ? toTextLink(`https://t.me${address}`) : null
}

function toTextLink(url: string): LinkEntity {
  return { type: 'text_link', url }
}

function digitsOf(value: string): string {
  return value.replace(/\D+/g, '')
}
