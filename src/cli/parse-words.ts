import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

export type Options = Record<string, { type: 'string' | 'boolean' }>

/** Tells options from other words. Throws UsageError for options that there are not, and for too many words. */
export function parseWords(words: readonly string[], options: Options, maxPositionals: number) {
  const parsed = parse(words, options, maxPositionals > 0)
  if (parsed.positionals.length > maxPositionals) {
    throw new UsageError(`one word too many: "${parsed.positionals[maxPositionals] ?? ''}"`)
  }
  return { values: parsed.values, positionals: parsed.positionals }
}

function parse(words: readonly string[], options: Options, allowPositionals: boolean) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
