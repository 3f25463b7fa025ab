import { Parser } from 'htmlparser2'
import { memoize } from '../../core/text/memo.ts'

/** All that a reference may be made of, and the sign after it that decides whether it is one where it stands in an attribute. */
const reference = /&#?[a-z0-9]+[;=]?/gi
/** A page has a few dozen different ones. */
const remembered = 1000

/** A text of a page with its character references resolved, as htmlparser2 resolves them. */
export function decodeText(data: string): string {
  return data.includes('&') ? data.replace(reference, textOf) : data
}

/** The value of an attribute with its character references resolved, as htmlparser2 resolves them. */
export function decodeAttribute(value: string): string {
  return value.includes('&') ? value.replace(reference, attributeOf) : value
}

const textOf = memoize((source: string): string => {
  let text = ''
  new Parser({ ontext: (data) => (text += data) }, { decodeEntities: true }).end(source)
  return text
}, remembered)

const attributeOf = memoize((source: string): string => {
  let text = ''
  new Parser({ onattribute: (_name, value) => (text = value) }, { decodeEntities: true }).end(`<a b="${source}">`)
  return text
}, remembered)
