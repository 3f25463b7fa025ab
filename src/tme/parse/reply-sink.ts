import type { Attributes, CloseAction, Visitor } from './markup.ts'
import { hasClass } from './markup.ts'
import { RichTextBuilder } from './rich-text.ts'
import { textOrNull } from './values.ts'

/** Reads whose post is replied to, and what is shown of it. */
export class ReplySink implements Visitor {
  author: string | null = null
  quote: string | null = null
  #inner: RichTextBuilder | null = null

  open(name: string, attributes: Attributes): CloseAction | undefined {
    if (this.#inner !== null) return this.#inner.open(name, attributes)
    if (hasClass(attributes, 'tgme_widget_message_author_name')) {
      return this.#read((words) => {
        this.author ??= words
      })
    }
    // Of a post without words its kind is shown: "Photo".
    const isQuote =
      hasClass(attributes, 'js-message_reply_text') || hasClass(attributes, 'tgme_widget_message_metatext')
    if (!isQuote) return undefined
    return this.#read((words) => {
      this.quote ??= words
    })
  }

  text(data: string): void {
    this.#inner?.text(data)
  }

  #read(keep: (words: string | null) => void): CloseAction {
    const inner = new RichTextBuilder()
    this.#inner = inner
    return () => {
      this.#inner = null
      keep(textOrNull(inner.finish().text))
    }
  }
}
