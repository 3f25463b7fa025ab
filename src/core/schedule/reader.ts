import type { QuietHours } from '../../domain/schedule.ts'
import type { Token } from './lex.ts'
import type { ScheduleFault } from './schedule-input.ts'
import { isTimeOfDay } from './time-of-day.ts'

/** Thrown while reading: what is wrong with the input. */
export class Fault extends Error {
  readonly fault: ScheduleFault
  constructor(fault: ScheduleFault) {
    super(fault.code)
    this.fault = fault
  }
}

/** The parts of an input, one after the other. */
export interface Reader {
  readonly input: string
  isAtEnd(): boolean
  /** What comes next, or `ahead` parts later. */
  peek(ahead?: number): Token | null
  /** Takes the next part when it is of these kinds. */
  take<Kind extends Token['meaning']['kind']>(...kinds: readonly Kind[]): TokenOf<Kind> | null
  skip(...kinds: readonly Token['meaning']['kind'][]): void
  /** Throws: the part that comes next is wrong, or what came last when none does. */
  refuse(code: ScheduleFault['code'], token?: Token | null, suggestions?: readonly string[]): never
}

export type TokenOf<Kind> = Token & { readonly meaning: Extract<Token['meaning'], { readonly kind: Kind }> }

export function createReader(input: string, tokens: readonly Token[]): Reader {
  let next = 0
  const peek = (ahead = 0): Token | null => tokens[next + ahead] ?? null
  return {
    input,
    peek,
    isAtEnd: () => next >= tokens.length,
    take: <Kind extends Token['meaning']['kind']>(...kinds: readonly Kind[]) => {
      const token = peek()
      if (token === null || !kinds.some((kind) => kind === token.meaning.kind)) return null
      next += 1
      return token as TokenOf<Kind>
    },
    skip: (...kinds) => {
      while (kinds.some((kind) => kind === peek()?.meaning.kind)) next += 1
    },
    refuse: (code, token, suggestions = []) => {
      const { at: position = 0, text: wrong = '' } = token ?? peek() ?? tokens.at(-1) ?? {}
      throw new Fault({ kind: 'fault', code, position, input: wrong, suggestions: suggestions.slice(0, 3) })
    },
  }
}

/** "23-7", "23:00 to 7:00", "from 23 until 7" */
export function readRange(reader: Reader): QuietHours | null {
  return readRangeAfter(reader, reader.take('from') !== null)
}

/** `begins`: "from" came before it, so that it has to be a range. */
export function readRangeAfter(reader: Reader, begins: boolean): QuietHours | null {
  const range = reader.take('range')
  if (range !== null) return { from: range.meaning.from, to: range.meaning.to }
  const from = readTime(reader)
  if (from === null) return begins ? reader.refuse('bad_time') : null
  if (reader.take('to', 'and', ...(begins ? (['at'] as const) : [])) === null) return reader.refuse('bad_time')
  const to = readTime(reader) ?? reader.refuse('bad_time')
  return { from, to }
}

/** A time of day, also as "3 hours"; null when none comes next. */
export function readTime(reader: Reader): string | null {
  const token = reader.peek()
  if (token?.meaning.kind === 'bad time') return reader.refuse('bad_time', token, timeSuggestions(token.text))
  if (token?.meaning.kind === 'span' && token.meaning.orTime !== null) {
    reader.take('span')
    return token.meaning.orTime
  }
  return reader.take('time')?.meaning.time ?? null
}

function timeSuggestions(time: string): string[] {
  if (/^24(?:[:.-]?00)?$/.test(time)) return ['00:00']
  const oneDigit = /^(\d{1,2})[:.-](\d)$/.exec(time)
  const options = oneDigit === null ? [] : [`${oneDigit[1]}:0${oneDigit[2]}`, `${oneDigit[1]}:${oneDigit[2]}0`]
  return options.filter(isTimeOfDay).map((option) => option.padStart(5, '0'))
}
