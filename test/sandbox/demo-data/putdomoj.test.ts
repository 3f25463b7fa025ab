import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { DemoPost } from '../../../sandbox/demo-data/demo-post.ts'
import { putdomojDemo } from '../../../sandbox/demo-data/putdomoj-demo.ts'
import { resolveLabels } from '../../../sandbox/demo-data/draft-post.ts'
import { parseHtml } from '../../../sandbox/formatting.ts'
import { createChannelRegistry } from '../../../sandbox/web-preview/channel-registry.ts'

const { posts } = putdomojDemo
const minutesInDay = 1_440
const plainText = (post: DemoPost): string => parseHtml(post.html).text
const mediaCount = (kind: string): number => posts.filter((post) => post.media?.[0]?.kind === kind).length
const albumSizes = posts
  .map((post) => (post.media ?? []).filter(({ kind }) => kind === 'photo' || kind === 'video').length)
  .filter((size) => size > 1)

/** The posts as the stand-in for Telegram numbers them. */
function publishAll() {
  const channels = createChannelRegistry({ now: () => 0 })
  const { name, title, description, subscribers, telegramId } = putdomojDemo
  channels.add({ name, title, description, subscribers, telegramId, preview: true })
  return posts.map(({ minutesAgo: _minutesAgo, edited: _edited, ...post }) => channels.publish(name, post))
}

