import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { clipAtClause } from '../../src/telegram/clean-text.ts'

const limit = 90

test('a long headline is cut where a clause of it ends, and so still says something whole', () => {
  for (const [whole, cut] of [
    [
      'Инфляция к концу 2024 года будет на уровне 9% годовых, вместо прогнозируемых Банком России 8–8,5%',
      'Инфляция к концу 2024 года будет на уровне 9% годовых…',
    ],
    [
      'Рада підтримала законопроєкт про бронювання працівників — його ще має підписати президент країни',
      'Рада підтримала законопроєкт про бронювання працівників…',
    ],
  ] as const) {
    assert.equal(clipAtClause(whole, limit), cut)
  }
})

test('a comma that only announces what is said ends no headline', () => {
  const headline = 'Министр финансов на встрече с журналистами заявил, что бюджет будущего года уже свёрстан полностью'
  assert.equal(
    clipAtClause(headline, limit),
    'Министр финансов на встрече с журналистами заявил, что бюджет будущего года уже свёрстан…',
  )
})

test('no headline ends with a preposition', () => {
  const headline =
    'Сотрудники полиции задержали подозреваемого в хищениях сбережений граждан с использованием их данных'
  assert.equal(
    clipAtClause(headline, limit),
    'Сотрудники полиции задержали подозреваемого в хищениях сбережений граждан…',
  )
})

test('no comma is left before the ellipsis', () => {
  const headline =
    'Марк Рютте заявил, что главы МИД НАТО на грядущем саммите сосредоточатся на том, как выйти на переговоры'
  assert.equal(
    clipAtClause(headline, limit),
    'Марк Рютте заявил, что главы МИД НАТО на грядущем саммите сосредоточатся на том…',
  )
})

test('whatever the text, what is left is its beginning and within the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 10, max: 120 }), (text, most) => {
      const cut = clipAtClause(text, most)
      assert.ok(cut.length <= most + 1, cut)
      assert.ok(cut === text || (cut.endsWith('…') && text.startsWith(cut.slice(0, -1))))
    }),
  )
})
