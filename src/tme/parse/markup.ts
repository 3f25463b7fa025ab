import { Parser } from 'htmlparser2'
import { SourceError } from '../../domain/source.ts'
import { decodeAttribute, decodeText } from './references.ts'

/** The attributes that anything here is read from; the others are not kept. */
interface OpenAttributes {
  class: string | undefined
  content: string | undefined
  'data-post': string | undefined
  'data-url': string | undefined
  'data-view': string | undefined
  'data-webp': string | undefined
  datetime: string | undefined
  'emoji-id': string | undefined
  expandable: string | undefined
  href: string | undefined
  property: string | undefined
  src: string | undefined
  srcset: string | undefined
  style: string | undefined
}

/** Attributes of the element that has just opened. One object serves all elements: it is to be read at once, not kept. */
export type Attributes = Readonly<OpenAttributes>

/** Runs when an element ends; `whole` is false when an outer end tag or the end of the page closed it. */
export type CloseAction = (whole: boolean) => void

/** What a walk through a page calls, in the order of the page. */
export interface Visitor {
  open(name: string, attributes: Attributes): CloseAction | undefined
  text(data: string): void
}

/** Real pages are about 25 deep. htmlparser2 pays for depth with each tag, so a hostile page must not choose it. */
const maxDepth = 200

/** Walks through HTML once. Throws SourceError when elements are nested too deeply, and what the visitor throws. */
export function walkMarkup(html: string, visitor: Visitor): void {
  // Where the parser is to decode, it looks at each character by itself; where not, it leaps to the next tag or quote. Only
  // CDATA, which no page has, is told from text by the parser alone.
  const isDecodedByParser = /<!\[CDATA\[/i.test(html)
  const walk = new Walk(visitor, isDecodedByParser)
  // With `onopentag` the parser would make an object for every element, of which hardly one in three is looked at.
  new Parser(walk, { decodeEntities: isDecodedByParser }).end(html)
}

/** A name that comes from a page is slow as the key of an object, so it is changed for the same one from here. */
const names: ReadonlyMap<string, keyof OpenAttributes> = new Map(
  (Object.keys(createAttributes()) as (keyof OpenAttributes)[]).map((name) => [name, name]),
)

/** Drawings and formulas, and the elements in them that hold HTML again. */
const foreign: ReadonlySet<string> = new Set(['svg', 'math'])
const homely: ReadonlySet<string> = new Set([
  'mi',
  'mo',
  'mn',
  'ms',
  'mtext',
  'annotation-xml',
  'foreignObject',
  'desc',
  'title',
])
/** Elements of HTML whose text stands for itself. */
const verbatim: ReadonlySet<string> = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext'])

/** Gathers the attributes of an element, and opens it when the next thing begins. */
class Walk {
  readonly #visitor: Visitor
  readonly #actions: (CloseAction | undefined)[] = []
  #attributes = createAttributes()
  #hasAttributes = false
  #name: string | null = null
  readonly #isDecoded: boolean
  /** The text that comes next is not to be decoded. */
  #isVerbatim: boolean
  /** Open elements that begin or end a drawing. */
  readonly #borders: string[] = []

  constructor(visitor: Visitor, isDecoded: boolean) {
    this.#visitor = visitor
    this.#isDecoded = isDecoded
    this.#isVerbatim = isDecoded
  }

  onopentagname(name: string): void {
    this.#open()
    this.#name = name
    this.#isVerbatim = this.#isDecoded || (verbatim.has(name) && !foreign.has(this.#borders.at(-1) ?? ''))
    if (foreign.has(name) || homely.has(name)) this.#borders.push(name)
  }

  onattribute(name: string, value: string): void {
    // Of an attribute that stands twice, the first counts.
    const attributes = this.#attributes
    this.#hasAttributes = true
    // The three that stand everywhere take the short way.
    if (name === 'class') attributes.class ??= this.#decode(value)
    else if (name === 'href') attributes.href ??= this.#decode(value)
    else if (name === 'style') attributes.style ??= this.#decode(value)
    else {
      const rare = names.get(name)
      if (rare !== undefined) attributes[rare] ??= this.#decode(value)
    }
  }

  ontext(data: string): void {
    this.#open()
    this.#visitor.text(this.#isVerbatim ? data : decodeText(data))
  }

  #decode(value: string): string {
    return this.#isDecoded ? value : decodeAttribute(value)
  }

  onclosetag(name: string, isImplied: boolean): void {
    this.#open()
    this.#isVerbatim = this.#isDecoded
    if (name === this.#borders.at(-1)) this.#borders.pop()
    this.#actions.pop()?.(!isImplied)
  }

  #open(): void {
    const name = this.#name
    if (name === null) return
    this.#name = null
    if (this.#actions.length >= maxDepth) throw new SourceError('markup_changed', 'the page is nested too deeply')
    this.#actions.push(this.#visitor.open(name, this.#attributes))
    if (!this.#hasAttributes) return
    this.#attributes = createAttributes()
    this.#hasAttributes = false
  }
}

function createAttributes(): OpenAttributes {
  return {
    class: undefined,
    content: undefined,
    'data-post': undefined,
    'data-url': undefined,
    'data-view': undefined,
    'data-webp': undefined,
    datetime: undefined,
    'emoji-id': undefined,
    expandable: undefined,
    href: undefined,
    property: undefined,
    src: undefined,
    srcset: undefined,
    style: undefined,
  }
}

/** The class names of an element, one by one. */
export function classesOf(attributes: Attributes): readonly string[] {
  const names = attributes['class']
  return names === undefined ? [] : names.split(/\s+/)
}

/** Whether an element has a class. */
export function hasClass(attributes: Attributes, name: string): boolean {
  const names = attributes['class']
  return names !== undefined && names.includes(name) && classesOf(attributes).includes(name)
}
