import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { HtmlError, escapeHtml, parseHtml, toHtml } from '../../sandbox/formatting.ts'
import type { FormattedEntity } from '../../sandbox/formatting.ts'

describe('parseHtml', () => {
  const refusals: [html: string, message: string][] = [
    ['<b>x', `Can't find end tag corresponding to start tag "b"`],
    ['й<x>y</x>', 'Unsupported start tag "x" at byte offset 2'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>x</b y>', 'Unclosed end tag at byte offset 4'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['<a =1>x</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href', 'Unclosed start tag "a" at byte offset 0'],
    ['<a href=', 'Unclosed start tag "a" at byte offset 0'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href=x/y>z</a>', 'Unexpected end of name token at byte offset 8'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="x">y</tg-emoji>', 'Invalid custom emoji identifier specified'],
    ['<!-- x -->', 'Unsupported start tag "!--" at byte offset 0'],
    ['<br/>', 'Unsupported start tag "br/" at byte offset 0'],
  ]
  for (const [html, message] of refusals) {
    it(`refuses ${html} in Telegram's words`, () => {
      assert.throws(() => parseHtml(html), new HtmlError(message))
    })
  }

  it('refuses halves of a surrogate pair', () => {
    assert.throws(() => parseHtml('&#xD83D;'), /^HtmlError: Text contains invalid Unicode characters/)
  })

  it('knows four named entities and numbers, and leaves the rest as it stands', () => {
    assert.equal(parseHtml('&lt;&gt;&amp;&quot;&#33;&#x41; &nbsp; &apos; & &#0;').text, '<>&"!A &nbsp; &apos; & &#0;')
  })

  it('counts offsets in UTF-16 units', () => {
    assert.deepEqual(parseHtml('😀й<b>🚀x</b>').entities, [{ type: 'bold', offset: 3, length: 3 }])
  })

  it('drops links that lead nowhere and keeps the words', () => {
    assert.deepEqual(parseHtml('<a href="/x">a</a><a href="javascript:1">b</a><a href="http://localhost/">c</a>'), {
      text: 'abc',
      entities: [],
    })
  })

  it('completes addresses as the server does', () => {
    const urls = parseHtml('<a href="Example.COM">a</a><a href="https://t.me/x/1?single">b</a><a>t.me</a>').entities
    assert.deepEqual(
      urls.map(({ url }) => url),
      ['http://example.com/', 'https://t.me/x/1?single', 'http://t.me/'],
    )
  })

  it('makes one pre of pre and code with a language', () => {
    assert.deepEqual(parseHtml('<pre><code class="language-ts">x</code></pre>').entities, [
      { type: 'pre', offset: 0, length: 1, language: 'ts' },
    ])
  })

  it('reads the other tags', () => {
    const html =
      '<strong>a</strong><em>b</em><ins>c</ins><del>d</del><span class="tg-spoiler">e</span><blockquote expandable>f</blockquote>' +
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji><a href="tg://user?id=101">h</a><tg-time unix="1700000000" format="D">i</tg-time>'
    assert.deepEqual(
      parseHtml(html).entities.map(({ type }) => type),
      [
        'bold',
        'italic',
        'underline',
        'strikethrough',
        'spoiler',
        'expandable_blockquote',
        'custom_emoji',
        'text_mention',
        'date_time',
      ],
    )
  })

  it('throws nothing but HtmlError, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '=',
      '"',
      "'",
      '&',
      '#',
      ';',
      'b',
      'a',
      'pre',
      'code',
      ' href',
      'x',
      '\0',
      'й',
      '😀',
      '\n',
    )
    const html = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(html, (text) => {
        try {
          const parsed = parseHtml(text)
          for (const { offset, length } of parsed.entities) {
            assert.ok(offset >= 0 && length > 0 && offset + length <= parsed.text.length)
          }
        } catch (error) {
          assert.ok(error instanceof HtmlError, String(error))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('reads 32 KB of tags in a moment', () => {
    const startedAt = performance.now()
    parseHtml('<b>x</b>'.repeat(4000))
    assert.throws(() => parseHtml('<b>'.repeat(10_000)), HtmlError)
    assert.ok(performance.now() - startedAt < 30_000)
  })
})

describe('toHtml', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'й', '😀', '<', '&', '"', '>', ' ', '\n', 'z'),
    minLength: 1,
    maxLength: 6,
  })
  const wrappers: ((inner: string) => string)[] = [
    (inner) => `<b>${inner}</b>`,
    (inner) => `<i>${inner}</i>`,
    (inner) => `<u>${inner}</u>`,
    (inner) => `<tg-spoiler>${inner}</tg-spoiler>`,
    (inner) => `<code>${inner}</code>`,
    (inner) => `<pre>${inner}</pre>`,
    (inner) => `<pre><code class="language-a&quot;b">${inner}</code></pre>`,
    (inner) => `<blockquote>${inner}</blockquote>`,
    (inner) => `<blockquote expandable>${inner}</blockquote>`,
    (inner) => `<a href="https://example.com/?a=1&amp;b=%20">${inner}</a>`,
    (inner) => `<a href="tg://user?id=101">${inner}</a>`,
    (inner) => `<tg-emoji emoji-id="123">${inner}</tg-emoji>`,
  ]
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      word.map(escapeHtml),
      fc
        .tuple(fc.constantFrom(...wrappers), fc.array(tie('tree'), { maxLength: 3 }))
        .map(([wrap, inner]) => wrap(inner.join(''))),
    ),
  }))

  it('gives back what parseHtml read', () => {
    fc.assert(
      fc.property(tree, (html) => {
        const parsed = parseHtml(html)
        assert.deepEqual(parseHtml(toHtml(parsed.text, parsed.entities)), parsed)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps the order of code with and without a language over the same words', () => {
    const parsed = parseHtml('<pre><code class="language-ts"><b><pre>x</pre></b></code></pre>')
    assert.deepEqual(parseHtml(toHtml(parsed.text, parsed.entities)), parsed)
  })

  it('is well formed and keeps the text, even when entities overlap or reach out of it', () => {
    const entity: fc.Arbitrary<FormattedEntity> = fc.record({
      type: fc.constantFrom('bold', 'italic', 'code', 'pre', 'text_link', 'blockquote', 'hashtag', 'unheard_of'),
      offset: fc.integer({ min: -5, max: 40 }),
      length: fc.integer({ min: -5, max: 40 }),
      url: fc.constant('https://example.com/'),
    })
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(entity, { maxLength: 8 }), (text, entities) => {
        assert.equal(parseHtml(toHtml(text, entities)).text, text)
      }),
      { numRuns: 1000 },
    )
  })

  it('cuts entities that overlap into pieces that nest', () => {
    const entities = [
      { type: 'bold', offset: 0, length: 5 },
      { type: 'italic', offset: 3, length: 5 },
    ]
    assert.equal(toHtml('abcdefgh', entities), '<b>abc<i>de</i></b><i>fgh</i>')
  })
})
