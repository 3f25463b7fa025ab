import type { Query, QueryFault, QueryParse, SearchOrder } from '../../domain/query.ts'
import type { Analyzer } from '../text/analyzer.ts'
import { and, isNarrow, isPositive, not, or } from './build-query.ts'
import { lexQuery, maxDistance } from './lex-query.ts'
import type { Lexeme, LexFault } from './lexemes.ts'
import { maxQueryDepth, maxQueryLength, maxQueryTerms, minPrefixLength } from './limits.ts'
import { printQuery } from './print-query.ts'
import { readOperand, type ReadOperand } from './read-operand.ts'
import { findStructureFault, type Step } from './structure.ts'

/** How many faults of a text a suggestion repairs, one after another. */
const maxRepairs = 12

export interface ParseOptions {
  /** IANA name of the zone whose days `after:` and `before:` mean; UTC unless told. */
  readonly timeZone?: string
  /** Whether a regular expression may stand without a word or a channel beside it, as in a small archive; yes unless told. */
  readonly mayStandAlone?: boolean
}

/**
 * Parses a query. Words, phrases, filters and regular expressions side by side are all required; OR binds closer than that, and
 * an exclusion closest. A word with a hyphen, a dot or the like in it is a phrase of its parts; what holds no letter and
 * no digit is ignored, and so is what is said twice. Never throws. The operators are those of Manticore Search, which
 * TGStat's users write.
 */
export function parseQuery(text: string, analyzer: Analyzer, options: ParseOptions = {}): QueryParse {
  return createParse(analyzer, options)(text, maxRepairs)
}

type Parse = (text: string, repairs: number) => QueryParse

function createParse(analyzer: Analyzer, { timeZone = 'UTC', mayStandAlone = true }: ParseOptions): Parse {
  const read = (lexeme: Lexeme): ReadOperand => readOperand(lexeme, analyzer, timeZone)
  const parse: Parse = (text, repairs) => {
    const result = parseOnce(text, read, mayStandAlone)
    if (!('code' in result)) return { ok: true, ...result }
    const { code, position, repair, detail } = result
    const limit = limits[code]
    const fault: QueryFault = {
      code,
      position,
      suggestion: suggest(repair, repairs, parse),
      ...(limit === undefined ? {} : { limit }),
      ...(detail === undefined ? {} : { detail }),
    }
    return { ok: false, fault }
  }
  return parse
}

const limits: Partial<Readonly<Record<QueryFault['code'], number>>> = {
  too_long: maxQueryLength,
  too_many_terms: maxQueryTerms,
  too_deep: maxQueryDepth,
  prefix_too_short: minPrefixLength,
  bad_distance: maxDistance,
}

/** The canonical text of a repaired query, repaired further if need be. */
function suggest(repair: string | null, repairs: number, parse: Parse): string | null {
  if (repair === null || repairs === 0) return null
  const parsed = parse(repair, repairs - 1)
  return parsed.ok ? parsed.canonical : parsed.fault.suggestion
}

interface Parsed {
  readonly query: Query
  readonly order: SearchOrder
  readonly canonical: string
}

function parseOnce(text: string, read: (lexeme: Lexeme) => ReadOperand, mayStandAlone: boolean): Parsed | LexFault {
  if (text.length > maxQueryLength) return { code: 'too_long', position: maxQueryLength, repair: shorten(text) }
  const lexed = lexQuery(text)
  if (!lexed.ok) return lexed.fault
  const steps: Step[] = []
  let order: SearchOrder = 'newest'
  for (const lexeme of lexed.lexemes) {
    const operand = read(lexeme)
    if ('code' in operand) return placeFault(operand, text, lexeme, steps.at(-1))
    if (operand.order !== undefined) order = operand.order
    else if (operand.query !== null || isOperator(lexeme))
      steps.push({ ...lexeme, query: operand.query, terms: operand.terms })
    else if (steps.at(-1)?.kind === 'exclude') return wordless(text, lexeme, steps.at(-1))
  }
  return findStructureFault(text, steps) ?? finish(text, { steps, order, mayStandAlone })
}

