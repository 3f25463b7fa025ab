import { type Folded, createFolding, type FoldablePost } from '../src/core/fold/folding.ts'
import { createProfiling } from '../src/core/fold/profile.ts'
import { resemblance, storyThreshold } from '../src/core/fold/same-story.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import { loadTexts } from './corpus.ts'
import { readPairs } from './fold/pairs.ts'
import { crossValidate } from './fold/regression.ts'
import { distance, simHash } from './fold/sim-hash.ts'
import { median, report, round } from './measure.ts'

const analyzer = createDictionaryAnalyzer(readDictionaries())
const pairs = readPairs()
const size = `${pairs.length} labelled pairs`
const distances = pairs.map(({ texts: [a, b] }) => distance(simHash(a), simHash(b)))
/** What is usual for near-duplicates (Manku et al. 2007). */
const usualDistance = 3

function toPost(text: string): FoldablePost {
  return { text, publishedAt: null, self: null, origin: null }
}

interface Tally {
  readonly right: number
  readonly wrong: number
  readonly f1: number
}

function tally(verdicts: readonly boolean[]): Tally {
  const count = (verdict: boolean, isSame: boolean): number =>
    pairs.filter((pair, index) => verdicts[index] === verdict && pair.isSame === isSame).length
  const [right, wrong, missed] = [count(true, true), count(true, false), count(false, true)]
  return { right, wrong, f1: (2 * right) / (2 * right + wrong + missed) }
}

/** Each pair is folded for itself: the first text, then the second, and the other way round. */
function foldPair([a, b]: readonly [string, string]): readonly Folded[] {
  return [[a, b] as const, [b, a] as const].map((texts) => {
    const folding = createFolding(analyzer)
    folding.add(toPost(texts[0]))
    return folding.add(toPost(texts[1]))
  })
}

function reportSameText(): void {
  const { right, wrong } = tally(pairs.map(({ texts }) => foldPair(texts).some(({ sameTextAs }) => sameTextAs === 0)))
  const peer = tally(distances.map((bits) => bits <= usualDistance))
  report({
    case: `folding as one text: precision; ${right + wrong} pairs are folded, by the peer ${peer.right + peer.wrong}`,
    size,
    unit: 'share',
    median: round(right / (right + wrong)),
    peer: `SimHash of 64 bits, ${usualDistance} of which may differ`,
    peerMedian: round(peer.right / (peer.right + peer.wrong)),
  })
}

function reportStories(): void {
  const best = Math.max(...distances.map((bits) => tally(distances.map((other) => other <= bits)).f1))
  const peer = { peer: 'SimHash, at the distance that suits these pairs best', peerMedian: round(best) }
  const alone = tally(pairs.map(({ texts }) => foldPair(texts).every(({ story }) => story === 0)))
  report({ case: 'one story: F1', size, unit: 'share', median: round(alone.f1), ...peer })
  const folding = createFolding(analyzer)
  const stories = pairs.map(({ texts }) => texts.map((text) => folding.add(toPost(text)).story))
  const together = tally(stories.map(([a, b]) => a === b))
  report({ case: 'the same, all texts in one stream: F1', size, unit: 'share', median: round(together.f1), ...peer })
  const profile = createProfiling(analyzer)
  const examples = pairs.map(({ texts: [a, b], isSame }) => {
    const { words, opening, headline, names, dated } = resemblance(profile(a), profile(b))
    return { features: [words, opening, headline, names, dated], isTrue: isSame }
  })
  const seeds = Array.from({ length: 9 }, (_, index) => index + 1)
  const scores = seeds.map((seed) => tally(crossValidate(examples, storyThreshold, seed)).f1)
  report({
    case: 'the same, learnt from nine tenths of the pairs and asked of the others: F1, median of 9 partings',
    size,
    unit: 'share',
    median: round(median(scores)),
    ...peer,
  })
}

/** On the processor, since other work on the machine is no part of it. */
function reportRate(): void {
  const { texts, origin } = loadTexts()
  const rates = Array.from({ length: 6 }, () => {
    const folding = createFolding(analyzer)
    const before = process.threadCpuUsage()
    for (const [index, text] of texts.entries()) folding.add({ ...toPost(text), publishedAt: index * 60_000 })
    const { user, system } = process.threadCpuUsage(before)
    return (1_000_000 * texts.length) / (user + system)
  })
  report({
    case: `folding by text and story, analysis included, one a minute, ${origin}`,
    size: `${texts.length} posts`,
    unit: 'posts/s',
    median: Math.round(median(rates.slice(1))),
  })
}

if (pairs.length > 0) {
  reportSameText()
  reportStories()
} else {
  process.stderr.write('fold: the labelled pairs are not here\n')
}
reportRate()
