import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { cleanLines } from '../../src/telegram/clean-text.ts'
import { measure } from '../../src/telegram/html.ts'
import { renderDiff } from '../../src/telegram/render-diff.ts'

const shown = (former: string, latter: string): string => renderDiff(former, latter, 2000).source
/** The lines that have words, as spaces apart. */
const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/ +/).join(' '))
    .filter((line) => line !== '')
const plain = (source: string): string =>
  source
    .replaceAll(/<\/?[su]>|↵/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
const anyLines = fc
  .array(fc.constantFrom('дом', 'мир', 'war', 'и', '<&', '\n', '\n', '\n\n'), { maxLength: 14 })
  .map((words) => cleanLines(words.join(' ')))

describe('what changed in a post', () => {
  it('has the lines that both versions have', () => {
    assert.equal(shown('Штраф\nдо 5000\nв мае', 'Штраф\nдо 7000\nв мае'), 'Штраф\nдо <s>5000</s> <u>7000</u>\nв мае')
  })

  it('has lines that came and lines that went as lines', () => {
    assert.equal(shown('a\nb\nc', 'a\nc'), 'a\n<s>b</s>\nc')
    assert.equal(shown('a\nc', 'a\nb one\nb two\nc'), 'a\n<u>b one\nb two</u>\nc')
    assert.equal(shown('a\n\nb', 'a'), 'a\n\n<s>b</s>')
    assert.equal(shown('b', 'a\nb'), '<u>a</u>\nb')
  })

  it('shows the end of a line that came or went within a line by a sign', () => {
    assert.equal(shown('a b', 'a\nb'), 'a <u>↵</u>\nb')
    assert.equal(shown('a\nb', 'a b'), 'a <s>↵</s> b')
    assert.equal(shown('a\n\nb', 'a\nb'), 'a\n<s>↵</s> b')
    assert.equal(shown('a\nb\nc', 'a c'), 'a <s>↵b↵</s> c')
    assert.equal(shown('a c', 'a\nb c'), 'a <u>↵\nb</u> c')
    assert.equal(shown('a c', 'a b\nc'), 'a <u>b↵</u>\nc')
  })

  it('keeps every line of the latter text, all words of both, and its marks in pairs', () => {
    fc.assert(
      fc.property(anyLines, anyLines, (former, latter) => {
        const html = shown(former, latter)
        const marks = html.match(/<\/?[su]>/g) ?? []
        for (let at = 0; at < marks.length; at += 2) assert.equal(marks[at]?.replace('<', '</'), marks[at + 1])
        assert.deepEqual(linesOf(plain(html.replaceAll(/<s>.*?<\/s>/gs, ' '))), linesOf(latter))
        assert.deepEqual(linesOf(plain(html.replaceAll(/<u>.*?<\/u>/gs, ' '))).join(' '), linesOf(former).join(' '))
      }),
      { numRuns: 2000 },
    )
  })

  it('is as long as it may be, and is told as a whole in too many places', () => {
    const [former, latter] = ['a', 'b'].map((name) =>
      Array.from({ length: 60 }, (_, at) => `${name}${at}\nand`).join('\n'),
    )
    const html = renderDiff(former ?? '', latter ?? '', 300)
    assert.ok(measure(html).units <= 301)
    assert.equal(html.source.match(/<[su]>/g)?.length, 2)
  })
})
