import { Parser } from 'htmlparser2'
import { SourceError } from '../../domain/source.ts'

export type Attributes = Readonly<Record<string, string>>

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
  const actions: (CloseAction | undefined)[] = []
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (actions.length >= maxDepth) throw new SourceError('markup_changed', 'the page is nested too deeply')
        actions.push(visitor.open(name, attributes))
      },
      ontext(data) {
        visitor.text(data)
      },
      onclosetag(_name, isImplied) {
        actions.pop()?.(!isImplied)
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
}

/** The class names of an element, one by one. */
export function classesOf(attributes: Attributes): readonly string[] {
  const names = attributes['class']
  return names === undefined ? [] : names.split(/\s+/)
}
