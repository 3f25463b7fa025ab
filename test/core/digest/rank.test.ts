import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { chooseLeads } from '../../../src/core/digest/leads.ts'
import { matchQuality, scoreOf } from '../../../src/core/digest/rank.ts'
import { findSentences } from '../../../src/core/digest/sentences.ts'
import { medianAtAge, reachOf } from '../../../src/core/digest/reach.ts'
import { toPlainDocument } from '../../../src/core/query/document.ts'
import { findWords } from '../../../src/core/query/evaluate.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'
import type { DigestItem } from '../../../src/domain/digest.ts'

function item(postId: number, score: number, story?: number): DigestItem {
  return {
    postId,
    messageId: postId,
    publishedAt: postId,
    extract: '',
    highlights: [],
    edited: false,
    media: [],
    forwardedFrom: null,
    alsoMatches: [],
    score,
    ...(story !== undefined && { story }),
  }
}

const hour = 3_600_000
const unit = fc.double({ min: 0, max: 1, noNaN: true })
const merits = fc.record({ match: unit, novelty: unit, reach: unit, channels: fc.integer({ min: 1, max: 100 }) })

test('a score is between 0 and 1, and no merit lowers it', () => {
  fc.assert(
    fc.property(merits, merits, (a, b) => {
      const best = {
        match: Math.max(a.match, b.match),
        novelty: Math.max(a.novelty, b.novelty),
        reach: Math.max(a.reach, b.reach),
        channels: Math.max(a.channels, b.channels),
      }
      assert.ok(scoreOf(a) >= 0 && scoreOf(a) <= 1)
      assert.ok(scoreOf(best) >= Math.max(scoreOf(a), scoreOf(b)))
    }),
  )
})

test('of alternatives one is as good as all: what matched both is no better match', () => {
  const analyzer = createStemAnalyzer()
  const parsed = parseQuery('ferry OR boat OR ship', analyzer)
  assert.ok(parsed.ok)
  const qualityOf = (text: string): number => {
    const document = toPlainDocument(text, analyzer)
    return matchQuality(parsed.query, document, findWords(parsed.query, document), findSentences(text))
  }
  assert.equal(
    qualityOf('The ferry and the ferry sank in the storm'),
    qualityOf('The ferry and the boat sank in the storm'),
  )
})

test('views count against what posts of the channel have at that age', () => {
  const samples = [100, 200, 300, 400, 500].map((views) => ({ views, ageMs: 2 * hour }))
  assert.equal(medianAtAge(samples, 2.5 * hour), 300)
  assert.equal(medianAtAge(samples, 50 * hour), null)
  assert.equal(reachOf({ views: 300, ageMs: 2 * hour }, samples), 0.5)
  assert.equal(reachOf({ views: 2400, ageMs: 2 * hour }, samples), 1)
  assert.equal(reachOf({ views: 3, ageMs: 2 * hour }, samples), 0)
  assert.equal(reachOf(undefined, samples), 0.5)
})

test('every query has its lead before any has a second, and a story leads once', () => {
  const strong = Array.from({ length: 12 }, (_, index) => item(index + 1, 0.9, index < 2 ? 1 : undefined))
  const groups = chooseLeads([
    { query: 'a', channels: [{ name: 'one', title: 'One', items: strong }] },
    { query: 'b', channels: [{ name: 'one', title: 'One', items: [item(100, 0.1)] }] },
  ])
  const leads = groups.map(({ channels }) =>
    channels[0]?.items.filter(({ isLead }) => isLead).map(({ postId }) => postId),
  )
  assert.equal(leads.flat().length, 8)
  assert.deepEqual(leads[1], [100])
  assert.equal(leads[0]?.filter((id) => id === 1 || id === 2).length ?? 0, 0)
  assert.deepEqual(leads[0], [6, 7, 8, 9, 10, 11, 12])
})

test('the next best posts of a lead’s story are told below it, whatever query found them, and only so many', () => {
  const one = [item(1, 0.9, 1), ...Array.from({ length: 6 }, (_, index) => item(index + 2, 0.5 - index / 100, 1))]
  const groups = chooseLeads([
    { query: 'a', channels: [{ name: 'one', title: 'One', items: one }] },
    { query: 'b', channels: [{ name: 'two', title: 'Two', items: [item(50, 0.8), item(51, 0.6, 1), item(52, 0.1)] }] },
  ])
  const items = groups.flatMap(({ channels }) => channels.flatMap((channel) => channel.items))
  assert.deepEqual(
    items.filter(({ under }) => under === 1).map(({ postId }) => postId),
    [2, 3, 4, 51],
  )
  assert.ok(items.every(({ isLead, under }) => isLead !== true || under === undefined))
})

/** How many leads each query has, from the posts of each. */
function countLeads(queries: readonly (readonly DigestItem[])[]): readonly number[] {
  const groups = queries.map((items, index) => ({
    query: String(index),
    channels: [{ name: 'one', title: 'One', items }],
  }))
  return chooseLeads(groups).map(
    ({ channels: [channel] }) => channel!.items.filter(({ isLead }) => isLead === true).length,
  )
}

test('no query has more than four leads while another has stories left', () => {
  const loud = Array.from({ length: 20 }, (_, index) => item(index + 1, 0.9))
  const still = Array.from({ length: 6 }, (_, index) => item(index + 50, 0.2))
  assert.deepEqual(countLeads([loud, still]), [4, 4])
  assert.deepEqual(countLeads([loud, still.slice(0, 2)]), [6, 2])
})
