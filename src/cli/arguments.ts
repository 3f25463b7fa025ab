import { type ArchiveCommand, parseCopy, parseExport, parseImport } from './archive-arguments.ts'
import { parseWords } from './parse-words.ts'
import { UsageError } from './usage-error.ts'

export type Command =
  | { readonly name: 'run' }
  | { readonly name: 'doctor'; readonly verify: boolean }
  | { readonly name: 'health' }
  | { readonly name: 'help' }
  | { readonly name: 'search'; readonly query: string; readonly json: boolean; readonly limit: number }
  | ArchiveCommand
  | { readonly name: 'explain' }
  | { readonly name: 'fold' }
  | { readonly name: 'match'; readonly query: string }
  | { readonly name: 'query'; readonly query: string }

const defaultLimit = 10
const maxLimit = 10_000

/** Reads the words after the program's name. Throws UsageError. */
export function parseCommand(words: readonly string[]): Command {
  const [name, ...rest] = words
  switch (name) {
    case undefined:
      return { name: 'run' }
    case 'help':
    case '--help':
    case '-h':
      return { name: 'help' }
    case 'doctor':
      return { name, verify: parseWords(rest, { verify: { type: 'boolean' } }, 0).values['verify'] === true }
    case 'explain':
    case 'fold':
    case 'health':
      parseWords(rest, {}, 0)
      return { name }
    case 'search':
      return parseSearch(rest)
    case 'export':
      return parseExport(rest)
    case 'import':
      return parseImport(rest)
    case 'backup':
    case 'restore':
      return parseCopy(name, rest)
    case 'match':
      return parseMatch(rest)
    case 'query':
      return parseQueryWords(rest)
    default:
      throw new UsageError(`there is no command "${name}"`)
  }
}

function parseSearch(words: readonly string[]): Command {
  const { values, positionals } = parseWords(words, { json: { type: 'boolean' }, limit: { type: 'string' } }, Infinity)
  if (positionals.length === 0) throw new UsageError('write what to search for: search "мобилизованные домой"')
  const limit = values['limit'] === undefined ? defaultLimit : Number(values['limit'])
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw new UsageError(`--limit takes a whole number from 1 to ${maxLimit}`)
  }
  return { name: 'search', query: positionals.join(' '), json: values['json'] === true, limit }
}

function parseMatch(words: readonly string[]): Command {
  const { values } = parseWords(words, { query: { type: 'string' } }, 0)
  if (typeof values['query'] !== 'string') throw new UsageError('name the query: match --query "мобилизованные домой"')
  return { name: 'match', query: values['query'] }
}

/** Everything after the command is the query: it may begin with a hyphen. A "--" that is meant to say so is no part of it. */
function parseQueryWords([first, ...rest]: readonly string[]): Command {
  const words = first === undefined || first === '--' ? rest : [first, ...rest]
  if (words.length === 0) throw new UsageError('write the query: query "мобилизованные домой"')
  return { name: 'query', query: words.join(' ') }
}
