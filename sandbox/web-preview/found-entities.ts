import type { SandboxEntity } from '../channels.ts'
import { sortEntities } from '../formatting.ts'

/**
 * What Telegram's server finds in a text by itself. Simplified: an address needs a scheme, "www." or a well-known ending.
 * The order decides where two kinds overlap.
 */
const patterns: readonly { type: string; pattern: RegExp }[] = [
  {
    type: 'email',
    pattern:
      /(?<![\p{L}\p{N}_.+-])[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}(?![\p{L}\p{N}_-])/gu,
  },
  { type: 'url', pattern: /(?<![\p{L}\p{N}_@])https?:\/\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)\]…]/giu },
  {
    type: 'url',
    pattern:
      /(?<![\p{L}\p{N}_@./-])(?:www\.)?(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|info|me|io|ru|ua|рф|укр)(?:\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)\]…])?(?![\p{L}\p{N}_.-]?[\p{L}\p{N}])/giu,
  },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_@/])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\p{L}\p{N}_])/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#/&])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_·]{1,255}(?![\p{L}\p{N}_#])/gu },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu },
]

/** Inside of these nothing is looked for. */
const opaqueTypes = new Set([
  'code',
  'pre',
  'text_link',
  'text_mention',
  'url',
  'email',
  'mention',
  'hashtag',
  'cashtag',
])

/** The entities given and those found in the rest of the text, outermost first. */
export function addFoundEntities(text: string, given: readonly SandboxEntity[]): SandboxEntity[] {
  const taken = given.filter((entity) => opaqueTypes.has(entity.type))
  const found: SandboxEntity[] = []
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (![...taken, ...found].some((other) => overlap(other, entity))) found.push(entity)
    }
  }
  return sortEntities([...given, ...found])
}

function overlap(a: SandboxEntity, b: SandboxEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
