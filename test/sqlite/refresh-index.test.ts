import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import type { Analyzer } from '../../src/core/text/analyzer.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'

it('an index made by another analyzer is made anew, with every post', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-index-'))
  const path = join(folder, 'a.db')
  const stems = createStemAnalyzer()
  // It knows every word under a letter more than the other.
  const other: Analyzer = {
    version: 'other',
    tokenize: (text) =>
      stems.tokenize(text).map((token) => ({ ...token, terms: token.terms.map((term) => `${term}x`) })),
    termsOf: (word) => stems.termsOf(word).map((term) => `${term}x`),
    languageOf: (text) => stems.languageOf(text),
  }
  const posts = Array.from({ length: 2500 }, (_, index) => makePost({ messageId: index + 1, text: `письмо ${index}` }))
  const first = openStore({ path, analyzer: stems })
  const profile = makeProfile({ name: 'news' })
  const channel = await first.channels.add(profile, { now: 0, backfill: 0 })
  const page = { channelId: channel.id, profile, posts, cursor: null, backfill: null, leaseUntil: 0, now: 0 }
  await first.channels.recordPage(page)
  await first.close()

  const second = openStore({ path, analyzer: other })
  const search = async (analyzer: Analyzer) => {
    const query = { kind: 'word', text: 'письма', terms: analyzer.termsOf('письма') } as const
    return (await second.posts.search({ query, channelIds: [channel.id], beforeId: null, limit: 5000 })).length
  }
  assert.deepEqual([await search(other), await search(stems)], [2500, 0])
  await second.close()
  await rm(folder, { recursive: true })
})
