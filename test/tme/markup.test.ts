import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { walkMarkup } from '../../src/tme/parse/markup.ts'

/** What a visitor is told, texts side by side joined. */
function walked(html: string): readonly string[] {
  const told = createRecord()
  walkMarkup(html, {
    open: (name, attributes) => {
      told.add(`<${name} ${attributes.class ?? '-'} ${attributes.href ?? '-'} ${attributes.src ?? '-'}`)
      return (whole) => told.add(`>${whole}`)
    },
    text: told.addText,
  })
  return told.events
}

/** The same, of a parser that resolves references itself. */
function parsed(html: string): readonly string[] {
  const told = createRecord()
  const handler = {
    onopentag: (name: string, attributes: Readonly<Record<string, string>>) =>
      told.add(`<${name} ${attributes['class'] ?? '-'} ${attributes['href'] ?? '-'} ${attributes['src'] ?? '-'}`),
    onclosetag: (_name: string, isImplied: boolean) => told.add(`>${!isImplied}`),
    ontext: told.addText,
  }
  new Parser(handler, { decodeEntities: true }).end(html)
  return told.events
}

function createRecord() {
  const events: string[] = []
  return {
    events,
    add: (event: string): void => void events.push(event),
    addText: (text: string): void => {
      const last = events.at(-1)
      if (last?.startsWith('"') === true) events[events.length - 1] = last + text
      else if (text !== '') events.push(`"${text}`)
    },
  }
}

const reference = fc.constantFrom(
  '&amp;',
  '&amp',
  '&lt;',
  '&notin;',
  '&notit;',
  '&not',
  '&nbsp;',
  '&#33;',
  '&#x41',
  '&#0;',
  '&#;',
  '&#x;',
  '&',
  '&&amp;',
  '&AMP;',
  '&unknown;',
  '&copy=',
  '&copy1',
  '&#1114112;',
  '&#xd800;',
  '&CounterClockwiseContourIntegral;',
)
const words = fc
  .array(fc.oneof(reference, fc.constantFrom('a', '1', ' ', '=', ';', 'пост', '<3', '< ', '#', '\n')), { maxLength: 8 })
  .map((parts) => parts.join(''))
const attribute = fc
  .tuple(fc.constantFrom('class', 'href', 'src', 'title'), fc.constantFrom('"', "'", ''), words)
  .map(([name, quote, value]) => ` ${name}=${quote}${quote === '' ? `x${value.replace(/[\s<]/g, '')}` : value}${quote}`)
const name = fc.constantFrom(
  'a',
  'div',
  'b',
  'title',
  'textarea',
  'script',
  'style',
  'iframe',
  'svg',
  'math',
  'desc',
  'foreignObject',
  'br',
  'p',
)
const { node: markup } = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        words,
        fc
          .tuple(name, fc.array(attribute, { maxLength: 3 }), tie('node'), fc.boolean())
          .map(([tag, own, inner, ends]) => `<${tag}${own.join('')}>${inner}${ends ? `</${tag}>` : ''}`),
        fc.constantFrom('<!-- &amp; -->', '<![CDATA[ &amp; ]]>', '<br/>', '</div>'),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join('')),
}))

test('a walk tells what a parser tells that resolves each reference as it comes', () => {
  fc.assert(
    fc.property(markup, (html) => {
      assert.deepEqual(walked(html), parsed(html))
    }),
    { numRuns: 1000 },
  )
})
