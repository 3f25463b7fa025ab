import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEmbed, parseLanding } from '../../src/tme/parse.ts'
import type { EmbedFault } from '../../src/tme/parse.ts'
import { readFixture } from './support/fixtures.ts'

const markupChanged = { name: 'SourceError', fault: 'markup_changed' }

test('a landing page tells what kind of name it is', () => {
  assert.deepEqual(parseLanding(readFixture('landing-channel')), { kind: 'channel', title: 'Проба пера' })
  assert.deepEqual(parseLanding(readFixture('landing-group')), { kind: 'group', title: 'Соседи' })
  assert.deepEqual(parseLanding(readFixture('landing-bot')), { kind: 'bot', title: 'Helper' })
})

test('people and unused names share one card', () => {
  assert.deepEqual(parseLanding(readFixture('landing-person')), { kind: 'contact', title: 'Ann' })
  assert.deepEqual(parseLanding(readFixture('landing-unused')), { kind: 'contact', title: null })
})

test('anything else is no landing page', () => {
  for (const html of ['', readFixture('page'), '<html><body>Blocked</body></html>']) {
    assert.throws(() => parseLanding(html), markupChanged)
  }
})

test('an embed gives its post, with the date of the attribute', () => {
  const embed = parseEmbed(readFixture('embed-post'))
  assert.ok(embed.ok)
  assert.equal(embed.post.messageId, 10)
  assert.equal(embed.post.text, 'Вставленный пост')
  assert.equal(embed.post.publishedAt, Date.UTC(2026, 2, 1, 9))
})

test('an embed without a post tells why', () => {
  assert.equal(faultOf('embed-post-not-found'), 'post_not_found')
  assert.equal(faultOf('embed-channel-not-found'), 'channel_not_found')
  assert.equal(faultOf('embed-not-displayable'), 'not_displayable')
  assert.equal(faultOf('embed-copyright'), 'copyright')
})

test('an embed with other words is an alarm', () => {
  for (const html of ['', readFixture('page'), readFixture('embed-copyright').replace('copyright', 'x')]) {
    assert.throws(() => parseEmbed(html), markupChanged)
  }
})

function faultOf(name: string): EmbedFault | null {
  const embed = parseEmbed(readFixture(name))
  return embed.ok ? null : embed.fault
}
