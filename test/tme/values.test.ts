import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classifyLink, parseBackgroundUrl, parseTelegramRef } from '../../src/tme/parse/links.ts'
import { parseCount, parseDuration, parseInstant, parsePercent } from '../../src/tme/parse/values.ts'

test('counts are read whatever their spaces and suffix', () => {
  const values: [string, number][] = [
    ['0', 0],
    ['44', 44],
    ['9.5K', 9500],
    ['2.49K', 2490],
    ['11.4M', 11_400_000],
    ['1B', 1_000_000_000],
    ['11 286 994', 11_286_994],
    ['11\u00a0286\u00a0994', 11_286_994],
    ['11\u202f286\u2009994', 11_286_994],
    ['1,234,567', 1_234_567],
    ['9,5K', 9500],
  ]
  for (const [label, value] of values) assert.deepEqual(parseCount(` ${label} `), { label, value })
})

test('what is no count is none', () => {
  for (const label of ['', 'K', '1.2.3', '-5', '5X', '1e9', '9'.repeat(40), 'NaN'])
    assert.equal(parseCount(label), null)
})

test('durations are in seconds', () => {
  assert.equal(parseDuration('0:09'), 9)
  assert.equal(parseDuration('27:40'), 1660)
  assert.equal(parseDuration('1:02:03'), 3723)
  for (const label of ['', '9', '1:2', 'a:bc', '1:02:03:04']) assert.equal(parseDuration(label), null)
})

test('only a whole date with its offset is an instant', () => {
  assert.equal(parseInstant('2026-03-01T09:00:00+00:00'), Date.UTC(2026, 2, 1, 9))
  assert.equal(parseInstant('2026-03-01T09:00:00Z'), Date.UTC(2026, 2, 1, 9))
  for (const date of ['2026-03-01T09:00:00', '2026-13-01T09:00:00Z', '2026-02-29T09:00:00Z', '1', 'now']) {
    assert.equal(parseInstant(date), null)
  }
})

test('percentages are numbers', () => {
  assert.equal(parsePercent('16%'), 16)
  assert.equal(parsePercent('%'), null)
})

test('a link to a message names channel and id, whatever the host', () => {
  assert.deepEqual(parseTelegramRef('https://t.me/durov/519?single'), { name: 'durov', messageId: 519 })
  assert.deepEqual(parseTelegramRef('http://127.0.0.1:8080/s/durov'), { name: 'durov', messageId: null })
  assert.deepEqual(parseTelegramRef('https://t.me/c/1234/56'), { name: null, messageId: 56 })
  for (const href of ['', 'durov/5', 'https://t.me/', 'https://t.me/joinchat/abc', 'https://t.me/+abc', undefined]) {
    assert.equal(parseTelegramRef(href), null)
  }
})

test('a picture is found in a style, unless it stands in the page itself', () => {
  assert.equal(parseBackgroundUrl("width:8px;background-image:url('https://x.org/a(1).jpg')"), 'https://x.org/a(1).jpg')
  assert.equal(parseBackgroundUrl('background-image: url("//x.org/a.jpg");'), 'https://x.org/a.jpg')
  assert.equal(parseBackgroundUrl('background-image:url(data:image/png;base64,xx)'), null)
  assert.equal(parseBackgroundUrl('width:8px'), null)
})

test('an address that equals its text but for what the page adds is a plain url', () => {
  assert.deepEqual(classifyLink('http://example.org/', 'example.org'), { type: 'url' })
  assert.deepEqual(classifyLink('https://example.org/%D0%BA', 'https://example.org/к'), { type: 'url' })
  assert.deepEqual(classifyLink('https://evil.example', 'https://example.org'), {
    type: 'text_link',
    url: 'https://evil.example',
  })
})

test('a mention of one name that leads to another is a text link', () => {
  assert.deepEqual(classifyLink('https://t.me/evil_name', '@good_name'), {
    type: 'text_link',
    url: 'https://t.me/evil_name',
  })
})

test('addresses of unknown schemes are dropped', () => {
  for (const href of ['javascript:x', 'data:text/html,x', 'vbscript:x', '', undefined, '?x=1']) {
    assert.equal(classifyLink(href, 'text'), null)
  }
})
