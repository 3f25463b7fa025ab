import type { Analyzer, Token } from '../text/analyzer.ts'
import { isCall, isPointer, keyOf, toLines } from '../text/boilerplate/lines.ts'
import { monthNumber } from '../text/dates.ts'
import { createTellingWords, type Telling, type TellingWord, type TellingWords } from './telling.ts'
import { createWordWeights, mix, type WeighedLemma, type WeighLemma } from './word-weights.ts'

/** What folding knows of a text. Lemmas are sorted by their hashes; arrays beside them have the same length. */
export interface Profile {
  readonly lemmas: Uint32Array
  /** 0 to 1. */
  readonly weights: Float32Array
  /** Unit vectors: by how often a lemma occurs, and by how early as well. */
  readonly byCount: Float32Array
  readonly byPlace: Float32Array
  /** Bits of `inHeadline`, `headName` and `name`. */
  readonly marks: Uint8Array
  /** A day and a month are named. */
  readonly isDated: boolean
  readonly telling: Telling
  /** Where the text leads. */
  readonly links: readonly string[]
  /** All lemmas but those that say who said it, as they stand in the text. */
  readonly order: Uint32Array
  /** Runs of three lemmas, sorted, each once. */
  readonly shingles: Uint32Array
}

export const inHeadline = 1
/** A name among the first words. */
export const headName = 2
export const name = 4

const maxLength = 4_000
const headWords = 20
/** A word that stands so late counts half as much as the first. */
const halfPlace = 15
const minHeadline = 30
const maxHeadline = 200

export type ProfileText = (text: string) => Profile

/** The words it knows are analysed when the first text comes, so that a start does not wait for them. */
export function createProfiling(analyzer: Analyzer): ProfileText {
  let parts: ProfileParts | undefined
  return (text) => profile(withoutFooter(text.slice(0, maxLength).toWellFormed()), (parts ??= partsFor(analyzer)))
}

function partsFor(analyzer: Analyzer): ProfileParts {
  const tellingWords = createTellingWords(analyzer)
  return { analyzer, tellingWords, weigh: createWordWeights(analyzer, tellingWords) }
}

interface ProfileParts {
  readonly analyzer: Analyzer
  readonly weigh: WeighLemma
  readonly tellingWords: TellingWords
}

interface Gathered {
  readonly weight: number
  count: number
  place: number
  marks: number
}

function profile(whole: string, { analyzer, weigh, tellingWords }: ProfileParts): Profile {
  const links = (whole.match(address) ?? []).map(toLink)
  const text = links.length === 0 ? whole : whole.replaceAll(address, ' ')
  const tokens = analyzer.tokenize(text)
  const headlineTo = headlineEnd(text)
  const lemmas = new Map<number, Gathered>()
  const order: number[] = []
  const telling: TellingWord[] = []
  let position = 0
  for (const token of tokens) {
    if (isAside(text, token)) continue
    const lemma = weigh(token)
    if (lemma.telling !== null) telling.push(lemma.telling)
    if (lemma.weight === 0) continue
    gatherLemma(lemmas, lemma, position, marksOf(text, token, position, headlineTo))
    position += 1
    if (!lemma.isReporting) order.push(lemma.hash)
  }
  return {
    ...toVectors(lemmas),
    isDated: isDated(tokens),
    telling: tellingWords.gather(text, telling),
    links,
    order: Uint32Array.from(order),
    shingles: shinglesOf(order),
  }
}

const address = /https?:\/\/\S+/giu

function toLink(found: string): string {
  return found
    .replace(/^https?:\/\/(?:www\.)?/iu, '')
    .replace(/[/.,;:!?)»"]+$/u, '')
    .toLowerCase()
}

/** Who is mentioned has no part in what a text is about. */
function isAside(text: string, { start }: Token): boolean {
  return text.charAt(start - 1) === '@'
}

function gatherLemma(
  lemmas: Map<number, Gathered>,
  { hash, weight }: WeighedLemma,
  position: number,
  marks: number,
): void {
  const place = 1 / (1 + position / halfPlace)
  const known = lemmas.get(hash)
  if (known === undefined) {
    lemmas.set(hash, { weight, count: 1, place, marks })
    return
  }
  known.count += 1
  known.place += place
  known.marks |= marks
}

function marksOf(text: string, { start }: Token, position: number, headlineTo: number): number {
  const isName = isCapital(text.charAt(start)) && isWithinSentence(text, start)
  return (start < headlineTo ? inHeadline : 0) | (isName ? (position < headWords ? name | headName : name) : 0)
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase()
}

function isWithinSentence(text: string, start: number): boolean {
  return /[\p{L}\p{N},;:—–-][ \t\u00a0]*["«“„(]?$/u.test(text.slice(Math.max(0, start - 4), start))
}

/** Where the first sentence or line ends that is long enough to say something. */
function headlineEnd(text: string): number {
  const end = /[.!?…](?=\s)|\n/.exec(text.slice(minHeadline))
  return end === null ? Math.min(text.length, maxHeadline) : minHeadline + end.index + 1
}

function toVectors(
  gathered: ReadonlyMap<number, Gathered>,
): Pick<Profile, 'lemmas' | 'weights' | 'byCount' | 'byPlace' | 'marks'> {
  const lemmas = Uint32Array.from(gathered.keys()).sort()
  const weights = new Float32Array(lemmas.length)
  const byCount = new Float32Array(lemmas.length)
  const byPlace = new Float32Array(lemmas.length)
  const marks = new Uint8Array(lemmas.length)
  for (let index = 0; index < lemmas.length; index += 1) {
    const lemma = gathered.get(lemmas[index] ?? 0)
    if (lemma === undefined) continue
    weights[index] = lemma.weight
    byCount[index] = lemma.weight * (1 + Math.log(lemma.count))
    byPlace[index] = lemma.weight * lemma.place
    marks[index] = lemma.marks
  }
  return { lemmas, weights, byCount: unit(byCount), byPlace: unit(byPlace), marks }
}

function unit(vector: Float32Array): Float32Array {
  let sum = 0
  for (const value of vector) sum += value * value
  const length = Math.sqrt(sum) || 1
  for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] ?? 0) / length
  return vector
}

function isDated(tokens: readonly Token[]): boolean {
  return tokens.some(({ folded, start }, index) => {
    const day = tokens[index - 1]
    return day !== undefined && start - day.end === 1 && /^[0-3]?\d$/.test(day.folded) && monthNumber(folded) !== null
  })
}

function shinglesOf(order: readonly number[]): Uint32Array {
  const shingles = new Set<number>()
  for (let index = 2; index < order.length; index += 1) {
    shingles.add(
      mix(Math.imul(mix(Math.imul(order[index - 2] ?? 0, 3) + (order[index - 1] ?? 0)), 5) + (order[index] ?? 0)),
    )
  }
  return Uint32Array.from(shingles).sort()
}

const maxFooterLines = 4
const maxFooterWords = 12

/** Without last lines that only call on readers or lead somewhere. */
function withoutFooter(text: string): string {
  let end = text.trimEnd().length
  for (let line = 0; line < maxFooterLines; line += 1) {
    const start = text.lastIndexOf('\n', end - 1)
    if (start <= 0) break
    const [last] = toLines(text.slice(start + 1, end))
    if (last !== undefined) {
      const key = keyOf(last.words)
      if (last.key === null || last.words.length > maxFooterWords || !(isCall(key) || isPointer(key))) break
    }
    end = text.slice(0, start).trimEnd().length
  }
  return text.slice(0, end)
}
