import type { Landing } from '../../domain/source.ts'
import { classesOf, walkMarkup } from './markup.ts'
import type { Attributes, CloseAction, Visitor } from './markup.ts'
import { markupChanged } from './reader.ts'
import { RichTextBuilder } from './rich-text.ts'
import { textOrNull } from './values.ts'

/** Reads the landing page of a name, `/<name>`. Throws SourceError when it is none. */
export function parseLanding(html: string): Landing {
  const reader = new LandingReader()
  walkMarkup(html, reader)
  if (!reader.isLanding) throw markupChanged('the page is no landing page')
  return { kind: kindOf(reader), title: textOrNull(reader.texts.get('tgme_page_title') ?? '') }
}

/**
 * The begin of a post's words, as the page of one post, `/<name>/<id>`, tells it to other sites; null when it tells none. For
 * a post that is not there it is the description of the channel. Throws SourceError when it is no such page.
 */
export function parsePostWords(html: string): string | null {
  const facts = new Map<string, string>()
  walkMarkup(html, {
    open(name, { property, content }) {
      if (name === 'meta' && property !== undefined && !facts.has(property)) facts.set(property, content ?? '')
      return undefined
    },
    text: () => undefined,
  })
  if (facts.get('og:site_name') !== 'Telegram') throw markupChanged('the page is no page of a post')
  // Line breaks stand there as tabs.
  return textOrNull((facts.get('og:description') ?? '').replaceAll('\t', '\n'))
}

function kindOf(reader: LandingReader): Landing['kind'] {
  const extra = reader.texts.get('tgme_page_extra') ?? ''
  if (/\bsubscribers?\b/i.test(extra)) return 'channel'
  if (/\bmembers?\b/i.test(extra)) return 'group'
  if (/\bmonthly users?\b/i.test(extra) || /^start bot$/i.test(reader.texts.get('tgme_page_action') ?? '')) return 'bot'
  return reader.texts.has('tgme_page_context_link') ? 'channel' : 'contact'
}

/** Texts that tell what the name is, by class name. */
const telling: ReadonlySet<string> = new Set([
  'tgme_page_title',
  'tgme_page_extra',
  'tgme_page_action',
  'tgme_page_context_link',
])

class LandingReader implements Visitor {
  isLanding = false
  readonly texts = new Map<string, string>()
  #sink: RichTextBuilder | null = null
  #labels = 0

  open(name: string, attributes: Attributes): CloseAction | undefined {
    const classes = classesOf(attributes)
    if (classes.includes('tgme_page')) this.isLanding = true
    if (this.#sink !== null)
      return classes.some((own) => own.endsWith('-icon')) ? this.#mute() : this.#sink.open(name, attributes)
    const key = classes.find((own) => telling.has(own))
    return key === undefined ? undefined : this.#capture(key)
  }

  text(data: string): void {
    if (this.#labels === 0) this.#sink?.text(data)
  }

  #capture(key: string): CloseAction {
    const sink = new RichTextBuilder()
    this.#sink = sink
    return () => {
      this.#sink = null
      this.texts.set(key, `${this.texts.get(key) ?? ''}\n${sink.finish().text}`.trim())
    }
  }

  /** Labels such as "verified" are no part of a title. */
  #mute(): CloseAction {
    this.#labels += 1
    return () => {
      this.#labels -= 1
    }
  }
}
