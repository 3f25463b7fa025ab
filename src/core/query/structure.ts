import type { Query } from '../../domain/query.ts'
import type { Lexeme, LexFault } from './lexemes.ts'
import { maxQueryDepth, maxQueryTerms } from './limits.ts'

/** A lexeme, with what it asks for when it is an operand. */
export interface Step {
  readonly kind: Lexeme['kind']
  readonly start: number
  readonly end: number
  readonly query: Query | null
  /** Where its terms begin. */
  readonly terms: readonly number[]
}

/** What is wrong with brackets, operators and the number of terms; null when the steps can be read. */
export function findStructureFault(text: string, steps: readonly Step[]): LexFault | null {
  const open: Step[] = []
  let terms = 0
  let last: Step | null = null
  for (const step of steps) {
    const fault =
      step.kind === 'close' ? closingFault(text, step, last, open) : (operatorFault(text, step, last) ?? null)
    if (fault !== null) return fault
    if (step.kind === 'open' && open.push(step) > maxQueryDepth) {
      return { code: 'too_deep', position: step.start, repair: text.slice(0, step.start) }
    }
    if (step.kind === 'close') open.pop()
    const beyond = step.terms[maxQueryTerms - terms]
    terms += step.terms.length
    if (beyond !== undefined) {
      return { code: 'too_many_terms', position: beyond, repair: text.slice(0, beyond).trimEnd() }
    }
    last = step
  }
  return endFault(text, last, open)
}

/** An operator, or the beginning, waits for something to come. */
function isWaiting(last: Step | null): boolean {
  return last === null || last.kind === 'open' || last.kind === 'or' || last.kind === 'exclude'
}

function operatorFault(text: string, step: Step, last: Step | null): LexFault | null {
  if (step.kind !== 'or' || !isWaiting(last)) return null
  if (last?.kind === 'exclude') return leftOut('nothing_to_exclude', text, last)
  return leftOut('nothing_beside_or', text, step)
}

function closingFault(text: string, step: Step, last: Step | null, open: readonly Step[]): LexFault | null {
  const opening = open.at(-1)
  if (opening === undefined) return leftOut('unopened_group', text, step)
  if (last?.kind === 'open') return leftOut('empty_group', text, { start: opening.start, end: step.end })
  return danglingFault(text, last)
}

function endFault(text: string, last: Step | null, open: readonly Step[]): LexFault | null {
  const dangling = danglingFault(text, last)
  if (dangling !== null) return dangling
  const opening = open.at(-1)
  if (opening === undefined) return null
  return last?.kind === 'open'
    ? leftOut('empty_group', text, opening)
    : { code: 'unclosed_group', position: opening.start, repair: `${text})` }
}

function danglingFault(text: string, last: Step | null): LexFault | null {
  if (last?.kind === 'or') return leftOut('nothing_beside_or', text, last)
  return last?.kind === 'exclude' ? leftOut('nothing_to_exclude', text, last) : null
}

function leftOut(code: LexFault['code'], text: string, { start, end }: { start: number; end: number }): LexFault {
  return { code, position: start, repair: `${text.slice(0, start)} ${text.slice(end)}` }
}
