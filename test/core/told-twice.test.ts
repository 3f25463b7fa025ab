import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { joinTold, weighTold } from '../../src/core/told-twice.ts'
import type { Media, PostContent } from '../../src/domain/post.ts'
import { makePost } from '../support/posts.ts'

const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null })
const words = fc.constantFrom('one', 'two')
const anyMedia: fc.Arbitrary<Media> = fc.oneof(
  fc.record({ kind: fc.constant('photo' as const), url: orNull(words), messageId: orNull(fc.nat(3)) }),
  fc.record({ kind: fc.constant('voice' as const), url: orNull(words), durationS: orNull(fc.nat(9)) }),
  fc.record({
    kind: fc.constant('document' as const),
    title: orNull(words),
    sizeLabel: orNull(words),
    messageId: orNull(fc.nat(3)),
  }),
  fc.record({
    kind: fc.constant('link_preview' as const),
    url: words,
    site: orNull(words),
    title: orNull(words),
    description: orNull(words),
  }),
)
const anyPost: fc.Arbitrary<PostContent> = fc
  .record({
    kind: fc.constantFrom('post' as const, 'post' as const, 'unsupported' as const, 'service' as const),
    text: fc.constantFrom('', 'a b', 'a  b', 'c'),
    media: fc.array(anyMedia, { maxLength: 3 }),
    edited: fc.boolean(),
    author: orNull(words),
  })
  .map((post) => makePost({ messageId: 1, ...post }))

function of(...media: readonly Media[]): PostContent {
  return makePost({ messageId: 1, media })
}

function document(title: string): Media {
  return { kind: 'document', title, sizeLabel: null, messageId: 1 }
}

function linked(url: string): PostContent {
  return makePost({ messageId: 1, text: 'here', entities: [{ type: 'text_link', offset: 0, length: 4, url }] })
}

describe('what two ways tell of one post', () => {
  it('is the same as itself', () => {
    fc.assert(fc.property(anyPost, (post) => post.kind === 'unsupported' || weighTold(post, post) === 'same'))
  })

  it('contradicts each other, or not, whoever comes first', () => {
    fc.assert(
      fc.property(anyPost, anyPost, (one, other) => {
        const areOther = [weighTold(one, other), weighTold(other, one)].map((weight) => weight === 'other')
        assert.equal(areOther[0], areOther[1])
      }),
    )
  })

  it('is joined once: the same again changes nothing, and the joined says the same', () => {
    fc.assert(
      fc.property(anyPost, anyPost, (stored, told) => {
        fc.pre(weighTold(stored, told) === 'same')
        const joined = joinTold(stored, told)
        assert.deepEqual(joinTold(joined, told), joined)
        assert.equal(weighTold(joined, told), 'same')
        assert.equal(weighTold(stored, joined) === 'other', false)
      }),
    )
  })

  it('keeps what one of them alone knows', () => {
    const shown: Media = { kind: 'audio', title: 'Song', performer: null, messageId: 1 }
    const pushed: Media = { kind: 'audio', title: null, performer: 'Band', messageId: null }
    assert.deepEqual(joinTold(of(shown), of(pushed)).media, [{ ...shown, performer: 'Band' }])
    assert.deepEqual(joinTold(of(pushed), of(shown)).media, [{ ...shown, performer: 'Band' }])
  })

  it('differs where the words lead elsewhere, and not by how the address is written', () => {
    assert.equal(weighTold(linked('https://example.org'), linked('http://example.org/')), 'same')
    assert.equal(weighTold(linked('https://example.org/a'), linked('https://example.org/b')), 'other')
  })

  it('differs by a file of another name, another question, or one picture less', () => {
    assert.equal(weighTold(of(document('a')), of(document('b'))), 'other')
    assert.equal(weighTold(of(document('a')), of()), 'other')
  })
})
