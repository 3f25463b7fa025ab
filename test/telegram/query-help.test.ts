import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from '../../src/core/query/evaluate.ts'
import { toDocument } from '../../src/core/query/document.ts'
import { parseQuery } from '../../src/core/query/parse-query.ts'
import { createDictionaryAnalyzer } from '../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../src/dictionaries.ts'
import { languages, type Language } from '../../src/domain/chat.ts'
import type { Post } from '../../src/domain/post.ts'
import { createTexts } from '../../src/telegram/texts.ts'
import { queryExamples, renderQueryHelp } from '../../src/telegram/query-help.ts'
import { isWithin, limits } from '../../src/telegram/split.ts'
import { measure } from '../../src/telegram/html.ts'
import { makePost } from '../support/posts.ts'

const analyzer = createDictionaryAnalyzer(readDictionaries())

/** For each example a text that it finds, and one that it does not. */
const texts: Readonly<Record<Language, readonly (readonly [string, string])[]>> = {
  en: [
    ['Elections in schools', 'Elections in a town'],
    ['They were given leave', 'They were given nothing'],
    ['A school burns', 'A school and a university'],
    ['They were brought home', 'Home they bring'],
    ['Home they were brought', 'Home is where they were not to be brought'],
    ['The soldiers and their mothers', 'The soldiers and their sons'],
    ['Two homes', 'My home'],
    ['The mobilised', 'The immobile'],
    ['Rotations begin', 'Rotten'],
    ['Our tag is #WayHome', 'The way home'],
  ],
  ru: [
    ['Итоги выборов в школах', 'Итоги выборов в городе'],
    ['Ему дали отпуск', 'Ему не дали ничего'],
    ['Школа горит', 'Школы и университеты'],
    ['Их вернули домой', 'Домой вернули'],
    ['Домой их надо вернуть', 'Домой никого из них пока не собираются вернуть'],
    ['Солдаты и их жёны', 'Солдаты и их дети'],
    ['Он дома', 'Его дом'],
    ['Мобилизованные', 'Автомобиль'],
    ['О ротации', 'О роте'],
    ['Наш тег #ПутьДомой', 'Путь домой'],
  ],
  uk: [
    ['Підсумки виборів у школах', 'Підсумки виборів у місті'],
    ['Йому дали відпустку', 'Йому не дали нічого'],
    ['Школа горить', 'Школи й університети'],
    ['Їх повернули додому', 'Додому повернули'],
    ['Додому їх треба повернути', 'Додому нікого з них поки що не збираються повернути'],
    ['Солдати та їхні дружини', 'Солдати та їхні діти'],
    ['У цьому місті дві школи', 'Моя школа'],
    ['Мобілізовані', 'Автомобіль'],
    ['Про ротацію', 'Про роту'],
    ['Наш тег #ШляхДодому', 'Шлях додому'],
  ],
}
const now = Date.UTC(2026, 0, 2)
const post: Post = {
  ...makePost({ messageId: 1, publishedAt: now, media: [{ kind: 'photo', url: null, messageId: 1 }] }),
  id: 1,
  channelId: 1,
  firstSeenAt: now,
  changedAt: null,
  deletedAt: null,
  lastSeenAt: null,
  boilerplate: [],
}

for (const language of languages) {
  test(`the ten examples of /help queries find what they say: ${language}`, () => {
    const found = queryExamples[language].map(({ query }, at) => {
      const parsed = parseQuery(query, analyzer)
      assert.ok(parsed.ok, query)
      return texts[language][at]?.map((text) => {
        const document = toDocument({ ...post, text }, 'put_domoj', analyzer)
        return evaluate(parsed.query, document, now) !== null
      })
    })
    assert.deepEqual(
      found,
      Array.from({ length: 10 }, () => [true, false]),
    )
  })

  test(`/help queries fits into one message: ${language}`, () => {
    assert.ok(isWithin(measure(renderQueryHelp(createTexts()(language))), limits))
  })
}
