import assert from 'node:assert/strict'
import { test } from 'node:test'
import { muteChannel, mutedChannels, unmuteChannel } from '../../../src/core/query/mute-channel.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
import { printQuery } from '../../../src/core/query/print-query.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'

function read(text: string) {
  const parsed = parseQuery(text, createStemAnalyzer())
  assert.ok(parsed.ok)
  return parsed.query
}

test('a channel is muted in a query and taken in again, whatever the query', () => {
  for (const text of ['boats', 'boats OR gulls', '"old harbour" -film', '(a OR b) c -in:@other', 'has:video']) {
    const query = read(text)
    const muted = muteChannel(query, 'Harbour_News')
    assert.ok(mutedChannels(read(printQuery(muted))).includes('harbour_news'), text)
    assert.equal(printQuery(unmuteChannel(muted, 'harbour_news')), printQuery(query), text)
  }
})

test('a channel that was muted twice is muted once', () => {
  const once = printQuery(muteChannel(read('boats'), 'news'))
  assert.equal(printQuery(muteChannel(read(once), 'news')), once)
})
