import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { findChannelLinks, maxRefs, parseChannelRefs, parseNameless, postUrl } from '../../src/core/channel-ref.ts'
import { anyText } from '../support/any-text.ts'

/** "name", "name/12", or the reason why not. */
const read = (text: string): string[] =>
  parseChannelRefs(text).map((ref) => {
    if (ref.kind === 'invalid') return ref.reason
    return ref.messageId === null ? ref.name : `${ref.name}/${ref.messageId}`
  })
const links = (text: string): string[] =>
  findChannelLinks(text).map(({ name, messageId }) => (messageId === null ? name : `${name}/${messageId}`))

test('every way to write a channel gives its name as written', () => {
  for (const text of [
    '@Durov_1',
    'Durov_1',
    't.me/Durov_1',
    'https://t.me/Durov_1',
    'HTTP://T.ME/Durov_1/',
    'https://t.me/s/Durov_1',
    'https://t.me/s/Durov_1?before=12',
    'www.telegram.me/Durov_1',
    'telegram.dog/Durov_1',
    'https://Durov_1.t.me',
    'https://Durov_1.t.me/?x=1',
    'tg://resolve?domain=Durov_1',
    'tg:resolve?domain=Durov_1',
    'https://web.telegram.org/k/#@Durov_1',
    '(t.me/Durov_1).',
    '«@Durov_1»!',
  ]) {
    assert.deepEqual(read(text), ['Durov_1'], text)
  }
})

test('a link to a post gives the channel and the message id', () => {
  for (const text of [
    't.me/durov/12',
    't.me/s/durov/12',
    'https://t.me/durov/12?single&comment=3',
    'durov.t.me/12',
    'tg://resolve?domain=durov&post=12',
  ]) {
    assert.deepEqual(read(text), ['durov/12'], text)
  }
  assert.deepEqual(read('t.me/durov/5/12'), ['durov/12'])
  assert.deepEqual(read('t.me/durov/0 t.me/telegram/99999999999'), ['durov', 'telegram'])
  assert.deepEqual(read('t.me/durov/s/12'), ['durov'])
})

test('a channel that has lost its name is called by its number, as addresses of its posts have it', () => {
  for (const text of ['c/42', '@C/42', 't.me/c/42', ' https://t.me/c/42/ ']) {
    assert.deepEqual(parseNameless(text), { name: 'c/42', messageId: null }, text)
  }
  assert.deepEqual(parseNameless(postUrl('c/42', 5)), { name: 'c/42', messageId: 5 })
  for (const text of ['c/', 'c/x', 'abc/42', 't.me/x/c/42', 'c/42 c/43', 't.me/s/c/42', 'https://example.org/c/42']) {
    assert.equal(parseNameless(text), null, text)
  }
})

test('several are parted by spaces, commas and lines, and each is given once', () => {
  assert.deepEqual(read('@first, second;t.me/third\n@FIRST t.me/first/3'), ['first', 'second', 'third', 'first/3'])
})

test('invite links, private links and reserved paths are told apart', () => {
  assert.deepEqual(read('t.me/+AbCdEf_1-2'), ['invite_link'])
  assert.deepEqual(read('https://t.me/joinchat/AAAA'), ['invite_link'])
  assert.deepEqual(read('tg://join?invite=AAAA'), ['invite_link'])
  assert.deepEqual(read('t.me/c/1234567890/5'), ['private_link'])
  assert.deepEqual(read('tg://privatepost?channel=1&post=2'), ['private_link'])
  assert.deepEqual(read('web.telegram.org/a/#-1001234567890'), ['private_link'])
  for (const path of [
    's',
    'share/url?url=x',
    'addstickers/Animals',
    'proxy?server=x',
    'iv?url=x',
    'boost/durov',
    'addlist/x',
  ]) {
    assert.deepEqual(read(`t.me/${path}`), ['reserved'], path)
  }
  assert.deepEqual(read('@share'), ['reserved'])
})

test('what cannot be a name is refused, and shown shortened', () => {
  for (const text of [
    'abc',
    '1abcd',
    '_abcd',
    'канал',
    'a'.repeat(33),
    'ab-cd',
    't.me',
    't.me/',
    't.me/+380501234567',
    'https://example.org/durov',
    'tg://resolve?domain=',
  ]) {
    assert.deepEqual(read(text), ['not_a_name'], text)
  }
  const [ref] = parseChannelRefs('я'.repeat(500))
  assert.ok(ref?.kind === 'invalid' && ref.input.length <= 64)
  assert.deepEqual(read(' ,\n!!! …'), [])
})

test('other hosts do not pass for Telegram', () => {
  for (const text of [
    'https://t.me@evil.org/durov',
    'https://evil.org/t.me/durov',
    'https://t.me.evil.org/durov',
    'xt.me/durov',
    't.mexico/durov',
  ]) {
    assert.deepEqual(read(text), ['not_a_name'], text)
    assert.deepEqual(links(text), [], text)
  }
})

test('no more than the limit is read', () => {
  assert.equal(parseChannelRefs(Array.from({ length: 50 }, (_, index) => `channel${index}`).join(' ')).length, maxRefs)
  assert.equal(findChannelLinks(Array.from({ length: 50 }, (_, index) => `@channel${index}`).join(' ')).length, maxRefs)
})

test('in a text only links and mentions are channels, not words and addresses', () => {
  assert.deepEqual(
    links(
      'See @first, write to a@second.org; [third](https://t.me/third/3). fourth.t.me tg://resolve?domain=fifth plain words t.me/+AbC "t.me/sixth"',
    ),
    ['first', 'third/3', 'fourth', 'fifth', 'sixth'],
  )
  assert.deepEqual(links('только слова'), [])
})

test('the address of a post leads back to it', () => {
  assert.equal(postUrl('durov', 12), 'https://t.me/durov/12')
  assert.deepEqual(read(postUrl('durov', 12)), ['durov/12'])
})

test('any text is read without throwing, in bounds', () => {
  const piece = fc.constantFrom(
    't.me/',
    'tg://',
    'resolve?domain=',
    '@',
    'durov',
    '/',
    '+',
    '#',
    '?',
    ' ',
    ',',
    '%',
    's/',
    'c/',
    '12',
    '\n',
  )
  const text = fc.oneof(
    anyText(12),
    fc.array(piece).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (text) => {
      for (const ref of [
        ...parseChannelRefs(text),
        ...findChannelLinks(text).map((link) => ({ kind: 'channel', ...link }) as const),
      ]) {
        if (ref.kind === 'invalid') assert.ok(ref.input.length <= 64)
        else assert.match(ref.name, /^[A-Za-z][A-Za-z0-9_]{3,31}$/)
      }
    }),
    { numRuns: 2000 },
  )
})

test('hostile text does not hold the process', () => {
  const startedAt = performance.now()
  for (const unit of ['!', 'a.', 'a-', 't.me', '@', '/', 't.me/', 'tg:', 'https://', '!a']) {
    parseChannelRefs(unit.repeat(50_000))
    findChannelLinks(unit.repeat(50_000))
  }
  assert.ok(performance.now() - startedAt < 30_000)
})
