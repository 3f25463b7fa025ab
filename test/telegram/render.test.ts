import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import * as fc from 'fast-check'
import { parseHtml } from '../../sandbox/formatting.ts'
import { languages } from '../../src/domain/chat.ts'
import type { Digest, DigestItem } from '../../src/domain/digest.ts'
import type { MessagePart } from '../../src/domain/messenger.ts'
import type { MediaKind } from '../../src/domain/post.ts'
import { pagesOf, renderDigest } from '../../src/telegram/render.ts'
import { createTexts } from '../../src/telegram/texts.ts'
import { anyText } from '../support/any-text.ts'
import { sampleDigest, sampleStories } from './sample-digest.ts'

const texts = createTexts()
const partBreak = '\n<!-- next message -->\n'

/** The links to posts in a part, in order. */
function postLinks(part: MessagePart): readonly string[] {
  return parseHtml(part.html).entities.flatMap(({ url }) => (url !== undefined && /\/\d+$/.test(url) ? [url] : []))
}

function wantedLinks(digest: Digest): readonly string[] {
  return digest.groups.flatMap(({ channels }) =>
    channels.flatMap(({ name, items }) => items.map(({ messageId }) => `https://t.me/${name}/${messageId}`)),
  )
}

/** The digest with some of its posts told as leads, with all their words as quotes. */
function withLeads(digest: Digest, leads: readonly number[]): Digest {
  const mark = (one: DigestItem): DigestItem => {
    const { extract = '', highlights = [] } = one
    return leads.includes(one.postId)
      ? { ...one, isLead: true, headline: extract, quote: { text: extract, highlights } }
      : one
  }
  const groups = digest.groups.map((group) => ({
    ...group,
    channels: group.channels.map((each) => ({ ...each, items: each.items.map(mark) })),
  }))
  return { ...digest, groups }
}

/** The last line of a digest with these gaps. */
function gapLine(names: readonly string[]): string {
  const gap = { fromAt: Date.UTC(2026, 2, 4, 8), untilAt: Date.UTC(2026, 2, 4, 13) }
  const digest = { ...sampleDigest('en'), gaps: names.map((channelName) => ({ channelName, ...gap })) }
  return renderDigest(digest, texts).at(-1)?.plain.split('\n').at(-1) ?? ''
}

const hostile = fc.oneof(
  fc.constantFrom(
    '<b>bold</b>&amp;<a href="tg://x">x</a>',
    '</a></b>',
    '&lt;&#60;&quot;',
    '\u202eevil\u202d',
    'שלום עולם',
    '👩‍👩‍👧‍👦'.repeat(20),
    'e' + '\u0301'.repeat(500),
    '@name #tag https://t.me/x/9',
  ),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  anyText(300),
)
const mediaKinds: readonly MediaKind[] = ['photo', 'video', 'poll', 'document', 'link_preview', 'voice']
const item = fc
  .record({
    extract: fc.oneof(
      hostile,
      fc.array(hostile, { maxLength: 6 }).map((texts) => texts.join(' ')),
    ),
    cuts: fc.array(fc.nat(400), { maxLength: 60 }),
    publishedAt: fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
    edited: fc.boolean(),
    media: fc.array(fc.constantFrom(...mediaKinds), { maxLength: 4 }),
    forwardedFrom: fc.option(hostile),
    alsoMatches: fc.array(hostile, { maxLength: 5 }),
  })
  .map(({ cuts, ...rest }): Omit<DigestItem, 'messageId' | 'postId'> => {
    const borders = cuts.sort((a, b) => a - b)
    const highlights = borders.flatMap((start, index) =>
      index % 2 === 0 ? [{ start, end: borders[index + 1] ?? start + 1 }] : [],
    )
    return { ...rest, highlights }
  })
