import type { Boilerplate } from '../../../domain/boilerplate.ts'
import type { Span } from '../../../domain/query.ts'
import { mergeSpans } from '../spans.ts'
import { edgeDepth } from './edge.ts'
import { maxInlineWords, standsApart } from './inline.ts'
import { isCall, keyOf, type TextLine, toLines } from './lines.ts'

/** Words that a variant of a learnt call may have. */
const maxVariantWords = 12
const openingWords = 2
/** A call below a variant has at most so many words. */
const maxCallWords = 6

/**
 * Where the boilerplate of a text is: whole lines at its end or its beginning, and what stands behind its last sentence.
 * Ordered, apart from each other, within the text. A text that is nothing but learnt lines is boilerplate as a whole: what
 * was learnt has always stood beside something else, so it says nothing about the picture it stands under here either.
 */
export function findBoilerplate(text: string, boilerplate: Boilerplate): Span[] {
  if (boilerplate.lines.length === 0) return []
  const learnt = known(boilerplate)
  const lines = toLines(text)
  const tail = findTail(lines, learnt)
  const rest = lines.filter((line) => !tail.includes(line))
  const head = findHead(rest, learnt)
  const last = rest.at(-1)
  const inline = last === undefined || head.includes(last) ? [] : findInline(text, last, learnt)
  return joinNear(text, [...head, ...tail, ...inline])
}

interface Learnt {
  readonly tail: ReadonlySet<string>
  readonly head: ReadonlySet<string>
  readonly inline: ReadonlySet<string>
  /** First words of learnt calls: "subscribe to" begins other lines of the kind. */
  readonly openings: ReadonlySet<string>
}

const remembered = new WeakMap<Boilerplate, Learnt>()

function known(boilerplate: Boilerplate): Learnt {
  const found = remembered.get(boilerplate)
  if (found !== undefined) return found
  const keysOf = (wanted: string): string[] =>
    boilerplate.lines.filter(({ place }) => place === wanted).map(({ key }) => key)
  const tail = keysOf('tail')
  const openings = tail.map(openingOf).filter((opening) => opening !== '' && isCall(opening))
  const learnt = {
    tail: new Set(tail),
    head: new Set(keysOf('head')),
    inline: new Set(keysOf('inline')),
    openings: new Set(openings),
  }
  remembered.set(boilerplate, learnt)
  return learnt
}

function openingOf(key: string): string {
  const words = key.split(' ')
  return words.length > maxVariantWords ? '' : words.slice(0, openingWords).join(' ')
}

/**
 * Learnt lines near the end. With nothing but such lines below it also a variant of a learnt call, and short calls below that:
 * a channel that asks to subscribe to itself asks the same for its sisters.
 */
function findTail(lines: readonly TextLine[], learnt: Learnt): TextLine[] {
  const found: TextLine[] = []
  let calls: TextLine[] | null = []
  for (const line of lines.slice(-edgeDepth.tail).toReversed()) {
    const isLearnt = line.key !== null && learnt.tail.has(line.key)
    const isVariant = calls !== null && line.key !== null && learnt.openings.has(openingOf(line.key))
    if (isLearnt || isVariant) {
      found.push(...(calls ?? []), line)
      calls &&= []
    } else if (calls !== null && isShortCall(line)) calls.push(line)
    else calls = null
  }
  return found
}

function isShortCall({ key, words }: TextLine): boolean {
  return key !== null && words.length <= maxCallWords && isCall(key)
}

function findHead(lines: readonly TextLine[], learnt: Learnt): TextLine[] {
  const first = lines.slice(0, edgeDepth.head)
  const end = first.findIndex(({ key }) => key === null || !learnt.head.has(key))
  return end < 0 ? first : first.slice(0, end)
}

function findInline(text: string, line: TextLine, learnt: Learnt): Span[] {
  for (let count = Math.min(maxInlineWords, line.words.length); count > 0; count -= 1) {
    const words = line.words.slice(-count)
    if (learnt.inline.has(keyOf(words)) && standsApart(text, line, words)) {
      return [{ start: words[0]?.start ?? line.end, end: line.end }]
    }
  }
  return []
}

/** As spans; those with no words between them become one. */
function joinNear(text: string, found: readonly Span[]): Span[] {
  const spans = mergeSpans(found)
  const joined: { start: number; end: number }[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(last.end, span.start))) last.end = span.end
    else joined.push({ ...span })
  }
  return joined
}
