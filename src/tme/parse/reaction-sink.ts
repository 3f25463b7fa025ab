import type { Reaction } from '../../domain/post.ts'
import type { Attributes, CloseAction, Visitor } from './markup.ts'
import { hasClass } from './markup.ts'
import { parseCount } from './values.ts'

/** Longer than any emoji of one person, and shorter than words that ran into it. */
const maxEmojiLength = 32

/** Reads one reaction: a sign and a count. */
export class ReactionSink implements Visitor {
  readonly #isPaid: boolean
  #customEmojiId: string | null = null
  #emoji = ''
  #label = ''
  #isInEmoji = false

  constructor(isPaid: boolean) {
    this.#isPaid = isPaid
  }

  open(name: string, attributes: Attributes): CloseAction | undefined {
    if (name === 'tg-emoji') this.#customEmojiId ??= customEmojiIdOf(attributes)
    if (this.#isInEmoji || !hasClass(attributes, 'emoji')) return undefined
    this.#isInEmoji = true
    return () => {
      this.#isInEmoji = false
    }
  }

  text(data: string): void {
    if (this.#isInEmoji) this.#emoji += data
    else this.#label += data
  }

  /** Null when the page tells no count, or not of what. */
  finish(): Reaction | null {
    const count = parseCount(this.#label)
    if (count === null) return null
    if (this.#isPaid) return { kind: 'paid', count }
    if (this.#customEmojiId !== null) return { kind: 'custom_emoji', customEmojiId: this.#customEmojiId, count }
    const emoji = this.#emoji.trim()
    return emoji === '' || emoji.length > maxEmojiLength ? null : { kind: 'emoji', emoji, count }
  }
}

function customEmojiIdOf(attributes: Attributes): string | null {
  return /^\d{1,20}$/.exec(attributes['emoji-id'] ?? '')?.[0] ?? null
}
