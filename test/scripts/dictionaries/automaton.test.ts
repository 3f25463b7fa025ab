import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createAutomatonBuilder } from '../../../scripts/dictionaries/automaton-builder.ts'
import { toDoubleArray } from '../../../scripts/dictionaries/double-array.ts'
import { find, findEnding, notFound, type Automaton } from '../../../src/core/text/dictionary/automaton.ts'

const alphabet = "абвгдежз'"

function compile(words: ReadonlyMap<string, number>): Automaton {
  const sorted = [...words.keys()].map((word) => Array.from(word, toLabel)).sort(byLabels)
  const builder = createAutomatonBuilder()
  for (const labels of sorted) builder.add(labels, words.get(labels.map((label) => alphabet[label - 1]).join('')) ?? 0)
  const labels = new Uint8Array(0x500)
  for (const character of alphabet) labels[character.charCodeAt(0)] = toLabel(character)
  return { ...toDoubleArray(builder.finish(), sorted.slice(0, 3)), labels }
}

function usedCells(automaton: Automaton): number {
  return automaton.cells.filter((cell) => cell !== 0).length
}

function toLabel(character: string): number {
  return alphabet.indexOf(character) + 1
}

function byLabels(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((label, index) => label !== b[index])
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0)
}

const anyWord = fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: 1, maxLength: 8 })
const anyWords = fc
  .uniqueArray(fc.tuple(anyWord, fc.nat(5)), { selector: ([word]) => word, minLength: 1, maxLength: 60 })
  .map((pairs) => new Map(pairs))

test('a compiled set of words gives each its number and knows no other word', () => {
  fc.assert(
    fc.property(anyWords, fc.array(anyWord), (words, others) => {
      const automaton = compile(words)
      for (const word of [...words.keys(), ...others]) {
        assert.equal(find(automaton, word), words.get(word) ?? notFound)
      }
    }),
  )
})

test('every beginning and every continuation of a word is another word', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const automaton = compile(words)
      for (const word of words.keys()) {
        for (const other of [word.slice(0, -1), `${word}а`, `${word}'`, `${word}я`]) {
          assert.equal(find(automaton, other), words.get(other) ?? notFound)
        }
      }
    }),
  )
})

test('looking up any string whatsoever ends without an error', () => {
  const automaton = compile(new Map([['абв', 1]]))
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      assert.equal(find(automaton, text), notFound)
      assert.equal(findEnding(automaton, text), notFound)
    }),
  )
})

test('the longest ending of a word decides', () => {
  fc.assert(
    fc.property(anyWords, anyWord, (endings, word) => {
      const automaton = compile(
        new Map(Array.from(endings, ([ending, number]) => [Array.from(ending).toReversed().join(''), number])),
      )
      const lengths = Array.from({ length: word.length }, (_, index) => word.slice(index))
      const longest = lengths.find((ending) => endings.has(ending))
      assert.equal(findEnding(automaton, word), longest === undefined ? notFound : endings.get(longest))
    }),
  )
})

test('words out of order, and the same word twice, are refused', () => {
  for (const words of [
    [[2], [1]],
    [
      [1, 2],
      [1, 2],
    ],
    [[1, 2], [1]],
    [[]],
  ]) {
    const builder = createAutomatonBuilder()
    assert.throws(() => {
      for (const word of words) builder.add(word, 0)
    }, /out of order/)
  }
})

test('words with common endings share their states', () => {
  const stems = ['аб', 'бв', 'вг', 'гд', 'де', 'еж']
  const endings = ['а', 'ав', 'авг', 'б', 'бв']
  const words = new Map(stems.flatMap((stem) => endings.map((ending, index) => [stem + ending, index] as const)))
  const one = new Map(endings.map((ending, index) => [`аб${ending}`, index] as const))
  // Each further stem costs the two edges of its own letters.
  assert.equal(usedCells(compile(words)), usedCells(compile(one)) + (stems.length - 1) * 2)
})
