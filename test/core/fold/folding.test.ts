import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createFolding, type FoldablePost, type Folding } from '../../../src/core/fold/folding.ts'
import { createDictionaryAnalyzer } from '../../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../../src/dictionaries.ts'
import { day, hour } from '../../../src/domain/time.ts'

const analyzer = createDictionaryAnalyzer(readDictionaries())
const news =
  'В Воронеже на улице Ленина столкнулись автобус и грузовик. Пострадали 12 человек, двое из них в тяжёлом состоянии. ' +
  'На месте работают врачи и спасатели, движение перекрыто до вечера.'

function post(text: string, other: Partial<FoldablePost> = {}): FoldablePost {
  return { text, publishedAt: null, self: null, origin: null, ...other }
}

function foldAll(posts: readonly FoldablePost[], folding: Folding = createFolding(analyzer)) {
  return posts.map((one) => folding.add(one))
}

/** Whether the second text is folded into the first. */
function isFolded(first: string, second: string): boolean {
  return foldAll([post(first), post(second)])[1]?.sameTextAs === 0
}

const bulletin = (drones: number, date: string): string =>
  `За ночь ${date} средства ПВО сбили ${drones} беспилотников над Белгородской и Курской областями, сообщило Минобороны.`

const explosion = (dead: number, hurt: number): string =>
  `После взрыва на заводе в Рязани погибли ${dead} рабочих, ${hurt} доставлены в больницы города, завод остановлен.`

describe('folding by text', () => {
  for (const [what, copy] of [
    ['case, punctuation and emoji', `❗️${news.toUpperCase().replaceAll('.', '!')} 🙏`],
    ['a footer of the channel', `${news}\n\n🔴 Подписаться на канал | Прислать новость\n@other_channel`],
    ['its end cut off', news.slice(0, news.indexOf(' На месте'))],
    ['another form of a word', news.replace('столкнулись автобус', 'столкнулся автобус')],
    ['a word of opening', `Срочно! ${news}`],
    ['words of any news', news.replace('Пострадали', 'Сообщается, что пострадали')],
  ] as const) {
    it(`takes a copy for the same that differs in ${what}`, () => {
      assert.ok(isFolded(news, copy))
    })
  }

  for (const [what, other] of [
    ['a figure', news.replace('12 человек', '14 человек')],
    ['a number in words', news.replace('двое из них', 'три из них')],
    ['a name', news.replace('Воронеже', 'Саратове')],
    ['a negation', news.replace('движение перекрыто', 'движение не перекрыто')],
    ['a word that turns the meaning', news.replace('перекрыто', 'восстановлено')],
    [
      'what came to be known since',
      `${news} Водитель грузовика задержан, возбуждено уголовное дело о нарушении правил.`,
    ],
  ] as const) {
    it(`keeps apart what differs in ${what}`, () => {
      assert.ok(!isFolded(news, other))
    })
  }

  it('keeps the bulletins of two days apart', () => {
    assert.ok(!isFolded(bulletin(45, '3 мая'), bulletin(52, '4 мая')))
    assert.ok(!isFolded(bulletin(45, '3 мая'), bulletin(45, '4 мая')))
  })

  it('keeps the same figures in another order apart', () => {
    assert.ok(!isFolded(explosion(3, 8), explosion(8, 3)))
  })

  it('does not take short cries for one another', () => {
    assert.ok(!isFolded('Отбой воздушной тревоги', 'Отбой воздушной тревоги'))
  })

  it('names the first post with the text, whatever came in between', () => {
    const folded = foldAll([
      post(news),
      post('Совсем другая заметка о выставке цветов в музее города Тулы'),
      post(news),
      post(news),
    ])
    assert.deepEqual(
      folded.map(({ sameTextAs }) => sameTextAs),
      [null, null, 0, 0],
    )
  })
})

describe('folding of forwards', () => {
  it('takes a forward for its original, however short', () => {
    const [, forward] = foldAll([post('Отбой', { self: 'a/1' }), post('Отбой', { self: 'b/9', origin: 'a/1' })])
    assert.equal(forward?.sameTextAs, 0)
  })

  it('takes two forwards of one post for the same when it was not seen itself', () => {
    const folded = foldAll([
      post('Отбой', { origin: 'a/1' }),
      post('Отбой', { origin: 'a/1' }),
      post('Отбой', { origin: 'a/2' }),
    ])
    assert.deepEqual(
      folded.map(({ sameTextAs }) => sameTextAs),
      [null, 0, null],
    )
  })

  it('does not take a forward for an original that says something else by now', () => {
    const later = news.replace('12 человек', '14 человек')
    assert.equal(foldAll([post(news, { self: 'a/1' }), post(later, { origin: 'a/1' })])[1]?.sameTextAs, null)
  })
})