const channel = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9_]{3,31}$/),
  title: hostile,
  items: fc.array(item, { minLength: 1, maxLength: 8 }),
})
const digests = fc
  .record({
    language: fc.constantFrom(...languages),
    timeZone: fc.constantFrom('UTC', 'Europe/Kyiv', 'Asia/Kathmandu', 'no/such'),
    leftOver: fc.nat(3),
    groups: fc.array(
      fc.record({ query: fc.option(hostile), channels: fc.array(channel, { minLength: 1, maxLength: 3 }) }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map((parts): Digest => {
    let postId = 0
    const groups = parts.groups.map(({ query, channels }) => ({
      query,
      channels: channels.map(({ items, ...rest }) => ({
        ...rest,
        items: items.map((one) => ({ ...one, postId: ++postId, messageId: postId })),
      })),
    }))
    return { ...parts, groups, postCount: postId, slotAt: Date.UTC(2026, 2, 5, 7) }
  })

suite('a rendered digest', () => {
  for (const language of languages) {
    test(`reads in ${language} as in test/fixtures/digest/${language}.html`, () => {
      const file = `test/fixtures/digest/${language}.html`
      const rendered = renderDigest(sampleDigest(language), texts).map((part) => part.html)
      if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, `${rendered.join(partBreak)}\n`)
      assert.equal(`${rendered.join(partBreak)}\n`, readFileSync(file, 'utf8'))
    })
  }

  for (const language of languages) {
    for (const layout of ['short', 'normal', 'full', 'rich', 'alert'] as const) {
      test(`reads in ${language} as in test/fixtures/digest/${layout}-${language}.html`, () => {
        const file = `test/fixtures/digest/${layout}-${language}.html`
        const parts = renderDigest(sampleStories(language, layout), texts, { id: 1, chatId: 1 })
        const rendered = parts.map(({ html, rich }) => (layout === 'rich' ? rich?.html : html))
        if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, `${rendered.join(partBreak)}\n`)
        assert.equal(`${rendered.join(partBreak)}\n`, readFileSync(file, 'utf8'))
      })
    }
  }

  test('in pages has every post once, in each length, within the limits', () => {
    const lengths = fc.constantFrom('short', 'normal', 'full')
    fc.assert(
      fc.property(digests, lengths, fc.array(fc.nat(10)), (digest, length, leads) => {
        const told = withLeads({ ...digest, length }, leads)
        for (const form of ['html', 'rich'] as const) {
          const pages = pagesOf(told, texts, form)
          const ids = pages.flatMap(({ stories }) => stories.map(({ item }) => item.postId))
          assert.deepEqual(
            ids.toSorted((a, b) => a - b),
            Array.from({ length: digest.postCount }, (_, index) => index + 1),
          )
          if (form === 'rich') continue
          for (const { html } of pages) {
            const { text, entities } = parseHtml(html.source)
            assert.ok(text.length > 0 && text.length <= 4096 && entities.length < 100)
          }
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 40) },
    )
  })

  test('keeps to Telegram’s limits and syntax, whatever the posts hold, with every post once and in order', () => {
    fc.assert(
      fc.property(digests, (digest) => {
        const parts = renderDigest(digest, texts)
        for (const part of parts) {
          const { text, entities } = parseHtml(part.html)
          assert.ok(text.length > 0 && text.length <= 4096, `${text.length} units`)
          assert.ok(entities.length < 100, `${entities.length} entities`)
          assert.ok(Buffer.byteLength(part.html) <= 32_768)
          const entityBytes = entities.reduce((sum, { url }) => sum + 16 + Buffer.byteLength(url ?? ''), 0)
          assert.ok(entityBytes <= 9000, `${entityBytes} bytes of entities`)
          assert.equal(part.plain, text)
          assert.equal(text, text.trim())
        }
        assert.deepEqual(parts.flatMap(postLinks), wantedLinks(digest))
      }),
      { numRuns: Number(process.env['RUNS'] ?? 60), endOnFailure: true },
    )
  })

  test('ends with one line about the channels that were not looked at', () => {
    assert.equal(
      gapLine(['a', 'b', 'c', 'd']),
      '⚠️ @a, @b, @c, …: not checked for a while (4 Mar, 08:00 – 4 Mar, 13:00); edits and deletions of that time may be missing.',
    )
  })

  test('is the same every time', () => {
    fc.assert(
      fc.property(digests, (digest) => {
        assert.deepEqual(renderDigest(digest, createTexts()), renderDigest(structuredClone(digest), texts))
      }),
      { numRuns: 10 },
    )
  })

  test('repeats the headings of what goes on in the next message', () => {
    const sample = sampleDigest('en')
    const [group] = sample.groups
    const [first] = group!.channels
    const items = Array.from({ length: 60 }, (_, index) => ({
      ...first!.items[0]!,
      messageId: index + 1,
      postId: index + 1,
    }))
    const parts = renderDigest({ ...sample, groups: [{ ...group!, channels: [{ ...first!, items }] }] }, texts)
    assert.ok(parts.length > 1)
    const [, second] = parts
    const lines = second!.plain.split('\n')
    assert.equal(lines[0], '🔎 library "opening hours" -museum (continued)')
    assert.equal(lines[2], 'City & Council <official> (continued)')
  })

  test('shows the matched words in bold, and nothing else', () => {
    const { text, entities } = parseHtml(renderDigest(sampleDigest('ru'), texts)[0]!.html)
    const bold = entities
      .filter(({ type }) => type === 'bold')
      .map(({ offset, length }) => text.slice(offset, offset + length))
    assert.ok(bold.includes('мобилизованных') && bold.includes('домой') && bold.includes('мобилизованного'))
    assert.ok(!bold.includes('просят'))
  })

  test('takes out what would turn the text around', () => {
    const sample = sampleDigest('en')
    const [group] = sample.groups
    const [first] = group!.channels
    const one = { ...first!.items[0]!, extract: 'a \u202eb\u2066 c', highlights: [{ start: 2, end: 4 }] }
    const [part] = renderDigest(
      { ...sample, groups: [{ ...group!, channels: [{ ...first!, title: '\u202etitle', items: [one] }] }] },
      texts,
    )
    assert.doesNotMatch(part!.html, /[\u202a-\u202e\u2066-\u2069]/)
    assert.match(part!.html, /a <b>b<\/b> c/)
  })
})
