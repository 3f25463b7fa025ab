import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { changedPart, isSubstantialEdit } from '../../../src/core/text/substance.ts'

const said = (text: string, links: readonly string[] = []) => ({ text, links })

const small: readonly (readonly [string, string, string])[] = [
  ['a slip in a Russian word', 'Суд оштрафовл издание', 'Суд оштрафовал издание'],
  ['letters that are swapped', 'Правительсвто приняло закон', 'Правительство приняло закон'],
  ['a slip in an English word', 'The goverment resigned today', 'The government resigned today'],
  ['a slip in a Ukrainian word', 'Верховна Рада ухвлила закон', 'Верховна Рада ухвалила закон'],
  ['ё for е', 'Самолет вернулся, все целы', 'Самолёт вернулся, всё — целы'],
  ['case and punctuation', 'срочно: суд оправдал всех', 'СРОЧНО! Суд оправдал всех.'],
  ['white space and line breaks', 'Первая строка\n\nвторая строка', 'Первая  строка вторая строка'],
  ['an emoji', 'Движение открыто', '✅ Движение открыто 🙏'],
  ['a word that is parted', 'Он вовремя пришёл', 'Он во время пришёл'],
  ['an ending', 'Задержан директора завода', 'Задержан директор завода'],
  ['a short word that was missing', 'Он приехал Киев', 'Он приехал в Киев'],
  ['one word that adds colour', 'Взрыв прогремел в центре', 'Взрыв прогремел прямо в центре'],
  ['a link that is written with a slash', 'Читать: https://a.org/b', 'Читать: https://a.org/b/'],
]

const great: readonly (readonly [string, string, string])[] = [
  ['a figure', 'Погибли 12 человек', 'Погибли 14 человек'],
  ['a sum', 'Штраф 1,5 млн рублей', 'Штраф 15 млн рублей'],
  ['an hour', 'Перекрытие с 10:00', 'Перекрытие с 12:00'],
  ['a month', 'Суд состоится 3 июня', 'Суд состоится 3 июля'],
  ['a negation', 'Суд разрешил акцию', 'Суд не разрешил акцию'],
  ['an English negation', 'The bridge is open', 'The bridge is not open'],
  ['a contracted negation', 'It does work now', "It doesn't work now"],
  ['a Ukrainian negation', 'Рух відкрито', 'Рух не відкрито'],
  ['a name', 'Назначен министр Иванов', 'Назначен министр Петров'],
  ['a place', 'Взрыв произошёл в Киеве', 'Взрыв произошёл в Харькове'],
  ['a verb', 'Суд оправдал журналиста', 'Суд осудил журналиста'],
  ['a tense', 'Их вернули домой', 'Их вернут домой'],
  ['a number in words', 'Ранены двое', 'Ранены трое'],
  ['a short number in words', 'Ранены два человека', 'Ранены три человека'],
  ['an update below', 'Движение закрыто', 'Движение закрыто\n\nUPD: движение снова открыто'],
  ['a sentence taken out', 'Мост закрыт. Объезд через Подол.', 'Мост закрыт.'],
  ['the address of a link', 'Сбор: https://a.org/one', 'Сбор: https://a.org/two'],
]

describe('an edit', () => {
  for (const [what, former, latter] of small) {
    it(`is none of substance for ${what}`, () => assert.equal(isSubstantialEdit(said(former), said(latter)), false))
  }
  for (const [what, former, latter] of great) {
    it(`is one of substance for ${what}`, () => assert.equal(isSubstantialEdit(said(former), said(latter)), true))
  }

  it('is one of substance when a link leads elsewhere, and none when one is added', () => {
    assert.equal(isSubstantialEdit(said('тут', ['https://a.org/1']), said('тут', ['https://b.org/1'])), true)
    assert.equal(isSubstantialEdit(said('тут', []), said('тут', ['https://b.org/1'])), false)
  })
})

const words = fc.array(
  fc.constantFrom('суд', 'оправдал', 'не', 'Киев', '12', 'июня', 'The', 'government', 'ё', 'мост.'),
  {
    maxLength: 12,
  },
)

describe('the measure of an edit', () => {
  it('finds nothing in a text that stays, however it is spaced and punctuated', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '\n', ' — ', '  ', '\u00a0'), (list, gap) => {
        const spaced = list.join(gap)
        assert.equal(isSubstantialEdit(said(list.join(' ')), said(spaced)), false)
        assert.equal(isSubstantialEdit(said(spaced), said(`${spaced} 🙂!`)), false)
      }),
    )
  })

  it('never throws, and what it shows of a change is bounded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        isSubstantialEdit(said(a), said(b))
        const part = changedPart(a.repeat(20), b.repeat(20), 100)
        assert.ok(part.former.length <= 100 && part.latter.length <= 100)
      }),
    )
  })

  it('shows the words around a change', () => {
    const former = `${'до '.repeat(20)}двенадцать${' после'.repeat(20)}`
    const part = changedPart(former, former.replace('двенадцать', 'десять'), 300)
    assert.equal(part.latter, `… ${'до '.repeat(8)}десять${' после'.repeat(8)} …`)
  })
})
