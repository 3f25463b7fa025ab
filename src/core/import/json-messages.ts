/** The largest message that is read; real ones have some kilobytes. */
const maxItemLength = 4 * 1024 * 1024
/** What may stand before the messages: names and numbers. */
const maxHeadLength = 64 * 1024

/** A piece of an export of Telegram Desktop. */
export type MessagesPiece =
  /** What stands before the messages, as an object. Comes first, once. */
  | { readonly kind: 'head'; readonly json: string }
  | { readonly kind: 'message'; readonly json: string }
  /** It is no such file; ends it. */
  | { readonly kind: 'fault'; readonly reason: string }

/**
 * Takes an object `{…, "messages": [ {…}, … ]}` apart as it comes in, so that a file of any size needs no more memory than its
 * largest message. Only brackets and quotes are understood here: what comes out is for JSON.parse.
 */
export function createMessageSplitter(): { push(chunk: string): readonly MessagesPiece[] } {
  let head: string | null = ''
  let item = ''
  let depth = 0
  let inString = false
  let escaped = false
  let over = false

  /** Reads on until the message that is under way ends, or the chunk. */
  const take = (chunk: string, pieces: MessagesPiece[]): void => {
    let start = 0
    for (let index = 0; index < chunk.length && !over; index += 1) {
      const character = chunk[index] ?? ''
      if (inString) {
        if (escaped) escaped = false
        else if (character === '\\') escaped = true
        else if (character === '"') inString = false
        continue
      }
      if (character === '"') inString = true
      else if (character === '{' || character === '[') {
        if (depth === 0) start = index
        depth += 1
      } else if (character === '}' || character === ']') {
        if (depth === 0) over = true
        depth -= 1
        if (depth !== 0) continue
        pieces.push({ kind: 'message', json: item + chunk.slice(start, index + 1) })
        item = ''
        start = index + 1
      }
    }
    if (depth > 0) item += chunk.slice(start)
    if (item.length > maxItemLength) {
      over = true
      pieces.push({ kind: 'fault', reason: 'a message in it is larger than any that Telegram has' })
    }
  }

  return {
    push: (chunk) => {
      const pieces: MessagesPiece[] = []
      if (over) return pieces
      if (head === null) {
        take(chunk, pieces)
        return pieces
      }
      head += chunk
      const opening = /"messages"\s*:\s*\[/.exec(head)
      if (opening !== null) {
        const rest = head.slice(opening.index + opening[0].length)
        pieces.push({ kind: 'head', json: `${head.slice(0, opening.index).replace(/,\s*$/, '')}}` })
        head = null
        take(rest, pieces)
      } else if (head.length > maxHeadLength) {
        over = true
        pieces.push({ kind: 'fault', reason: 'it has no "messages" at its beginning' })
      }
      return pieces
    },
  }
}
