import type { Span } from '../../../domain/query.ts'

/** The text with the spans blanked: of the same length and with the same line breaks, so that offsets hold. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  let masked = ''
  let at = 0
  for (const { start, end } of spans) {
    const from = Math.min(Math.max(start, at), text.length)
    const to = Math.min(Math.max(end, from), text.length)
    masked += text.slice(at, from) + text.slice(from, to).replace(/[^\n]/g, ' ')
    at = to
  }
  return masked + text.slice(at)
}
