import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Boilerplate } from '../../../../src/domain/boilerplate.ts'
import { findBoilerplate } from '../../../../src/core/text/boilerplate/find.ts'
import { learnBoilerplate, minPostsToLearn } from '../../../../src/core/text/boilerplate/learn.ts'

const topics = ['мост', 'парк', 'суд', 'снег', 'рынок', 'театр', 'завод', 'школа', 'порт', 'музей']
/** Posts about different things, the newest first. */
function posts(count: number, write: (news: string, index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => {
    const topic = topics[index % topics.length] ?? ''
    return write(`Новость ${index} про ${topic} и дело ${index * 7}`, index)
  })
}
const learnt = (count: number, write: (news: string, index: number) => string): Boilerplate =>
  learnBoilerplate(posts(count, write))
/** The parts of a text that are set aside. */
const setAside = (text: string, boilerplate: Boilerplate): string[] =>
  findBoilerplate(text, boilerplate).map(({ start, end }) => text.slice(start, end))
const samples = ({ lines }: Boilerplate): string[] => lines.map(({ sample }) => sample).sort()

test('the footer of most posts is learnt and found in another post', () => {
  const footer = '🎯 Подписывайся на Маяк\n\n📩 Прислать новость'
  const boilerplate = learnt(40, (news) => `${news}\n\n${footer}`)
  assert.deepEqual(samples(boilerplate), ['🎯 Подписывайся на Маяк', '📩 Прислать новость'])
  assert.deepEqual(setAside(`Ледоход начался\n\n${footer}`, boilerplate), [footer])
})

test('too few posts teach nothing', () => {
  const texts = posts(minPostsToLearn, (news) => `${news}\nПодписаться на канал`)
  assert.deepEqual(learnBoilerplate(texts.slice(1)).lines, [])
  assert.equal(learnBoilerplate(texts).lines.length, 1)
})

test('case, emoji, punctuation, the form of a link and counters make no difference', () => {
  const boilerplate = learnt(40, (news, index) => `${news}\n❗️ ПОДПИШИСЬ: нас уже ${1000 + index}! https://t.me/mayak`)
  assert.deepEqual(setAside('Дождь\n👉 Подпишись — нас уже 2048… https://t.me/mayak?single', boilerplate), [
    '👉 Подпишись — нас уже 2048… https://t.me/mayak?single',
  ])
})

test('variants of a footer are learnt side by side, even rare ones', () => {
  const boilerplate = learnt(200, (news, index) => {
    if (index % 40 === 3) return `${news}\n❤️ Читайте нас в нашем чате`
    return index % 2 === 0 ? `${news}\n👉 Подписаться на Маяк` : `${news}\nМаяк. Подписаться`
  })
  assert.deepEqual(samples(boilerplate), ['Маяк. Подписаться', '❤️ Читайте нас в нашем чате', '👉 Подписаться на Маяк'])
})

test('a call to subscribe to a sister channel is a variant of the call that was learnt', () => {
  const boilerplate = learnt(40, (news) => `${news}\n❗️ Подписывайся на Маяк`)
  assert.deepEqual(setAside('Снег\n❤ Подписывайся на Маяк Юг\n💬 Задать вопрос', boilerplate), [
    '❤ Подписывайся на Маяк Юг\n💬 Задать вопрос',
  ])
  assert.deepEqual(setAside('Подписывайся на Маяк Юг\nСнег идёт', boilerplate), [], 'but only at the end')
})

test('a label of a foreign agent is learnt at the beginning, and at the end', () => {
  const label = 'ДАННОЕ СООБЩЕНИЕ (МАТЕРИАЛ) СОЗДАНО ИНОСТРАННЫМ СРЕДСТВОМ, ВЫПОЛНЯЮЩИМ ФУНКЦИИ ИНОСТРАННОГО АГЕНТА'
  const above = learnt(60, (news, index) => (index % 10 === 0 ? `${label}\n\n${news}` : news))
  assert.deepEqual(setAside(`${label}\n\nСуд перенёс заседание`, above), [label])
  const below = learnt(60, (news, index) => (index % 10 === 0 ? `${news}\n\n${label}` : news))
  assert.deepEqual(setAside(`Суд перенёс заседание\n\n${label}`, below), [label])
})

test('a footer behind the last sentence is found on its line', () => {
  const mention = learnt(40, (news) => `${news}. @mayak`)
  assert.deepEqual(setAside('Мост открыт.\nПробок нет. @mayak', mention), ['@mayak'])
  const call = learnt(40, (news) => `${news}. 🇷🇺 Подписаться | Прислать новость`)
  assert.deepEqual(setAside('Мост открыт. 🇷🇺 Подписаться | Прислать новость', call), ['Подписаться | Прислать новость'])
  assert.deepEqual(setAside('Он отказался прислать новость', call), [])
})

