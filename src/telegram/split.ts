import { Html, measure, type Size } from './html.ts'

/** What Telegram takes in one message, with some room: it finds mentions and addresses in the text by itself, and counts them. */
export const limits: Size = { units: 4096, entities: 80, entityBytes: 8500, bytes: 30_000 }

/** A heading over items, and how it reads when its items go on in another message. Compared by identity. */
export interface Heading {
  readonly first: Html
  readonly continued: Html
}

/** Something that is never cut in two. It must fit into a message together with its headings. */
export interface Item {
  readonly html: Html
  /** Outermost first. */
  readonly headings: readonly Heading[]
  /** Stands right below the item before it, when both have the same headings. */
  readonly isTight?: boolean
}

export interface Document<I extends Item = Item> {
  readonly title: Html
  readonly items: readonly I[]
  /** null: none. */
  readonly footer: Html | null
  /** A section that a message can hold is not begun in the last so many units of one that cannot hold it. */
  readonly scrapUnits?: number
  /** All that is left may go beyond the limit up to this, rather than be a part of its own; absent: it may not. */
  readonly lastLimit?: Size
}

/** A message, and the items that are in it. */
export interface LaidPart<I extends Item> {
  readonly html: Html
  readonly items: readonly I[]
}

/**
 * Lays a document out into as few messages as it takes, in order. Cuts only between items, so never within a tag, an
 * entity or a character; headings of items that go on are repeated.
 */
export function splitDocument<I extends Item>(
  { title, items, footer, scrapUnits = 0, lastLimit }: Document<I>,
  limit: Size = limits,
): readonly LaidPart<I>[] {
  const laid: LaidPart<I>[] = []
  const seen = new Set<Heading>()
  let part = startPart<I>(title)
  const close = (): void => void laid.push({ html: new Html(part.source), items: part.items })
  for (const [index, item] of items.entries()) {
    let added = layOut(item, part, seen)
    const wouldBeScrap =
      limit.units - part.size.units < scrapUnits && isBegun(item, part) && !hasRoom(items, index, part, limit)
    const isFull = part.items.length > 0 && (wouldBeScrap || !fits(part, added, limit))
    if (isFull && !takesAll({ items: items.slice(index), footer }, part, lastLimit)) {
      close()
      part = startPart(null)
      added = layOut(item, part, seen)
    }
    part = append(part, added, item)
    for (const heading of item.headings) seen.add(heading)
  }
  if (footer !== null) {
    const added = footerBelow(part, footer)
    if (fits(part, added, lastLimit ?? limit)) part = append(part, added, null)
    else {
      close()
      part = startPart(footer)
    }
  }
  close()
  return laid
}

/** Whether the item begins a section: its outermost heading is another than that of the item before it. */
function isBegun({ headings: [outermost] }: Item, { items }: Part<Item>): boolean {
  return outermost !== undefined && items.at(-1)?.headings[0] !== outermost
}

/** Whether everything that is left goes into the part. */
function takesAll<I extends Item>(
  { items, footer }: Pick<Document<I>, 'items' | 'footer'>,
  part: Part<I>,
  limit: Size | undefined,
): boolean {
  if (limit === undefined) return false
  let laid = part
  for (const item of items) {
    laid = append(laid, layOut(item, laid, new Set()), item)
    if (!isWithin(laid.size, limit)) return false
  }
  return footer === null || fits(laid, footerBelow(laid, footer), limit)
}

function footerBelow({ source }: Part<Item>, footer: Html): string {
  return `${source === '' ? '' : '\n\n'}${footer.source}`
}

/** Whether what is left of the part takes the whole section that the item begins. */
function hasRoom(items: readonly Item[], index: number, part: Part<Item>, limit: Size): boolean {
  const outermost = items[index]?.headings[0]
  let laid = part
  for (const item of items.slice(index)) {
    if (item.headings[0] !== outermost) break
    const added = layOut(item, laid, new Set())
    if (!fits(laid, added, limit)) return false
    laid = append(laid, added, item)
  }
  return true
}

interface Part<I extends Item> {
  readonly source: string
  readonly size: Size
  readonly items: readonly I[]
}

function startPart<I extends Item>(first: Html | null): Part<I> {
  const source = first?.source ?? ''
  return { source, size: measure(new Html(source)), items: [] }
}

function append<I extends Item>({ source, size, items }: Part<I>, added: string, item: I | null): Part<I> {
  return {
    source: source + added,
    size: sum(size, measure(new Html(added))),
    items: item === null ? items : [...items, item],
  }
}

/** The item as it reads in this part, with the headings that are needed over it. */
function layOut(item: Item, part: Part<Item>, seen: ReadonlySet<Heading>): string {
  const under = part.items.at(-1)?.headings ?? []
  const shared = item.headings.findIndex((heading, index) => under[index] !== heading)
  const needed = shared < 0 ? [] : item.headings.slice(shared)
  const headings = needed.map((heading) => (seen.has(heading) ? heading.continued : heading.first).source)
  const isTight = item.isTight === true && needed.length === 0 && part.items.length > 0
  const lead = part.source === '' ? '' : isTight ? '\n' : '\n\n'
  return (
    lead +
    headings.map((heading, index) => heading + (headings[index + 1] === undefined ? '\n' : '\n\n')).join('') +
    item.html.source
  )
}

/** Whether the part with the addition stays within every limit. */
function fits(part: Part<Item>, added: string, limit: Size): boolean {
  return isWithin(sum(part.size, measure(new Html(added))), limit)
}

export function isWithin(size: Size, limit: Size): boolean {
  return (
    size.units <= limit.units &&
    size.entities <= limit.entities &&
    size.entityBytes <= limit.entityBytes &&
    size.bytes <= limit.bytes
  )
}

function sum(a: Size, b: Size): Size {
  return {
    units: a.units + b.units,
    entities: a.entities + b.entities,
    entityBytes: a.entityBytes + b.entityBytes,
    bytes: a.bytes + b.bytes,
  }
}
