import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { returnwatchDemo } from '../../../sandbox/demo-data/returnwatch-demo.ts'
import { albumSizes, countMedia, publishDemo, testDemoChannel, wordsOfDemo } from './demo-channel-checks.ts'

const { posts } = returnwatchDemo
const textOf = (id: number): string => publishDemo(returnwatchDemo).find((post) => post.id === id)?.text ?? ''

describe('returnwatch_demo', () => {
  testDemoChannel(returnwatchDemo)

  test('a hundred posts hold every kind that Telegram shows', () => {
    assert.equal(posts.length, 100)
    assert.deepEqual(albumSizes(returnwatchDemo), [2, 3])
    assert.equal(posts.filter(({ kind }) => kind === 'service').length, 5)
    assert.equal(posts.filter(({ kind }) => kind === 'unsupported').length, 1)
    assert.equal(posts.filter(({ edited }) => edited).length, 9)
    assert.equal(posts.filter(({ customEmojiWrap }) => customEmojiWrap).length, 1)
    assert.ok(posts.some(({ signature }) => signature))
    for (const kind of ['gif', 'location', 'round_video', 'poll', 'link_preview', 'voice'])
      assert.equal(countMedia(returnwatchDemo, kind), 1, kind)
    for (const kind of ['video', 'document']) assert.equal(countMedia(returnwatchDemo, kind), 2, kind)
    assert.ok(countMedia(returnwatchDemo, 'photo') >= 5)
  })

  test('the posts that the Russian channel forwarded from here stand under their ids', () => {
    assert.match(textOf(11), /^Families' appeals: the week in brief/)
    assert.match(textOf(24), /^Court watch: a garrison court will hear/)
    assert.match(textOf(72), /^A missing man has been found alive/)
  })

  test('a reply names the very post that the author meant', () => {
    const published = publishDemo(returnwatchDemo)
    const targetPost = (text: string) => {
      const reply = published.find((post) => post.text.includes(text))
      return published.find((post) => post.id === reply?.replyTo?.id)
    }
    const target = (text: string): string => targetPost(text)?.text ?? ''
    assert.match(target('Translation of the post above, shortened'), /Сьогодні був обмін/)
    assert.match(target('Verbivsk now.'), /Вербівськ зараз/)
    assert.match(target('How the mistake happened'), /Data note, week 3/)
    assert.equal(targetPost('A reading room')?.media[0]?.kind, 'location')
  })

  test('the words that people search for occur in many forms', () => {
    const words = [...wordsOfDemo(returnwatchDemo)]
    const forms = (pattern: RegExp): number => words.filter((word) => pattern.test(word)).length
    assert.ok(forms(/^(de)?mobili[sz](e|es|ed|ing|ation)$/) >= 4)
    assert.ok(forms(/^return(s|ed|ing)?$/) >= 4)
    assert.ok(forms(/^rotat(e|es|ed|ing|ion|ions)$/) >= 3)
    assert.ok(forms(/^exchang(e|es|ed|ing)$/) >= 3)
    assert.ok(forms(/^appeal(s|ed|ing)?$/) >= 3)
    assert.ok(forms(/^(wife|wives|child|children|mother|mothers|letter|letters|prisoner|prisoners)$/) === 10)
    assert.ok(forms(/^(family|families|petition|petitions|court|courts|translate|translated|translation)s?$/) >= 6)
  })
})
