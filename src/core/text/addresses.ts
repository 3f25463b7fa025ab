/** A stretch of an address whose words are looked at, `limit` of them at most. */
export interface AddressPiece {
  readonly start: number
  readonly end: number
  readonly limit: number
}

export interface Address {
  readonly end: number
  readonly pieces: readonly AddressPiece[]
}

const maxPathWords = 24
const maxParameterWords = 8
const maxParameters = 16

const address = /https?:\/\/[^\s<>"«»]+/iy
/** Letters in another alphabet, written in hexadecimal. */
const encoded = /(?:%[0-9a-f]{2})+[\p{L}\p{Nd}]*/giu
/** Parameters that tell where a reader came from. */
const tracking = /^(?:utm_.*|[a-z]*clid|igshid?|si|from|ref(?:errer|erer)?|source|feature|share|t)$/i

/**
 * The address that starts at `index` with its scheme; null when none does. Its pieces leave out the scheme, letters in hexadecimal,
 * what only tells where a reader came from, and the place within a page.
 */
export function addressAt(text: string, index: number): Address | null {
  const code = text.charCodeAt(index) | 0x20
  if (code !== 0x68) return null
  address.lastIndex = index
  const found = address.exec(text)
  if (found === null) return null
  const end = address.lastIndex
  const whole = found[0]
  const pathStart = whole.indexOf('//') + 2
  const body = whole.split('#', 1)[0] ?? whole
  const mark = body.indexOf('?')
  const path = mark < 0 ? body : body.slice(0, mark)
  const pieces = piecesOf(path, pathStart, index, maxPathWords)
  if (mark >= 0) pieces.push(...parameterPieces(body, mark + 1, index))
  return { end, pieces }
}

/** The parts of `path` between stretches of hexadecimal. */
function piecesOf(path: string, from: number, index: number, limit: number): AddressPiece[] {
  const pieces: AddressPiece[] = []
  let start = from
  for (const { 0: run, index: at } of path.matchAll(encoded)) {
    if (at > start) pieces.push({ start: index + start, end: index + at, limit })
    start = Math.max(start, at + run.length)
    if (pieces.length >= limit) return pieces
  }
  if (start < path.length) pieces.push({ start: index + start, end: index + path.length, limit })
  return pieces
}

function parameterPieces(body: string, from: number, index: number): readonly AddressPiece[] {
  const pieces: AddressPiece[] = []
  let start = from
  for (const parameter of body.slice(from).split('&', maxParameters)) {
    const end = start + parameter.length
    const [name = ''] = parameter.split('=', 1)
    if (!tracking.test(name) && !parameter.includes('%')) {
      pieces.push({ start: index + start, end: index + end, limit: maxParameterWords })
    }
    start = end + 1
  }
  return pieces.slice(0, maxParameterWords)
}
