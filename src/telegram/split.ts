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
}

export interface Document {
  readonly title: Html
  readonly items: readonly Item[]
  /** null: none. */
  readonly footer: Html | null
}

/**
 * Lays a document out into as few messages as it takes, in order. Cuts only between items, so never within a tag, an
 * entity or a character; headings of items that go on are repeated.
 */
export function splitDocument({ title, items, footer }: Document): readonly Html[] {
  const parts: Html[] = []
  const seen = new Set<Heading>()
  let part = startPart(title)
  for (const item of items) {
    let added = layOut(item, part, seen)
    if (!fits(part, added) && part.source !== '') {
      parts.push(new Html(part.source))
      part = startPart(null)
      added = layOut(item, part, seen)
    }
    part = append(part, added, item.headings)
    for (const heading of item.headings) seen.add(heading)
  }
  if (footer !== null) {
    const added = `${part.source === '' ? '' : '\n\n'}${footer.source}`
    if (fits(part, added)) part = append(part, added, [])
    else {
      parts.push(new Html(part.source))
      part = startPart(footer)
    }
  }
  parts.push(new Html(part.source))
  return parts
}

interface Part {
  readonly source: string
  readonly size: Size
  /** Headings that the last item stands under. */
  readonly under: readonly Heading[]
}

function startPart(first: Html | null): Part {
  const source = first?.source ?? ''
  return { source, size: measure(new Html(source)), under: [] }
}

function append(part: Part, added: string, under: readonly Heading[]): Part {
  return { source: part.source + added, size: sum(part.size, measure(new Html(added))), under }
}

/** The item as it reads in this part, with the headings that are needed over it. */
function layOut(item: Item, part: Part, seen: ReadonlySet<Heading>): string {
  const shared = item.headings.findIndex((heading, index) => part.under[index] !== heading)
  const needed = shared < 0 ? [] : item.headings.slice(shared)
  const headings = needed.map((heading) => (seen.has(heading) ? heading.continued : heading.first).source)
  const lead = part.source === '' ? '' : '\n\n'
  return (
    lead +
    headings.map((heading, index) => heading + (headings[index + 1] === undefined ? '\n' : '\n\n')).join('') +
    item.html.source
  )
}

/** Whether the part with the addition stays within every limit. */
function fits(part: Part, added: string): boolean {
  return isWithin(sum(part.size, measure(new Html(added))), limits)
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
