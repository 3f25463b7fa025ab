import type { Analyzer, Token } from '../text/analyzer.ts'
import type { TellingWord, TellingWords } from './telling.ts'
import { functionWords, newsWords, reportingWords } from './common-words.ts'

/** What a word says of what a text is about: a word of any news a quarter of any other, a function word nothing. */
const ordinaryWeight = 1
const newsWeight = 0.25

/** A lemma as folding knows it. */
export interface WeighedLemma {
  /** 32 bits that stand for the lemma. */
  readonly hash: number
  readonly weight: number
  /** It says who said it, or that it was said. */
  readonly isReporting: boolean
  readonly telling: TellingWord | null
}

export type WeighLemma = (token: Token) => WeighedLemma

/** Weights are fixed, so that what is folded does not depend on what else was read. */
export function createWordWeights(analyzer: Analyzer, tellingWords: TellingWords): WeighLemma {
  const weights = new Map<string, number>()
  const set = (words: readonly string[], weight: number): void => {
    for (const word of words) {
      for (const token of analyzer.tokenize(word)) weights.set(lemmaOf(token), weight)
    }
  }
  set(newsWords, newsWeight)
  set(reportingWords, newsWeight)
  set(functionWords, 0)
  const reporting = new Set(reportingWords.flatMap((word) => analyzer.tokenize(word).map(lemmaOf)))
  // An analyzer gives a word the same terms each time it meets it.
  const known = new WeakMap<readonly string[], WeighedLemma>()
  return (token) => {
    const remembered = known.get(token.terms)
    if (remembered !== undefined) return remembered
    const lemma = lemmaOf(token)
    const weight = weights.get(lemma) ?? ordinaryWeight
    const weighed = { hash: hashOf(lemma), weight, isReporting: reporting.has(lemma), telling: tellingWords.of(token) }
    known.set(token.terms, weighed)
    return weighed
  }
}

/** Short forms, by what they stand for. */
const aliases = new Map(
  'рф=россия млн=миллион млрд=миллиард трлн=триллион тыс=тысяча руб=рубль долл=доллар кг=килограмм грн=гривня'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

function lemmaOf({ terms, folded }: Token): string {
  const lemma = terms[0] ?? folded
  return aliases.get(lemma) ?? lemma
}

/** FNV-1a over UTF-16 units, then mixed. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}

/** Spreads 32 bits over 32 bits, one to one (the finalizer of MurmurHash3). */
export function mix(bits: number): number {
  let hash = bits
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
