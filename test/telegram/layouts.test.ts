import assert from 'node:assert/strict'
import { it } from 'node:test'
import * as fc from 'fast-check'
import type { DigestLength } from '../../src/domain/chat.ts'
import type { Digest } from '../../src/domain/digest.ts'
import { layOutDigest } from '../../src/telegram/layouts.ts'
import { layOutRich } from '../../src/telegram/rich-layout.ts'
import { parseHtml } from '../../sandbox/formatting.ts'
import { createTexts } from '../../src/telegram/texts.ts'
import { sampleDigest } from './sample-digest.ts'

const texts = createTexts()

/** The first channel of the sample with so many stories, every one of which may be a lead. */
function digestOf(leads: readonly boolean[], words: string, length: DigestLength): Digest {
  const sample = sampleDigest('uk')
  const [group] = sample.groups
  const [channel] = group!.channels
  const items = leads.map((isLead, index) => ({
    ...channel!.items[0]!,
    messageId: index + 1,
    headline: words,
    extract: words,
    highlights: [],
    isLead,
    quote: { text: words, highlights: [] },
  }))
  return { ...sample, length, groups: [{ ...group!, channels: [{ ...channel!, items }] }] }
}

const leads = fc.array(fc.boolean(), { minLength: 1, maxLength: 60, size: 'max' })
const words = fc.string({ unit: 'grapheme', maxLength: 500 })
const lengths = fc.constantFrom<DigestLength>('short', 'normal', 'full')

it('every story is on one page, and every page is a message', () => {
  fc.assert(
    fc.property(leads, words, lengths, (flags, text, length) => {
      const pages = layOutDigest(digestOf(flags, text, length), texts)
      const numbers = pages.flatMap(({ stories }) => stories.map(({ number }) => number))
      assert.deepEqual(
        numbers,
        flags.map((_, index) => index + 1),
      )
      for (const { html } of pages) assert.ok(parseHtml(html.source).text.length <= 4096)
    }),
    { numRuns: 40 },
  )
})

it('in rich messages too every story is on one page', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 300, size: 'max' }), words, (flags, text) => {
      const pages = layOutRich(digestOf(flags, text, 'normal'), texts)
      const ids = pages.flatMap(({ stories }) => stories.map(({ item }) => item.messageId))
      assert.deepEqual(
        ids.toSorted((a, b) => a - b),
        flags.map((_, index) => index + 1),
      )
    }),
    { numRuns: 40 },
  )
})
