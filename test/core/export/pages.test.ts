import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { atom } from '../../../src/core/export/atom.ts'
import type { ExportedPost, ExportFormat } from '../../../src/core/export/format.ts'
import { htmlPage } from '../../../src/core/export/html-page.ts'
import { anyText } from '../../support/any-text.ts'
import { makeExported } from '../../support/archived.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  text: string
}

/** The elements of a document, in order of their beginnings, each with the text directly in it. */
function read(document: string, xmlMode: boolean): readonly Element[] {
  const elements: Element[] = []
  const open: Element[] = []
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const element = { name, attributes, text: '' }
        elements.push(element)
        open.push(element)
      },
      ontext: (text) => {
        const inner = open.at(-1)
        if (inner !== undefined) inner.text += text
      },
      onclosetag: (name) => assert.equal(open.pop()?.name, name),
    },
    { xmlMode, decodeEntities: true },
  )
  parser.end(document)
  return elements
}

function write(format: ExportFormat, posts: readonly ExportedPost[], title = 'News'): string {
  const subject = { title, channelName: 'news', madeAt: Date.UTC(2026, 0, 1) }
  return format.head(subject) + posts.map((post) => format.item(post)).join('') + format.tail()
}

function idOf(title: string): string | undefined {
  const feed = atom.head({ title, channelName: null, madeAt: 0 }) + atom.tail()
  return read(feed, true).find(({ name }) => name === 'id')?.text
}

const hostile = `<script src="https://evil"></script>"'><img src=x onerror=alert(1)>&amp;</div>`

describe('the page', () => {
  it('has no script and nothing to fetch, and forbids both, whatever the posts hold', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(40), fc.constant(hostile)), (text) => {
        const post = makeExported(
          { text, author: text, forward: { name: text, channel: null, id: null, author: null } },
          { title: text, former: [text] },
        )
        const elements = read(write(htmlPage, [post], text), false)
        const names = new Set(elements.map(({ name }) => name))
        for (const name of ['script', 'img', 'iframe', 'link', 'object', 'form']) assert.ok(!names.has(name), name)
        for (const { attributes } of elements) {
          assert.ok(
            Object.keys(attributes).every((name) => !name.startsWith('on') && name !== 'src' && name !== 'style'),
          )
        }
        const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
        assert.match(policy?.attributes['content'] ?? '', /^default-src 'none'; style-src 'sha256-/)
      }),
    )
  })

  it('shows texts as they are, formatted ones formatted, and what they said before', () => {
    const post = makeExported(
      { text: `bold ${hostile}`, entities: [{ type: 'bold', offset: 0, length: 4 }] },
      { former: ['before <b>'] },
    )
    const elements = read(write(htmlPage, [post]), false)
    const said = elements.filter(({ attributes }) => attributes['class'] === 'said').map(({ text }) => text)
    assert.deepEqual(said, [` ${hostile}`, 'before <b>'])
    assert.ok(elements.some(({ name, text }) => name === 'b' && text === 'bold'))
  })
})

describe('the feed', () => {
  it('has what Atom 1.0 asks for, with ids that never change', () => {
    const post = makeExported({ text: `First line\n${hostile}` }, { post: { changedAt: Date.UTC(2026, 5, 1) } })
    const document = write(atom, [post])
    const elements = read(document, true)
    const texts = (name: string): readonly string[] =>
      elements.filter((one) => one.name === name).map(({ text }) => text)
    assert.deepEqual(texts('id'), ['https://t.me/news', 'https://t.me/news/7'])
    assert.deepEqual(texts('title'), ['News', 'First line'])
    assert.deepEqual(texts('updated'), ['2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'])
    assert.deepEqual(texts('published'), ['2026-01-01T00:07:00.000Z'])
    assert.equal(texts('name').length, 2)
    const content = elements.find(({ name }) => name === 'content')
    assert.equal(content?.attributes['type'], 'html')
    assert.ok(content?.text.startsWith('First line<br>&lt;script'))
  })

  it('is well-formed XML, whatever the posts hold', () => {
    fc.assert(
      fc.property(anyText(60), (text) => {
        const document = write(atom, [makeExported({ text, author: text }, { title: text })], text)
        assert.ok(document.isWellFormed())
        // Exactly the characters of XML 1.0, and no ampersand but those of our escapes.
        assert.doesNotMatch(document, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
        assert.doesNotMatch(document, /&(?!(?:amp|lt|gt|quot|#13);)/)
        assert.equal(read(document, true).filter(({ name }) => name === 'entry').length, 1)
      }),
    )
  })

  it('of one query keeps its id', () => {
    assert.match(idOf('домой') ?? '', /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal(idOf('домой'), idOf('домой'))
    assert.notEqual(idOf('домой'), idOf('дома'))
  })
})
