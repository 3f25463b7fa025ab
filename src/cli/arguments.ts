import { parseArgs } from 'node:util'

/** A command line that cannot be understood; the message says what to write instead. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

export const usage = `Usage: npm run -s vestnik -- <command>

  search "<query>" [--json] [--limit <n>]          search the archive, newest first
  export --channel @<name> [--format jsonl]        print every post of a channel, one JSON object a line
  explain                                          read lines of text; print each with its words and their lemmas
  match --query "<query>"                          read lines {id, text}; print {id, matches} for those that match
  query "<query>"                                  print how a query is read, or what is wrong with it
  doctor                                           check settings, database and the way to Telegram
  health                                           exit 0 when Vestnik is running and well, for monitors
  help                                             this text

Without a command Vestnik runs the bot, as "npm start" does.`

export type Command =
  | { readonly name: 'run' }
  | { readonly name: 'doctor' }
  | { readonly name: 'health' }
  | { readonly name: 'help' }
  | { readonly name: 'search'; readonly query: string; readonly json: boolean; readonly limit: number }
  | { readonly name: 'export'; readonly channel: string }
  | { readonly name: 'explain' }
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
    case 'explain':
    case 'health':
      parse(rest, {}, 0)
      return { name }
    case 'search':
      return parseSearch(rest)
    case 'export':
      return parseExport(rest)
    case 'match':
      return parseMatch(rest)
    case 'query':
      return parseQueryWords(rest)
    default:
      throw new UsageError(`there is no command "${name}"`)
  }
}

function parseSearch(words: readonly string[]): Command {
  const { values, positionals } = parse(words, { json: { type: 'boolean' }, limit: { type: 'string' } }, Infinity)
  if (positionals.length === 0) throw new UsageError('write what to search for: search "мобилизованные домой"')
  const limit = values.limit === undefined ? defaultLimit : Number(values.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw new UsageError(`--limit takes a whole number from 1 to ${maxLimit}`)
  }
  return { name: 'search', query: positionals.join(' '), json: values.json === true, limit }
}

function parseExport(words: readonly string[]): Command {
  const { values } = parse(words, { channel: { type: 'string' }, format: { type: 'string' } }, 0)
  if (typeof values.channel !== 'string') throw new UsageError('name the channel: export --channel @name')
  if (values.format !== undefined && values.format !== 'jsonl') throw new UsageError('--format takes jsonl')
  return { name: 'export', channel: values.channel.replace(/^@/, '') }
}

function parseMatch(words: readonly string[]): Command {
  const { values } = parse(words, { query: { type: 'string' } }, 0)
  if (typeof values.query !== 'string') throw new UsageError('name the query: match --query "мобилизованные домой"')
  return { name: 'match', query: values.query }
}

/** Everything after the command is the query: it may begin with a hyphen. */
function parseQueryWords(words: readonly string[]): Command {
  if (words.length === 0) throw new UsageError('write the query: query "мобилизованные домой"')
  return { name: 'query', query: words.join(' ') }
}

type Options = Record<string, { type: 'string' | 'boolean' }>

function parse(words: readonly string[], options: Options, maxPositionals: number) {
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: maxPositionals > 0 })
    return { values: parsed.values, positionals: parsed.positionals }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
