import { sizeAt } from './characters.ts'
import type { Part } from './lexicon.ts'
import { memoize } from './memo.ts'
import { labelEnd, wordEnd } from './word-bounds.ts'

/** Few come again, those at the foot of a channel's posts above all. */
const rememberedAddresses = 1_000
const maxRememberedLength = 200

/** A stretch of an address whose words are looked at, `limit` of them at most. */
interface AddressPiece {
  readonly start: number
  readonly end: number
  readonly limit: number
}

const maxPathWords = 24
const maxParameterWords = 8
const maxParameters = 16

const addressSign = /https?:\/\/[^\s<>"«»]+/iy
/** Letters in another alphabet, written in hexadecimal. */
const encoded = /(?:%[0-9a-f]{2})+[\p{L}\p{Nd}]*/giu
/** Parameters that tell where a reader came from. */
const tracking = /^(?:utm_.*|[a-z]*clid|igshid?|si|from|ref(?:errer|erer)?|source|feature|share|t)$/i

/** The end of the address that starts at `index` with its scheme; `index` when none does. */
export function addressEnd(text: string, index: number): number {
  const code = text.charCodeAt(index) | 0x20
  if (code !== 0x68) return index
  addressSign.lastIndex = index
  return addressSign.test(text) ? addressSign.lastIndex : index
}

/** Gives the words and labels of addresses that count, from each of their pieces as many as it may have. */
export function createAddresses(
  analyze: (word: string) => Part,
  partsOfLabel: (label: string) => readonly Part[],
): (address: string) => readonly Part[] {
  function partsOf(piece: string, limit: number): readonly Part[] {
    const parts: Part[] = []
    for (let index = 0; index < piece.length && parts.length < limit;) {
      const [wordTo, labelTo] = [wordEnd(piece, index), labelEnd(piece, index)]
      const label = labelTo > index ? partsOfLabel(piece.slice(index, labelTo)) : []
      const found = wordTo > index ? [analyze(piece.slice(index, wordTo))] : label
      for (const part of found) if (part.folded !== '') parts.push(moved(part, index))
      index = Math.max(wordTo, labelTo, index + sizeAt(piece, index))
    }
    return parts
  }

  return memoize(
    (address: string) =>
      addressPieces(address).flatMap(({ start, end, limit }) =>
        partsOf(address.slice(start, end), limit).map((part) => moved(part, start)),
      ),
    rememberedAddresses,
    maxRememberedLength,
  )
}

function moved(part: Part, by: number): Part {
  return { ...part, start: part.start + by, end: part.end + by }
}

/**
 * The pieces of an address. They leave out the scheme, letters in hexadecimal, what only tells where a reader came from, and the place
 * within a page.
 */
function addressPieces(address: string): readonly AddressPiece[] {
  const pathStart = address.indexOf('//') + 2
  const body = address.split('#', 1)[0] ?? address
  const mark = body.indexOf('?')
  const path = mark < 0 ? body : body.slice(0, mark)
  const pieces = piecesOf(path, pathStart, maxPathWords)
  if (mark >= 0) pieces.push(...parameterPieces(body, mark + 1))
  return pieces
}

/** The parts of `path` between stretches of hexadecimal. */
function piecesOf(path: string, from: number, limit: number): AddressPiece[] {
  const pieces: AddressPiece[] = []
  let start = from
  for (const { 0: run, index: at } of path.matchAll(encoded)) {
    if (at > start) pieces.push({ start, end: at, limit })
    start = Math.max(start, at + run.length)
    if (pieces.length >= limit) return pieces
  }
  if (start < path.length) pieces.push({ start, end: path.length, limit })
  return pieces
}

function parameterPieces(body: string, from: number): readonly AddressPiece[] {
  const pieces: AddressPiece[] = []
  let start = from
  for (const parameter of body.slice(from).split('&', maxParameters)) {
    const end = start + parameter.length
    const [name = ''] = parameter.split('=', 1)
    if (!tracking.test(name) && !parameter.includes('%')) {
      pieces.push({ start, end, limit: maxParameterWords })
    }
    start = end + 1
  }
  return pieces.slice(0, maxParameterWords)
}
