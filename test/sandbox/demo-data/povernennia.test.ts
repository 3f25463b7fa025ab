import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { povernenniaDemo } from '../../../sandbox/demo-data/povernennia-demo.ts'
import { albumSizes, countMedia, publishDemo, testDemoChannel, wordsOfDemo } from './demo-channel-checks.ts'

const { posts } = povernenniaDemo
const textOf = (id: number): string => publishDemo(povernenniaDemo).find((post) => post.id === id)?.text ?? ''

describe('povernennia_demo', () => {
  testDemoChannel(povernenniaDemo)

  test('a hundred posts hold every kind that Telegram shows', () => {
    assert.equal(posts.length, 100)
    assert.deepEqual(albumSizes(povernenniaDemo), [3, 3])
    assert.equal(posts.filter(({ kind }) => kind === 'service').length, 5)
    assert.equal(posts.filter(({ kind }) => kind === 'unsupported').length, 1)
    assert.equal(posts.filter(({ edited }) => edited).length, 8)
    assert.equal(posts.filter(({ customEmojiWrap }) => customEmojiWrap).length, 1)
    assert.ok(posts.filter(({ signature }) => signature).length >= 3)
    for (const kind of ['gif', 'location', 'round_video', 'poll', 'link_preview', 'video'])
      assert.equal(countMedia(povernenniaDemo, kind), 1, kind)
    for (const kind of ['voice', 'document']) assert.equal(countMedia(povernenniaDemo, kind), 2, kind)
    assert.ok(countMedia(povernenniaDemo, 'photo') >= 8)
  })

  test('the posts that the Russian channel forwarded from here stand under their ids', () => {
    assert.match(textOf(9), /^Матері пишуть листи/)
    assert.match(textOf(61), /^Нам написала жінка/)
  })

  test('a reply names the very post that the author meant', () => {
    const published = publishDemo(povernenniaDemo)
    const target = (text: string): string => {
      const reply = published.find((post) => post.text.includes(text))
      return published.find((post) => post.id === reply?.replyTo?.id)?.text ?? ''
    }
    assert.match(target('Переклад посту вище'), /Letters, both directions/)
    assert.match(target('Коротко за ефіром'), /прямий ефір/)
    assert.match(target('остання фраза — правда'), /Одинадцять речень/)
  })

  test('the words that people search for occur in many forms', () => {
    const words = [...wordsOfDemo(povernenniaDemo)]
    const forms = (pattern: RegExp): number => words.filter((word) => pattern.test(word)).length
    assert.ok(forms(/^полонен(ий|ого|ому|им|ом|і|их|ими)$/) >= 4)
    assert.ok(forms(/^зникл(ий|ого|ому|им|і|их|ими)$/) >= 3)
    assert.ok(forms(/^обмін(у|ом|і|и|ів|ам|ами|ах)?$/) >= 5)
    assert.ok(forms(/^мобілізован(ий|ого|ому|им|і|их|ими)$/) >= 3)
    assert.ok(forms(/^поверн(ення|ути|увся|улися|уться|уть|утися|ули|утими|іть)$/) >= 5)
    assert.ok(forms(/^дружин(а|и|і|у|ою|ам|ами)?$/) >= 3)
    assert.ok(forms(/^(дитин(а|и|і|у|ою|о)|діт(и|ей|ям|ьми|ях))$/) >= 5)
    assert.ok(forms(/^лист(а|у|і|ом|и|ів|ам|ами|ах)?$/) >= 6)
    assert.ok(forms(/^ротаці(я|ї|ю|єю)$/) >= 3)
    assert.ok(forms(/^матер(і|ів|ям|ями|ях)$|^мати$|^матір'?ю?$/) >= 4)
    assert.ok(forms(/^мітинг(у|ом|и|ів|ам|ами|ах)?$/) >= 2)
    for (const word of ['п’ять', "п'ять", 'пʼять', 'тцк', 'безвісти']) assert.ok(words.includes(word), word)
    assert.ok(words.some((word) => /^сім’[їя]/.test(word)) && words.some((word) => /^сім'[їя]/.test(word)))
  })
})