function isOperator({ kind }: Lexeme): boolean {
  return kind !== 'text' && kind !== 'filter' && kind !== 'regex'
}

/** An operand that is to be left out takes the sign of exclusion before it along. */
function placeFault(fault: LexFault, text: string, lexeme: Lexeme, before: Step | undefined): LexFault {
  const isExcluded = fault.repair === null && before?.kind === 'exclude'
  const start = isExcluded ? before.start : lexeme.start
  return { ...fault, repair: `${text.slice(0, start)}${fault.repair ?? ' '}${text.slice(lexeme.end)}` }
}

function wordless(text: string, lexeme: Lexeme, before: Step | undefined): LexFault {
  const start = before?.start ?? lexeme.start
  return { code: 'nothing_to_exclude', position: start, repair: `${text.slice(0, start)} ${text.slice(lexeme.end)}` }
}

interface Whole {
  readonly steps: readonly Step[]
  readonly order: SearchOrder
  readonly mayStandAlone: boolean
}

function finish(text: string, { steps, order, mayStandAlone }: Whole): Parsed | LexFault {
  const query = createReader(steps)()
  if (query === null) return { code: 'empty', position: 0, repair: null }
  if (!isPositive(query)) return onlyExclusions(text, steps)
  const regex = steps.find((step) => step.query?.kind === 'regex')
  if (regex !== undefined && !mayStandAlone && !isNarrow(query)) {
    return { code: 'regex_alone', position: regex.start, repair: null }
  }
  const canonical = printQuery(query, order)
  return canonical.length > maxQueryLength ? canonicalTooLong(text, steps) : { query, order, canonical }
}

/** Without its signs of exclusion, the text asks for what it wanted to leave out. */
function onlyExclusions(text: string, steps: readonly Step[]): LexFault {
  const signs = steps.filter(({ kind }) => kind === 'exclude')
  const repair = signs.reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
  return { code: 'only_exclusions', position: signs[0]?.start ?? 0, repair }
}

/** Signs that a canonical text has and the typed one did not can take it over the limit: what is beyond it goes. */
function canonicalTooLong(text: string, steps: readonly Step[]): LexFault {
  let length = 0
  const beyond = steps.find(({ query }) => {
    length += query === null ? 1 : printQuery(query).length + 1
    return length > maxQueryLength
  })
  const position = beyond?.start ?? steps.at(-1)?.start ?? 0
  return { code: 'too_long', position, repair: text.slice(0, position) }
}

/** Reads steps whose structure is sound. A group of nothing but ignored words is null. */
function createReader(steps: readonly Step[]): () => Query | null {
  let index = 0

  function readAll(): Query | null {
    const queries: Query[] = []
    while (index < steps.length && steps[index]?.kind !== 'close') {
      if (steps[index]?.kind === 'and') index += 1
      else queries.push(...present(readAlternatives()))
    }
    return and(queries)
  }

  function readAlternatives(): Query | null {
    const queries = present(readOne())
    while (steps[index]?.kind === 'or') {
      index += 1
      queries.push(...present(readOne()))
    }
    return or(queries)
  }

  function readOne(): Query | null {
    const step = steps[index]
    index += 1
    if (step?.kind === 'exclude') return not(readOne())
    if (step?.kind !== 'open') return step?.query ?? null
    const query = readAll()
    index += 1
    return query
  }

  return readAll
}

function present(query: Query | null): Query[] {
  return query === null ? [] : [query]
}

/** The text up to the last space before the limit. */
function shorten(text: string): string {
  const head = text.slice(0, maxQueryLength - 1).toWellFormed()
  const lastSpace = head.search(/\s\S*$/)
  return lastSpace > 0 ? head.slice(0, lastSpace) : head
}