describe('folding by story', () => {
  const other =
    'Автобус столкнулся с грузовиком в Воронеже: 12 пострадавших.\nАвария произошла на улице Ленина, движение там перекрыто.'

  it('puts two accounts of one event together, and others apart', () => {
    const folded = foldAll([
      post(news),
      post('В Туле открылась выставка цветов, её посетили первые гости.'),
      post(other),
    ])
    assert.deepEqual(
      folded.map(({ sameTextAs, story }) => [sameTextAs, story]),
      [
        [null, 0],
        [null, 1],
        [null, 0],
      ],
    )
  })

  it('does not put together what is days apart', () => {
    const [, near] = foldAll([post(news, { publishedAt: day }), post(other, { publishedAt: 2 * day })])
    const [, far] = foldAll([post(news, { publishedAt: day }), post(other, { publishedAt: 6 * day })])
    assert.deepEqual([near?.story, far?.story], [0, 1])
  })
})

describe('the memory of folding', () => {
  it('keeps a text for its window, and not longer', () => {
    assert.equal(foldAll([post(news, { publishedAt: day }), post(news, { publishedAt: 8 * day })])[1]?.sameTextAs, 0)
    assert.equal(
      foldAll([post(news, { publishedAt: day }), post(news, { publishedAt: 8 * day + hour })])[1]?.sameTextAs,
      null,
    )
  })

  it('holds no more texts than it may, the latest of them', () => {
    const folding = createFolding(analyzer, { maxTexts: 3 })
    const texts = ['Тула', 'Рязань', 'Калуга', 'Тверь', 'Псков'].map((city) => post(news.replaceAll('Воронеже', city)))
    foldAll(texts, folding)
    assert.equal(folding.size, 3)
    assert.deepEqual(
      [folding.add(post(news.replace('Воронеже', 'Псков'))), folding.add(post(news.replace('Воронеже', 'Тула')))].map(
        ({ sameTextAs }) => sameTextAs,
      ),
      [4, null],
    )
  })
})

describe('folding of anything', () => {
  const words = fc.constantFrom(
    ...'Москва пожар завод 12 мая не вчера погибли школа 45 дронов река мост Киев суд'.split(' '),
  )
  const texts = fc.array(words, { maxLength: 14 }).map((list) => list.join(' '))
  const anyPost = fc.record({
    text: fc.oneof(texts, fc.string({ unit: 'grapheme' })),
    publishedAt: fc.option(fc.integer({ min: 0, max: 20 * day })),
    self: fc.option(fc.constantFrom('a/1', 'a/2', 'b/1')),
    origin: fc.option(fc.constantFrom('a/1', 'a/2', 'b/1')),
  })

  it('names earlier posts only, which stand for themselves, and one story for one text', () => {
    fc.assert(
      fc.property(fc.array(anyPost, { maxLength: 30 }), (posts) => {
        const folded = foldAll(posts)
        for (const [number, { sameTextAs, story }] of folded.entries()) {
          assert.ok(story <= number)
          assert.equal(folded[story]?.story, story)
          if (sameTextAs === null) continue
          assert.ok(sameTextAs < number)
          assert.equal(folded[sameTextAs]?.sameTextAs, null)
          assert.equal(folded[sameTextAs].story, story)
        }
      }),
    )
  })

  it('gives the same for the same posts', () => {
    fc.assert(
      fc.property(fc.array(anyPost, { maxLength: 30 }), (posts) => {
        assert.deepEqual(foldAll(posts), foldAll(posts))
      }),
    )
  })

  it('folds every text that is long enough into itself', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), (some) => {
        const folding = createFolding(analyzer)
        const first = some.map((text) =>
          folding.add(post(`Жители города собрались вечером возле старой площади: ${text}`)),
        )
        const again = some.map((text) =>
          folding.add(post(`Жители города собрались вечером возле старой площади: ${text}`)),
        )
        for (const [index, { sameTextAs }] of again.entries()) {
          assert.notEqual(sameTextAs, null)
          assert.ok((sameTextAs ?? 0) <= index)
          assert.equal(first[sameTextAs ?? 0]?.sameTextAs, null)
        }
      }),
    )
  })
})
