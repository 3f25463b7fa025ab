import { RE2JS } from 're2js'
import type { Span } from '../../domain/query.ts'
import { foldText } from '../text/fold-text.ts'
import { memoize } from '../text/memo.ts'
import { translateRegex } from './regex-dialect.ts'

/** Longest expression, in UTF-16 units, and the largest program that it may become (RE2's own measure of its cost). */
const maxRegexLength = 200
const maxProgramSize = 1000
/** Longer texts are looked at up to here. */
const maxTextLength = 20_000
/** Most places of one text that are shown. */
const maxFound = 100
const rememberedExpressions = 500

/** What is wrong with a regular expression, in the words of RE2; null when it can be used. */
export function regexFault(source: string): string | null {
  if (source.length > maxRegexLength) return `longer than ${maxRegexLength} characters`
  try {
    const { regex } = compile(source)
    if (regex.programSize() > maxProgramSize) return 'too complex'
    return regex.matcher('').find() ? 'it matches every text' : null
  } catch (error) {
    return error instanceof Error
      ? error.message.replace(/^error parsing regexp: /, '').replace(/`\(\?i[ms]*\)/, '`')
      : ''
  }
}

/**
 * Where an expression matches the folded text, in offsets of the text itself; null when it does not. In time proportional to
 * the text: RE2 does not backtrack. An expression that RE2 refuses matches nothing.
 */
export function findRegex(source: string, text: string): Span[] | null {
  const expression = compiled(source)
  if (expression === null) return null
  const { folded, starts } = foldText(text.slice(0, maxTextLength))
  const matcher = expression.regex.matcher(folded)
  const spans: Span[] = []
  while (spans.length < maxFound && matcher.find()) {
    const found = expression.takesInNext ? matcher.group()?.replace(/[^\p{L}\p{N}_]+$/u, '') : matcher.group()
    const start = starts[matcher.start()] ?? 0
    const end = starts[matcher.start() + (found ?? '').length] ?? text.length
    if (end > start) spans.push({ start, end })
  }
  return spans.length === 0 ? null : spans
}

interface Expression {
  readonly regex: RE2JS
  readonly takesInNext: boolean
}

const compiled = memoize((source: string): Expression | null => {
  try {
    return compile(source)
  } catch {
    return null
  }
}, rememberedExpressions)

function compile(source: string): Expression {
  const translated = translateRegex(source)
  const flags = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE | RE2JS.LOOKBEHINDS
  return { regex: RE2JS.compile(translated.source, flags), takesInNext: translated.takesInNext }
}
