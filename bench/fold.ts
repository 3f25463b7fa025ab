import { type Folded, createFolding, type FoldablePost } from '../src/core/fold/folding.ts'
import { createProfiling } from '../src/core/fold/profile.ts'
import { resemblance, storyThreshold } from '../src/core/fold/same-story.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import { loadTexts } from './corpus.ts'
import { readPairs } from './fold/pairs.ts'
import { crossValidate } from './fold/regression.ts'
import { type Alter, copies, otherTexts } from './fold/altered.ts'
import { readPosts } from './fold/draw.ts'
import { bandName, judgePairs, type JudgedPair, score, type Share, shareOf } from './fold/same-text.ts'
import { distance, simHash, usualDistance } from './fold/sim-hash.ts'
import { median, report, round } from './measure.ts'

const analyzer = createDictionaryAnalyzer(readDictionaries())
const profileOf = createProfiling(analyzer)
const pairs = readPairs()
const size = `${pairs.length} labelled pairs`
const distances = pairs.map(({ texts: [a, b] }) => distance(simHash(a), simHash(b)))

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
    const folding = createFolding(profileOf)
    folding.add(toPost(texts[0]))
    return folding.add(toPost(texts[1]))
  })
}

function reportSameText(): void {
  const { right, wrong } = tally(pairs.map(({ texts }) => foldPair(texts).some(({ sameTextAs }) => sameTextAs === 0)))
  const theirs = tally(distances.map((bits) => bits <= usualDistance))
  report({
    case: `folding as one text: precision; ${right + wrong} pairs are folded, by the peer ${theirs.right + theirs.wrong}`,
    size,
    unit: 'share',
    median: round(right / (right + wrong)),
    peer,
    peerMedian: round(theirs.right / (theirs.right + theirs.wrong)),
  })
}

const peer = `SimHash of 64 bits, ${usualDistance} of which may differ`

function reportShare(what: string, ours: Share, theirs: Share): void {
  const [from, to] = ours.interval.map(round)
  report({
    case: `${what}: ${ours.count} of ${ours.of}, 95 % interval ${from} to ${to}`,
    size: `${ours.of} pairs`,
    unit: 'share',
    median: round(ours.share),
    peer: `${peer}, ${theirs.count} of ${theirs.of}`,
    ...(theirs.of > 0 && { peerMedian: round(theirs.share) }),
  })
}

function reportPrecision(what: string, pairs: readonly JudgedPair[]): void {
  const [ours, theirs] = [score(pairs, foldedByUs), score(pairs, foldedByPeer)]
  if (ours.precision.of > 0) reportShare(`one text, ${what}: precision`, ours.precision, theirs.precision)
}

function reportRecall(what: string, pairs: readonly JudgedPair[]): void {
  const [ours, theirs] = [score(pairs, foldedByUs), score(pairs, foldedByPeer)]
  if (ours.recall.of > 0) reportShare(`one text, ${what}: copies that are folded`, ours.recall, theirs.recall)
}

function foldedByUs({ isFolded }: JudgedPair): boolean {
  return isFolded
}

function foldedByPeer({ isFoldedByPeer }: JudgedPair): boolean {
  return isFoldedByPeer
}

/** Pairs of published posts, drawn from all that resemble each other, by how much one holds of the other's runs of words. */
function reportLabels(): void {
  const judged = judgePairs(profileOf, readPosts())
  for (const [draw, what] of [
    [1, 'pairs by which the rules were chosen'],
    [2, 'pairs that were held back'],
  ] as const) {
    const drawn = judged.filter((pair) => pair.draw === draw)
    for (const [band, pairs] of [...Map.groupBy(drawn, (pair) => pair.band)].sort(([a], [b]) => a - b)) {
      reportPrecision(`${what}, ${bandName(band)} in common`, pairs)
      reportRecall(`${what}, ${bandName(band)} in common`, pairs)
    }
    reportPrecision(what, drawn)
    reportRecall(what, drawn)
  }
  const folded = judged.filter(({ draw }) => draw === 3)
  reportPrecision('pairs drawn from those that were folded', folded)
  reportPrecision('all judged pairs', judged)
}

const everyNth = 5
const minWords = 12

/** Published posts, each beside what a machine made of it. */
function reportAltered(): void {
  const texts = readPosts()
    .map(({ text }) => text)
    .filter((text, index) => index % everyNth === 0 && text.trim().split(/\s+/).length >= minWords)
  const reportOne = (what: string, alter: Alter, isWanted: boolean): void => {
    const made = texts.flatMap((text) => {
      const altered = alter(text)
      return altered === null ? [] : [[text, altered] as const]
    })
    const folded = made.filter((both) => foldOnce(both)).length
    const foldedByPeer = made.filter(([a, b]) => distance(simHash(a), simHash(b)) <= usualDistance).length
    const count = (found: number): Share => shareOf(isWanted ? found : made.length - found, made.length)
    reportShare(
      `posts altered by machine, ${what}: ${isWanted ? 'folded' : 'kept apart'}`,
      count(folded),
      count(foldedByPeer),
    )
  }
  for (const [what, alter] of Object.entries(otherTexts)) reportOne(`another text by ${what}`, alter, false)
  for (const [what, alter] of Object.entries(copies)) reportOne(`a copy with ${what}`, alter, true)
}

function foldOnce([first, second]: readonly [string, string]): boolean {
  const folding = createFolding(profileOf)
  folding.add({ ...toPost(first), self: 'one/1' })
  return folding.add({ ...toPost(second), self: 'two/1' }).sameTextAs === 0
}

function reportStories(): void {
  const best = Math.max(...distances.map((bits) => tally(distances.map((other) => other <= bits)).f1))
  const bestPeer = { peer: 'SimHash, at the distance that suits these pairs best', peerMedian: round(best) }
  const alone = tally(pairs.map(({ texts }) => foldPair(texts).every(({ story }) => story === 0)))
  report({ case: 'one story: F1', size, unit: 'share', median: round(alone.f1), ...bestPeer })
  const folding = createFolding(profileOf)
  const stories = pairs.map(({ texts }) => texts.map((text) => folding.add(toPost(text)).story))
  const together = tally(stories.map(([a, b]) => a === b))
  report({
    case: 'the same, all texts in one stream: F1',
    size,
    unit: 'share',
    median: round(together.f1),
    ...bestPeer,
  })
  const examples = pairs.map(({ texts: [a, b], isSame }) => {
    const { words, opening, headline, names, dated } = resemblance(profileOf(a), profileOf(b))
    return { features: [words, opening, headline, names, dated], isTrue: isSame }
  })
  const seeds = Array.from({ length: 9 }, (_, index) => index + 1)
  const scores = seeds.map((seed) => tally(crossValidate(examples, storyThreshold, seed)).f1)
  report({
    case: 'the same, learnt from nine tenths of the pairs and asked of the others: F1, median of 9 partings',
    size,
    unit: 'share',
    median: round(median(scores)),
    ...bestPeer,
  })
}

/** On the processor, since other work on the machine is no part of it. */
function reportRate(): void {
  const { texts, origin } = loadTexts()
  const rates = Array.from({ length: 6 }, () => {
    const folding = createFolding(profileOf)
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
if (readPosts().length > 0) {
  reportLabels()
  reportAltered()
} else {
  process.stderr.write('fold: the published posts are not here\n')
}
reportRate()
