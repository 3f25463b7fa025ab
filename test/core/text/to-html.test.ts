import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { escapeHtml, toSafeHtml } from '../../../src/core/text/to-html.ts'
import { type Entity, entityTypes } from '../../../src/domain/post.ts'

test('text without entities is escaped and nothing else', () => {
  assert.equal(toSafeHtml('a < b & "c" > d', []), 'a &lt; b &amp; &quot;c&quot; &gt; d')
})

test('nested entities become nested elements', () => {
  const entities: Entity[] = [
    { type: 'italic', offset: 0, length: 9 },
    { type: 'bold', offset: 4, length: 5 },
  ]
  assert.equal(toSafeHtml('one two three', entities), '<i>one <b>two t</b></i>hree')
})

test('overlapping entities are split so that elements stay nested', () => {
  const entities: Entity[] = [
    { type: 'bold', offset: 0, length: 5 },
    { type: 'italic', offset: 3, length: 5 },
  ]
  assert.equal(toSafeHtml('abcdefgh', entities), '<b>abc<i>de</i></b><i>fgh</i>')
})

test('nothing stands inside code', () => {
  const entities: Entity[] = [
    { type: 'pre', offset: 0, length: 6, language: 'python' },
    { type: 'bold', offset: 2, length: 2 },
  ]
  assert.equal(toSafeHtml('x = 12 end', entities), '<pre><code class="language-python">x = 12</code></pre> end')
})

test('a quotation is never torn apart by what overlaps it', () => {
  const entities: Entity[] = [
    { type: 'bold', offset: 0, length: 6 },
    { type: 'expandable_blockquote', offset: 4, length: 6 },
  ]
  assert.equal(toSafeHtml('abcdefghij', entities), '<b>abcd</b><blockquote expandable><b>ef</b>ghij</blockquote>')
})

test('a link keeps its address, escaped', () => {
  const entities: Entity[] = [{ type: 'text_link', offset: 0, length: 4, url: 'https://example.org/?a=1&b="2"' }]
  assert.equal(toSafeHtml('here', entities), '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">here</a>')
})

test('an address of another scheme is left out and its text stays', () => {
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    ' https://x.org',
    'https://',
    '',
  ]) {
    assert.equal(toSafeHtml('here', [{ type: 'text_link', offset: 0, length: 4, url }]), 'here')
  }
})

test('what Telegram finds by itself gets the address it would get', () => {
  const text = '@durov example.org me@example.org +1 23 #tag'
  const entities: Entity[] = [
    { type: 'mention', offset: 0, length: 6 },
    { type: 'url', offset: 7, length: 11 },
    { type: 'email', offset: 19, length: 14 },
    { type: 'phone_number', offset: 34, length: 5 },
    { type: 'hashtag', offset: 40, length: 4 },
  ]
  assert.equal(
    toSafeHtml(text, entities),
    '<a href="https://t.me/durov">@durov</a> <a href="https://example.org">example.org</a> ' +
      '<a href="mailto:me@example.org">me@example.org</a> <a href="tel:+123">+1 23</a> #tag',
  )
})

test('a custom emoji keeps its id, and one with a strange id is plain', () => {
  assert.equal(robotHtml('534'), '<tg-emoji emoji-id="534">🤖</tg-emoji>!')
  assert.equal(robotHtml('"><script>'), '🤖!')
})

test('entities outside of the text are left out, and none cuts a character in half', () => {
  const entities: Entity[] = [
    { type: 'bold', offset: 1, length: 1 },
    { type: 'italic', offset: 50, length: 3 },
    { type: 'underline', offset: -4, length: 2 },
  ]
  assert.equal(toSafeHtml('🤖ok', entities), '<b>🤖</b>ok')
})

test('any entities give well-formed HTML of the very same text', () => {
  const entity = fc.record({
    type: fc.constantFrom(...entityTypes),
    offset: fc.integer({ min: -3, max: 40 }),
    length: fc.integer({ min: -2, max: 40 }),
    url: fc.constantFrom('https://example.org/"<>', 'javascript:x', 'tg://user?id=1'),
    language: fc.constantFrom('ts', '"><b>'),
    customEmojiId: fc.constantFrom('12', 'x'),
  })
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(entity, { maxLength: 8 }),
      (text, entities) => {
        assert.equal(readWellFormed(toSafeHtml(text, entities)), escapeHtml(text))
      },
    ),
    { numRuns: 500 },
  )
})

function robotHtml(customEmojiId: string): string {
  return toSafeHtml('🤖!', [{ type: 'custom_emoji', offset: 0, length: 2, customEmojiId }])
}

/** The escaped text of HTML whose tags are balanced and known; throws for any other. */
function readWellFormed(html: string): string {
  const open: string[] = []
  const known = /^(?:b|i|u|s|tg-spoiler|code|pre|blockquote|a|tg-emoji)$/
  const text = html.replace(/<(\/?)([a-z-]+)((?: [a-z-]+(?:="[^"<>]*")?)*)>/g, (_tag, slash: string, name: string) => {
    assert.match(name, known)
    if (slash === '') open.push(name)
    else assert.equal(open.pop(), name)
    return ''
  })
  assert.deepEqual(open, [])
  assert.doesNotMatch(text, /[<>"]/)
  return text
}