describe('putdomoj_demo', () => {
  test('the HTML of every post is accepted and loses no link', () => {
    for (const post of posts) {
      const { text, entities } = parseHtml(post.html)
      const links = entities.filter(({ type }) => type === 'text_link').length
      assert.equal(links, post.html.split('<a href=').length - 1, post.html)
      assert.doesNotMatch(text, /undefined|\$\{|&lt;/)
      assert.doesNotMatch(post.html, /href="post:/)
    }
  })

  test('the text fits in a message, and that of a post with a file in a caption', () => {
    const withoutCaption = new Set(['link_preview', 'poll', 'sticker', 'round_video', 'location'])
    for (const post of posts) {
      const kind = post.media?.[0]?.kind
      const limit = kind !== undefined && !withoutCaption.has(kind) ? 1024 : 4096
      assert.ok(plainText(post).length <= limit, post.html)
    }
  })

  test('the ages fall from four weeks to the last minutes', () => {
    for (const [index, post] of posts.entries()) {
      assert.ok(Number.isInteger(post.minutesAgo) && post.minutesAgo > 0)
      assert.ok(post.minutesAgo < (posts[index - 1]?.minutesAgo ?? 28 * minutesInDay), `${post.minutesAgo}`)
    }
    assert.ok(posts.at(-1)!.minutesAgo <= 10)
    assert.ok(posts.filter(({ minutesAgo }) => minutesAgo < minutesInDay).length >= 6)
  })

  test('a reply and a link to the channel name a post that was published earlier', () => {
    const seen = new Set<number>()
    let links = 0
    for (const post of publishAll()) {
      if (post.replyTo) assert.ok(seen.has(post.replyTo.id), `reply to ${post.replyTo.id}`)
      for (const { url } of post.entities) {
        const id = /^https:\/\/t\.me\/putdomoj_demo\/(\d+)$/.exec(url ?? '')?.[1]
        if (id === undefined) continue
        assert.ok(seen.has(Number(id)), `link to ${id}`)
        links += 1
      }
      seen.add(post.id)
    }
    assert.ok(links >= 20)
    assert.ok(posts.filter(({ replyTo }) => replyTo).length >= 8)
  })

  test('a reply names the very post that the author meant', () => {
    const published = publishAll()
    const target = (text: string): string => {
      const reply = published.find((post) => post.text.includes(text))
      return published.find((post) => post.id === reply?.replyTo?.id)?.text ?? ''
    }
    assert.match(target('НАШЁЛСЯ. Живой.'), /ищет мужа/)
    assert.match(target('Суд признал отказ'), /Заседание отложили/)
    assert.match(target('Вернулись от депутатов'), /Вторая встреча с депутатами/)
  })

  test('a label that no earlier post has is refused', () => {
    assert.throws(() => resolveLabels('x', [{ minutesAgo: 1, html: '', repliesTo: 'later' }]), /labelled "later"/)
    assert.throws(() => resolveLabels('x', [{ minutesAgo: 1, html: '<a href="post:none">x</a>' }]), /labelled "none"/)
  })

  test('labels count skipped ids and the items of albums', () => {
    const photo = { kind: 'photo' } as const
    const resolved = resolveLabels('x', [
      { minutesAgo: 3, html: '', media: [photo, photo, photo], skipIds: 4 },
      { minutesAgo: 2, html: 'a', label: 'a' },
      { minutesAgo: 1, html: '<a href="post:a">x</a>', repliesTo: 'a' },
    ])
    assert.deepEqual(resolved[2]!.replyTo, { channel: null, id: 8 })
    assert.equal(resolved[2]!.html, '<a href="https://t.me/x/8">x</a>')
  })

  test('a hundred and ten posts hold every kind that Telegram shows', () => {
    assert.equal(posts.length, 110)
    assert.deepEqual(albumSizes, [3, 5, 3])
    assert.equal(posts.filter(({ kind }) => kind === 'service').length, 8)
    assert.equal(posts.filter(({ kind }) => kind === 'unsupported').length, 1)
    assert.ok(posts.filter(({ edited }) => edited).length >= 8)
    assert.ok(posts.some(({ customEmojiWrap }) => customEmojiWrap))
    assert.ok(posts.some(({ signature }) => signature))
    for (const kind of ['gif', 'sticker', 'location', 'round_video']) assert.equal(mediaCount(kind), 1, kind)
    for (const kind of ['poll', 'voice', 'link_preview']) assert.equal(mediaCount(kind), 2, kind)
    for (const kind of ['photo', 'video', 'document']) assert.ok(mediaCount(kind) >= 3, kind)
    assert.ok(posts.some((post) => post.media?.some((media) => media.kind === 'video' && media.tooBig)))
  })

  test('posts are forwarded from both other channels and from hidden senders', () => {
    const sources = new Set(posts.flatMap(({ forward }) => (forward ? [forward.channel] : [])))
    assert.deepEqual(sources, new Set([null, 'povernennia_demo', 'returnwatch_demo']))
  })

  test('every entity of the formatting that people use occurs', () => {
    const types = new Set(publishAll().flatMap(({ entities }) => entities.map(({ type }) => type)))
    const expected = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'code', 'pre', 'text_link']
    for (const type of [...expected, 'blockquote', 'expandable_blockquote', 'hashtag', 'mention'])
      assert.ok(types.has(type), type)
  })

  test('the lengths vary from one line to whole articles', () => {
    const lengths = posts.map((post) => plainText(post).length)
    assert.ok(lengths.filter((length) => length >= 1_500).length >= 5)
    assert.ok(lengths.filter((length) => length >= 200 && length <= 700).length >= 45)
    assert.ok(lengths.filter((length) => length > 0 && length < 100).length >= 8)
  })

  test('two posts repeat an earlier one nearly word for word', () => {
    const sets = posts.filter(({ html }) => html.length > 400).map((post) => new Set(wordsOf(plainText(post))))
    const repeats = sets.filter((words, index) =>
      sets.slice(0, index).some((earlier) => overlap(words, earlier) > 0.85),
    )
    assert.equal(repeats.length, 2)
  })

  test('the words that people search for occur in many forms', () => {
    const words = new Set(posts.flatMap((post) => wordsOf(plainText(post))))
    const forms = (pattern: RegExp): number => [...words].filter((word) => pattern.test(word)).length
    assert.ok(forms(/^мобилизованн(ый|ого|ому|ым|ом|ые|ых|ыми)$/) >= 4)
    assert.ok(forms(/^ротаци(я|и|ю|ей)$/) >= 2)
    assert.ok(forms(/^демобилизаци(я|и|ю|ей)$/) >= 3)
    assert.ok(forms(/^отпуск(а|у|ом|е|ов|ам|ами|ах)?$/) >= 5)
    assert.ok(forms(/^(реб[её]нок|реб[её]нк(а|у|ом|е)|дети|детей|детям|детьми|детях)$/) >= 7)
    assert.ok(forms(/^(письм(о|а|у|ом|е|ам|ами|ах)|писем)$/) >= 5)
    assert.ok(forms(/^депутат(а|у|ом|е|ы|ов|ам|ами|ах)?$/) >= 5)
    assert.ok(forms(/^ж(ена|ены|ене|ену|еной|ен|ён|ёны|ёнам|ёнами|ёнах)$/) >= 6)
    assert.ok(forms(/^муж(а|у|ем|е|ья|ей|ьям|ьями|ьях)?$/) >= 6)
    assert.ok(forms(/^сын(а|у|ом|е|овья|овей|овьям|овьями|овьях)?$/) >= 5)
    assert.ok(forms(/^военкомат(а|у|ом|е|ы|ов|ам|ами|ах)?$/) >= 5)
    assert.ok(forms(/^госпитал(ь|я|ю|ем|е|и|ей|ям|ями|ях)$/) >= 5)
    for (const word of ['ребёнок', 'ребенок', 'ребенка', 'ребёнка', 'жёны', 'домой', 'ввк'])
      assert.ok(words.has(word), word)
  })
})

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.intersection(b).size / a.union(b).size
}
