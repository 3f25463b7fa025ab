import type { NewPost } from '../channels.ts'

/** A demo post, dated relative to the start of the demo so that the data never grows old. */
export interface DemoPost extends Omit<NewPost, 'publishedAt' | 'editedAt' | 'text' | 'entities'> {
  /** Age at the start of the demo, in minutes. */
  minutesAgo: number
  /** Telegram's HTML subset: b, i, u, s, a, code, pre, blockquote, tg-spoiler, tg-emoji. Newlines are line breaks. */
  html: string
  edited?: boolean
}

export interface DemoChannel {
  name: string
  title: string
  description: string
  subscribers: number
  telegramId: number
  /** Oldest first. */
  posts: readonly DemoPost[]
}
