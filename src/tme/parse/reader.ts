import { SourceError } from '../../domain/source.ts'
import type { Button, Count, Forward, Media, Reaction, Reply } from '../../domain/post.ts'
import type { ChannelLabel } from '../../domain/channel.ts'
import type { Instant } from '../../domain/time.ts'
import { classesOf, hasClass } from './markup.ts'
import type { Attributes, CloseAction, Visitor } from './markup.ts'
import type { MediaDraft } from './media-draft.ts'
import { RichTextBuilder } from './rich-text.ts'
import type { RichText } from './rich-text.ts'

/** A post while its element is open. */
export interface PostDraft {
  readonly slug: string
  readonly messageId: number
  /** Numeric id of the channel, as the post itself tells it. */
  readonly telegramId: number | null
  readonly isService: boolean
  publishedAt: Instant | null
  readonly texts: RichText[]
  meta: string
  views: Count | null
  voters: Count | null
  author: string | null
  forward: Forward | null
  reply: Reply | null
  viaBot: string | null
  readonly reactions: Reaction[]
  readonly buttons: Button[][]
  readonly albumIds: Set<number>
  readonly media: Media[]
  /** The media whose element is open. */
  current: MediaDraft | null
  /** The page says that something is shown in the app only. */
  isHidden: boolean
  /** Pictures of the channel. */
  users: number
  bubbles: number
  isInDate: boolean
  isInMeta: boolean
}

/** What stands around the posts. */
export interface Surroundings {
  title: string | null
  username: string | null
  description: string | null
  /** By what is counted, in the plural. */
  readonly counters: Map<string, Count>
  readonly labels: Set<ChannelLabel>
  photoUrl: string | null
  isInPhoto: boolean
  /** A count whose kind has not been read yet. */
  counter: string | null
  /** Path of the channel, as the page's script knows it. */
  dataUrl: string | null
  ownerName: string | null
  saysEmpty: boolean
  /** Words of an embed that shows no post. */
  embedError: string | null
  hasOpenDocument: boolean
  hasClosedDocument: boolean
}

export type OpenAction = (reader: PageReader, attributes: Attributes) => CloseAction | undefined
export type ActionTable = ReadonlyMap<string, OpenAction>

/** What an element means by one of its classes, or else by its tag name. */
export interface ActionTables {
  readonly outside: ActionTable
  readonly outsideElements: ActionTable
  readonly inPost: ActionTable
  readonly inPostElements: ActionTable
  readonly openPost: OpenAction
}

/** Elements that make up a post, and never stand inside a text. */
const frame: ReadonlySet<string> = new Set(
  ['wrap', 'user', 'bubble', 'reply', 'footer', 'info', 'meta', 'views', 'date'].map(
    (part) => `tgme_widget_message_${part}`,
  ),
)

function isFrame(attributes: Attributes): boolean {
  return (
    attributes.class?.includes('tgme_widget_message_') === true && classesOf(attributes).some((own) => frame.has(own))
  )
}

const unseen: ReadonlySet<string> = new Set(['head', 'script', 'style', 'svg', 'noscript'])

/** The state machine of a page: what is open decides what an element or a text means. */
export class PageReader implements Visitor {
  readonly surroundings: Surroundings = {
    title: null,
    username: null,
    description: null,
    counters: new Map(),
    labels: new Set(),
    photoUrl: null,
    isInPhoto: false,
    counter: null,
    dataUrl: null,
    ownerName: null,
    saysEmpty: false,
    embedError: null,
    hasOpenDocument: false,
    hasClosedDocument: false,
  }
  readonly posts: PostDraft[] = []
  post: PostDraft | null = null
  #tables: ActionTables
  #sink: Visitor | null = null
  #isSkipping = false
  readonly #knownInPost = new Map<string, OpenAction | null>()
  readonly #knownOutside = new Map<string, OpenAction | null>()

  constructor(tables: ActionTables) {
    this.#tables = tables
  }

  open(name: string, attributes: Attributes): CloseAction | undefined {
    if (this.#isSkipping) return this.#pass(attributes)
    if (this.#sink !== null) return this.#openInSink(this.#sink, name, attributes)
    if (attributes['data-post'] !== undefined) return this.#tables.openPost(this, attributes)
    if (this.post === null) return this.#openOutside(name, attributes)
    return (
      this.#openByClass(this.#tables.inPost, attributes) ?? this.#tables.inPostElements.get(name)?.(this, attributes)
    )
  }

  text(data: string): void {
    if (this.#isSkipping) return
    if (this.#sink !== null) this.#sink.text(data)
    else if (this.post?.isInMeta === true && !this.post.isInDate) this.post.meta += data
  }

  /** What did not end where it should must not take in, or hide, what follows it. */
  #pass(attributes: Attributes): undefined {
    if (isFrame(attributes)) throw markupChanged('a part of a post runs into what follows it')
  }

  /** Leaves out all that is inside the element just opened. */
  skip(): CloseAction {
    this.#isSkipping = true
    return () => {
      this.#isSkipping = false
    }
  }

  /** Hands over the text inside the element just opened, when it ends. */
  capture(onEnd: (captured: RichText) => void): CloseAction {
    const sink = new RichTextBuilder()
    return this.divert(sink, () => onEnd(sink.finish()))
  }

  /** Lets another visitor see what is inside the element just opened. */
  divert(sink: Visitor, onEnd: CloseAction): CloseAction {
    const outer = this.#sink
    this.#sink = sink
    return (whole) => {
      this.#sink = outer
      onEnd(whole)
    }
  }

  #openInSink(sink: Visitor, name: string, attributes: Attributes): CloseAction | undefined {
    if (attributes.class === undefined) return sink.open(name, attributes)
    if (hasClass(attributes, 'media_not_supported_cont')) return this.skip()
    this.#pass(attributes)
    if (sink instanceof RichTextBuilder && this.post !== null && hasClass(attributes, 'tgme_widget_message_text')) {
      return this.#tables.inPost.get('tgme_widget_message_text')?.(this, attributes)
    }
    return sink.open(name, attributes)
  }

  #openOutside(name: string, attributes: Attributes): CloseAction | undefined {
    if (name === 'html') return this.#openDocument()
    // Nothing of the head, of scripts and of drawings matters.
    if (unseen.has(name)) return this.skip()
    return (
      this.#openByClass(this.#tables.outside, attributes) ?? this.#tables.outsideElements.get(name)?.(this, attributes)
    )
  }

  #openDocument(): CloseAction {
    this.surroundings.hasOpenDocument = true
    return (whole) => {
      if (whole) this.surroundings.hasClosedDocument = true
    }
  }

  #openByClass(table: ActionTable, attributes: Attributes): CloseAction | undefined {
    return attributes['class'] === undefined
      ? undefined
      : this.#actionOf(table, attributes['class'])?.(this, attributes)
  }

  /** The same few lists of classes come again and again in a page. */
  #actionOf(table: ActionTable, classes: string): OpenAction | undefined {
    const known = table === this.#tables.inPost ? this.#knownInPost : this.#knownOutside
    let action = known.get(classes)
    if (action === undefined) {
      const name = classes.split(/\s+/).find((own) => table.has(own))
      action = (name === undefined ? undefined : table.get(name)) ?? null
      known.set(classes, action)
    }
    return action ?? undefined
  }
}

/** The page does not look as it should. */
export function markupChanged(message: string): SourceError {
  return new SourceError('markup_changed', message)
}
