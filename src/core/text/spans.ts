import type { Span } from '../../domain/query.ts'

/** The same ground in the fewest spans, by their start: those that overlap or touch become one, empty ones are left out. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.end <= span.start) continue
    const last = merged.at(-1)
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else merged.push({ start: span.start, end: span.end })
  }
  return merged
}

/** What of the spans lies between `from` and `to`, moved by `shift`. */
export function clipSpans(spans: readonly Span[], from: number, to: number, shift = 0): Span[] {
  return spans
    .map(({ start, end }) => ({ start: Math.max(start, from) + shift, end: Math.min(end, to) + shift }))
    .filter(({ start, end }) => start < end)
}
