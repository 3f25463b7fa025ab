import type { Language } from './chat.ts'

/** Something that a chat is told in a message of its own: the messenger has the words for `id`. Plain data, as a digest is. */
export interface Notice {
  readonly kind: 'notice'
  readonly id: 'channel-renamed' | 'channel-recycled' | 'channel-admitted' | 'channel-dismissed'
  readonly language: Language
  readonly values: Readonly<Record<string, string | number>>
}
