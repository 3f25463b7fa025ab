import type { Channels, SandboxChannelProfile, SandboxPost } from '../channels.ts'
import type { Mark } from './text.ts'

/** What rendering needs to know besides the posts. */
export interface Site {
  readonly channels: Channels
  /** Origin of this server as the client named it, such as "http://127.0.0.1:41002"; empty when it did not. */
  readonly origin: string
  readonly nowAt: number
}

/** What one message is drawn from. */
export interface MessageView {
  readonly site: Site
  readonly profile: SandboxChannelProfile
  readonly post: SandboxPost
  /** Searched words in the text. */
  readonly marks: readonly Mark[]
}

/** Address of a post or a channel as all of Telegram's pages write it, whatever server they come from. */
export function postUrl(channel: string, id?: number): string {
  return id === undefined ? `https://t.me/${channel}` : `https://t.me/${channel}/${id}`
}

/** Address of a picture or recording on this server. Only ".svg" ones are served; the others are as dead as old ones are. */
export function mediaUrl(site: Site, kind: string, ids: readonly (string | number)[], extension = 'svg'): string {
  return `${site.origin}/media/${[kind, ...ids].join('-')}.${extension}`
}

export function avatarUrl(site: Site, profile: SandboxChannelProfile): string {
  return mediaUrl(site, 'avatar', [profile.telegramId])
}

/** The colour class of a channel without a picture. */
export function colorClass(profile: SandboxChannelProfile): string {
  return `bgcolor${profile.telegramId % 7}`
}

/** The characters drawn where a picture is missing: the first of the title, or of its first two words. */
export function initials(title: string, words = 2): string {
  const firsts = title
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, words)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0))
  return firsts.join('')
}