test('a signature of most posts is boilerplate, the source of some is not', () => {
  assert.deepEqual(
    setAside(
      'Мост открыт — РИА Новости',
      learnt(40, (news) => `${news} — РИА Новости`),
    ),
    ['РИА Новости'],
  )
  const some = learnt(40, (news, index) => (index % 4 === 0 ? `${news} — РИА Новости` : news))
  assert.deepEqual(some.lines, [])
})

test('tags that tell posts apart stay, a tag of the brand under most posts does not', () => {
  const varied = learnt(40, (news, index) => `${news}\n#${topics[index % 9]} #${topics[index % 10]}`)
  assert.deepEqual(varied.lines, [])
  const some = learnt(40, (news, index) => (index % 3 === 0 ? `${news}\n#Украина` : news))
  assert.deepEqual(some.lines, [])
  const brand = learnt(40, (news) => `${news}\n#маяк`)
  assert.deepEqual(setAside('Снег\n#маяк', brand), ['#маяк'])
})

test('a tag below the footer does not hide the footer, and stays', () => {
  const boilerplate = learnt(40, (news, index) => `${news}\nПодписаться на Маяк\n#${topics[index % topics.length]}`)
  assert.deepEqual(setAside('Снег\nПодписаться на Маяк\n#весна', boilerplate), ['Подписаться на Маяк'])
})

test('marks of advertising stay: readers leave posts out by them', () => {
  const boilerplate = learnt(40, (news, index) => (index % 3 === 0 ? `${news}\nРеклама. ООО «Маяк»` : `${news}\nВсё`))
  assert.deepEqual(samples(boilerplate), ['Всё'])
})

test('what recurs in the middle, at the beginning, or as a whole post is no footer', () => {
  const middle = learnt(40, (news, index) => `${news}\nПодробности уточняются\nКонец дела ${index}`)
  assert.deepEqual(middle.lines, [])
  const rubric = learnt(40, (news, index) => (index % 3 === 0 ? `Главное к утру\n${news}` : news))
  assert.deepEqual(rubric.lines, [])
  const alarms = learnt(60, (news, index) => (index % 2 === 0 ? 'Воздушная тревога' : `${news}\nещё ${index}`))
  assert.deepEqual(alarms.lines, [])
})

test('what an alarm channel says is never taken for its footer', () => {
  const alarms = learnt(60, (_, index) => `${index % 2 === 0 ? 'Тривога' : 'Відбій'}\n@mayak_alarm`)
  assert.deepEqual(setAside('Тривога\n@mayak_alarm', alarms), ['@mayak_alarm'])
})

test('a phrase that ends some posts by habit is no footer', () => {
  const habit = learnt(100, (news, index) => (index % 10 === 0 ? `${news}\nПроводится проверка` : news))
  assert.deepEqual(habit.lines, [])
})

test('a picture with nothing but the footer under it has nothing left to match', () => {
  const boilerplate = learnt(40, (news) => `${news}\n🎯 Подписывайся на Маяк\n📩 Прислать новость`)
  const caption = '🎯 Подписывайся на Маяк\n📩 Прислать новость'
  assert.deepEqual(setAside(caption, boilerplate), [caption])
})

test('a block whose heading says nothing by itself is learnt as a whole', () => {
  const block = 'Слушайте также на других платформах:\n– Музыка: https://vk.cc/one\n– Подкасты: https://vk.cc/two'
  const boilerplate = learnt(200, (news, index) => (index % 20 === 0 ? `${news}\n\n${block}` : news))
  assert.deepEqual(setAside(`Выпуск о море\n\n${block}`, boilerplate), [block])
})

test('what was learnt is bounded', () => {
  const many = learnt(
    3000,
    (news, index) => `${news}\nПодписаться на канал ${'абвгдежзик'[index % 10]}${'лмнопрсту'[index % 9]}`,
  )
  assert.equal(many.lines.length, 40)
  const long = learnt(40, (news) => `${news}\nПодписаться ${'на самый хороший канал '.repeat(100)}`)
  assert.deepEqual(long.lines, [])
  const shown = learnt(40, (news) => `${news}\nПодписаться ${'на самый хороший канал '.repeat(15)}`)
  assert.equal(shown.lines[0]?.sample.length, 200)
})
