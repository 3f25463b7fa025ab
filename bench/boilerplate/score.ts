import { readFileSync } from 'node:fs'
import type { Span } from '../../src/domain/query.ts'

const labelsFile = new URL('../../test/fixtures/boilerplate-labels.json', import.meta.url)
/** Published posts that the labels point into; they are read in place and no part of this project. */
export const postsFolder = new URL('../../../shared/posts/', import.meta.url)

/** Where, by a person's eye, the boilerplate of a published post is. */
export interface Label {
  readonly file: string
  readonly id: number
  /** In UTF-16 units of the post's text; `end` is exclusive. */
  readonly spans: readonly Span[]
}

export function readLabels(): Label[] {
  const rows = JSON.parse(readFileSync(labelsFile, 'utf8')) as { file: string; id: number; spans: [number, number][] }[]
  return rows.map(({ file, id, spans }) => ({ file, id, spans: spans.map(([start, end]) => ({ start, end })) }))
}

export interface SharedPost {
  readonly id: number
  readonly text: string
}

/** The posts of a channel's file that have text, the newest first. */
export function readShared(file: string): SharedPost[] {
  const rows = JSON.parse(readFileSync(new URL(file, postsFolder), 'utf8')) as {
    message_id: number
    text: string | null
  }[]
  return rows
    .map(({ message_id, text }) => ({ id: message_id, text: text ?? '' }))
    .filter(({ text }) => text.trim() !== '')
    .sort((a, b) => b.id - a.id)
}

/** One labelled post with what was found in it. */
export interface Judged {
  readonly text: string
  readonly expected: readonly Span[]
  readonly found: readonly Span[]
}

export interface Figures {
  readonly precision: number
  readonly recall: number
}

export interface Scores {
  /** Over letters and digits, since only these can match. */
  readonly characters: Figures
  /** Over lines: one is boilerplate when more than half of its letters and digits are. */
  readonly lines: Figures
  /** Over letters and digits of each post, then the mean over posts: every post weighs the same, however long its footer. */
  readonly posts: Figures
}

export function scoreSpans(judged: readonly Judged[]): Scores {
  const perPost = judged.map((post) => tally(toUnits(post.text, 'characters'), post))
  const byLine = judged.map((post) => tally(toUnits(post.text, 'lines'), post))
  return { characters: toFigures(sum(perPost)), lines: toFigures(sum(byLine)), posts: meanOf(perPost) }
}

interface Tally {
  readonly hits: number
  readonly found: number
  readonly expected: number
}

/** Groups of offsets that are right or wrong together. */
function toUnits(text: string, unit: 'characters' | 'lines'): number[][] {
  const units: number[][] = []
  let line: number[] = []
  for (const { 0: character, index } of text.matchAll(/[\p{L}\p{N}\n]/gu)) {
    if (character === '\n') {
      if (unit === 'lines' && line.length > 0) units.push(line)
      line = []
    } else if (unit === 'lines') line.push(index)
    else units.push([index])
  }
  if (line.length > 0) units.push(line)
  return units
}

function tally(units: readonly (readonly number[])[], { expected, found }: Judged): Tally {
  const predicted = units.filter((unit) => isIn(found, unit))
  return {
    found: predicted.length,
    expected: units.filter((unit) => isIn(expected, unit)).length,
    hits: predicted.filter((unit) => isIn(expected, unit)).length,
  }
}

function isIn(spans: readonly Span[], unit: readonly number[]): boolean {
  const inside = unit.filter((offset) => spans.some(({ start, end }) => offset >= start && offset < end))
  return inside.length > unit.length / 2
}

function sum(tallies: readonly Tally[]): Tally {
  const total = (of: keyof Tally): number => tallies.reduce((all, one) => all + one[of], 0)
  return { hits: total('hits'), found: total('found'), expected: total('expected') }
}

function toFigures({ hits, found, expected }: Tally): Figures {
  return { precision: found === 0 ? 1 : hits / found, recall: expected === 0 ? 1 : hits / expected }
}

function mean(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0) / Math.max(1, values.length)
}

function meanOf(tallies: readonly Tally[]): Figures {
  return {
    precision: mean(tallies.filter(({ found }) => found > 0).map((one) => one.hits / one.found)),
    recall: mean(tallies.filter(({ expected }) => expected > 0).map((one) => one.hits / one.expected)),
  }
}

/**
 * The text without the Markdown that the shared posts carry, as Vestnik itself keeps texts, with the spans moved along:
 * links are their labels, and marks of bold and italic are gone.
 */
export function withoutMarkdown(
  text: string,
  spans: readonly Span[],
): { readonly text: string; readonly spans: Span[] } {
  const gone = new Uint8Array(text.length)
  for (const link of text.matchAll(/\[([^[\]]*)\](\(https?:[^\s()]*\))/g)) {
    const label = link[1]?.length ?? 0
    gone.fill(1, link.index, link.index + 1)
    gone.fill(1, link.index + 1 + label, link.index + link[0].length)
  }
  for (const mark of text.matchAll(/\*\*|__/g)) gone.fill(1, mark.index, mark.index + 2)
  const moved = new Uint32Array(text.length + 1)
  for (let index = 0; index < text.length; index += 1)
    moved[index + 1] = (moved[index] ?? 0) + (gone[index] === 1 ? 0 : 1)
  const at = (offset: number): number => moved[offset] ?? 0
  return {
    text: Array.from({ length: text.length }, (_, index) => (gone[index] === 1 ? '' : text.charAt(index))).join(''),
    spans: spans.map(({ start, end }) => ({ start: at(start), end: at(end) })),
  }
}
