import { sortEntities } from '../formatting.ts'
import type { SandboxEntity } from '../channels.ts'
import { addFoundEntities } from '../web-preview/found-entities.ts'

const commandPattern = /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_@/<>])/gu
const opaqueTypes = new Set(['code', 'pre', 'text_link', 'text_mention', 'url', 'email'])

/** Adds what Telegram finds in a text by itself: commands, addresses, mentions, hashtags. Outermost first. */
export function findEntities(text: string, given: readonly SandboxEntity[] = []): SandboxEntity[] {
  const found = addFoundEntities(text, given)
  const taken = found.filter(({ type }) => opaqueTypes.has(type))
  const commands = [...text.matchAll(commandPattern)]
    .map((match) => ({ type: 'bot_command', offset: match.index, length: match[0].length }))
    .filter((command) => !taken.some((other) => overlap(command, other)))
  const rest = found.filter(
    ({ type, ...span }) => type !== 'mention' || !commands.some((command) => overlap(command, span)),
  )
  return sortEntities([...rest, ...commands])
}

type Range = Pick<SandboxEntity, 'offset' | 'length'>

function overlap(a: Range, b: Range): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
