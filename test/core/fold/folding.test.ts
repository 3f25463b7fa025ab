import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createFolding, type FoldablePost, type Folding } from '../../../src/core/fold/folding.ts'
import { createProfiling } from '../../../src/core/fold/profile.ts'
import { createDictionaryAnalyzer } from '../../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../../src/dictionaries.ts'
import { day, hour } from '../../../src/domain/time.ts'

const profileOf = createProfiling(createDictionaryAnalyzer(readDictionaries()))
const news =
  'В Воронеже на улице Ленина столкнулись автобус и грузовик. Пострадали 12 человек, двое из них в тяжёлом состоянии. ' +
  'На месте работают врачи и спасатели, движение перекрыто до вечера.'

function post(text: string, other: Partial<FoldablePost> = {}): FoldablePost {
  return { text, publishedAt: null, self: null, origin: null, ...other }
}

function foldAll(posts: readonly FoldablePost[], folding: Folding = createFolding(profileOf)) {
  return posts.map((one) => folding.add(one))
}

/** Whether the second text is folded into the first. */
function isFolded(first: string, second: string): boolean {
  return foldAll([post(first), post(second)])[1]?.sameTextAs === 0
}

/** Whether the same text is folded that is published later, by the channel "one" again or by another. */
function isFoldedAfter(text: string, afterMs: number, by: 'one' | 'two'): boolean {
  const posts = [
    post(text, { publishedAt: day, self: 'one/1' }),
    post(text, { publishedAt: day + afterMs, self: `${by}/2` }),
  ]
  return foldAll(posts)[1]?.sameTextAs === 0
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
    ['who said it', `${news.slice(0, -1)}, — ТАСС`],
    ['one more link, as to its source', `${news} https://example.org/source`],
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

const oil =
  'Нефть марки Brent подешевела до 70 долларов за баррель, добыча в России сократилась на 5 миллионов тонн в понедельник.'

describe('what tells texts apart', () => {
  const long = `${news} Очевидцы сняли последствия аварии на камеры, колонна машин растянулась вдоль набережной.
    Прокуратура проверяет перевозчика, следователи допрашивают кондуктора, маршрут временно изменён диспетчерами.`

  for (const [what, text, other] of [
    ['a currency', oil, oil.replace('долларов', 'евро')],
    ['thousands for millions', oil, oil.replace('миллионов', 'миллиардов')],
    ['a weekday', oil, oil.replace('понедельник', 'вторник')],
    ['a name among very many words', long, long.replace('Ленина', 'Кирова')],
    ['a link in the place of another', `${news} https://a.org/1 Подробности`, `${news} https://a.org/2 Подробности`],
    ['a word, where there are few', 'Евро выше 108 рублей на бирже', 'Доллар выше 108 рублей на бирже'],
    [
      'a sentence that came between the others',
      'Командующий военным положением объявил о приостановке работы парламента',
      'Командующий военным положением ввёл цензуру и объявил о приостановке работы парламента',
    ],
    [
      'a figure, in Ukrainian',
      'Уночі сили ППО збили над Київщиною 41 ударний безпілотник, уламки впали у двох районах області',
      'Уночі сили ППО збили над Київщиною 57 ударних безпілотників, уламки впали у двох районах області',
    ],
    [
      'a number in words, in English',
      'Seven miners were rescued from the flooded shaft near Donetsk, the regional governor confirmed late at night',
      'Nine miners were rescued from the flooded shaft near Donetsk, the regional governor confirmed late at night',
    ],
  ] as const) {
    it(`is ${what}`, () => {
      assert.ok(isFolded(text, text))
      assert.ok(!isFolded(text, other))
    })
  }

  for (const [what, other] of [
    ['a shorter spelling', oil.replace('миллионов', 'млн')],
    ['the sign of a currency', oil.replace('70 долларов', '$70')],
    ['a shorter name of a country', oil.replace('России', 'РФ')],
  ] as const) {
    it(`is not ${what}`, () => {
      assert.ok(isFolded(oil, other))
    })
  }
})

describe('the same words at another time', () => {
  const cry = 'Ракетная опасность объявлена в Орловской области'
  const alarm =
    'Внимание! В городе объявлена воздушная тревога, просим всех жителей немедленно спуститься в ближайшее укрытие'
  const report =
    'За прошедшую ночь над Белгородской областью уничтожены 12 беспилотников, пострадавших и разрушений нет'

  it('mean the same in another channel, even days later', () => {
    assert.ok(isFoldedAfter(alarm, 2 * day, 'two'))
    assert.ok(isFoldedAfter(`${news} Движение восстановят завтра`, 17 * hour, 'two'))
  })

  it('mean another thing hours later where they are few, and the next day where they name tomorrow', () => {
    assert.deepEqual([isFoldedAfter(cry, 2 * hour, 'two'), isFoldedAfter(cry, 4 * hour, 'two')], [true, false])
    assert.ok(!isFoldedAfter(`${news} Движение восстановят завтра`, day, 'two'))
  })

  it('are another alarm, or another report, when the same channel says them again', () => {
    assert.ok(!isFoldedAfter(alarm, hour, 'one'))
    assert.ok(!isFoldedAfter(report, day, 'one'))
    const again = [
      post(alarm, { publishedAt: day, self: 'one/1' }),
      post(alarm, { publishedAt: day, self: 'two/1' }),
      post(alarm, { publishedAt: 2 * day, self: 'two/2' }),
      post(alarm, { publishedAt: 2 * day, self: 'one/2' }),
    ]
    assert.deepEqual(
      foldAll(again).map(({ sameTextAs }) => sameTextAs),
      [null, 0, null, 2],
    )
  })

  it('are a reminder when the same channel repeats many of them, or a date', () => {
    assert.ok(isFoldedAfter(news, day, 'one'))
    assert.ok(isFoldedAfter(report.replace('За прошедшую ночь', 'В ночь на 12 мая'), day, 'one'))
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
    const folding = createFolding(profileOf, { maxTexts: 3 })
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
        const folding = createFolding(profileOf)
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
