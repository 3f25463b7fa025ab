import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewPost, SandboxPost } from '../../sandbox/channels.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { weighTold } from '../../src/core/told-twice.ts'
import type { PostContent } from '../../src/domain/post.ts'

/** A way in which the posts of a channel are told of, pulled or pushed. */
export interface Telling extends AsyncDisposable {
  /** Each post as it is told now, oldest first. */
  tell(): Promise<readonly PostContent[]>
}

export const channelName = 'told_channel'

const html =
  '<b>Bold</b> words, <a href="https://example.org/a?b=1&amp;c=2">a link</a>, #tag, @durov\nand example.org & more'
const place = { kind: 'location', latitude: 50.45, longitude: 30.5233 } as const

/** A post of every kind that both ways show. */
export const everyKind: Readonly<Record<string, NewPost>> = {
  words: { html },
  quote: { html: 'Before\n<blockquote>A quote</blockquote>\nAfter' },
  code: { html: '<pre><code class="language-js">let a = 1\nlet b</code></pre>' },
  emoji: { html: '❤️ and 🔥', customEmojiWrap: true },
  photo: { text: 'A photo', media: [{ kind: 'photo' }] },
  album: { html: 'An <i>album</i>', media: [{ kind: 'photo' }, { kind: 'video', durationS: 83 }, { kind: 'photo' }] },
  video: { text: '', media: [{ kind: 'video', durationS: 3725 }] },
  gif: { text: 'Moves', media: [{ kind: 'gif' }] },
  'round video': { text: '', media: [{ kind: 'round_video', durationS: 12 }] },
  voice: { text: 'Said', media: [{ kind: 'voice', durationS: 61 }] },
  audio: { text: '', media: [{ kind: 'audio', title: 'Song', performer: 'Band' }] },
  document: { text: 'Read', media: [{ kind: 'document', title: 'report.pdf', sizeLabel: '1.2 MB' }] },
  sticker: { text: '', media: [{ kind: 'sticker' }] },
  place: { text: '', media: [place] },
  venue: { text: '', media: [{ ...place, title: 'Golden Gate', address: 'Volodymyrska 40' }] },
  contact: { text: '', media: [{ kind: 'contact', name: 'Ada Lovelace', phone: '+380 44 123' }] },
  poll: {
    text: '',
    media: [
      {
        kind: 'poll',
        question: 'Which one?',
        type: 'Anonymous Poll',
        options: [
          { text: 'This', percent: 40 },
          { text: 'That', percent: 60 },
        ],
        voters: 10,
      },
    ],
  },
  signed: { text: 'Signed', signature: 'Ada', viaBot: 'gif' },
  buttons: { text: 'Press', buttons: [[{ text: 'Open', url: 'https://example.org/' }]] },
  forward: { text: 'From afar', forward: { name: 'Far', channel: 'far_channel', id: 7, author: null } },
}

/** What every way of telling guarantees, run against one. */
export function testTelling(name: string, open: (sandbox: Sandbox) => Promise<Telling>): void {
  const check = (title: string, body: (sandbox: Sandbox, telling: Telling) => Promise<void>): void => {
    test(`${name}: ${title}`, async () => {
      await using sandbox = await startTold()
      await using telling = await open(sandbox)
      await body(sandbox, telling)
    })
  }

  for (const [kind, post] of Object.entries(everyKind)) {
    check(`a post is told as it was published, with its ids and its date: ${kind}`, async (sandbox, telling) => {
      const published = sandbox.channels.publish(channelName, post)
      const [told, ...others] = await telling.tell()
      assert.ok(told !== undefined && others.length === 0)
      assert.deepEqual(idsOf(told), idsOf({ ...published, messageId: published.id }))
      assert.equal(told.publishedAt, Math.floor(published.publishedAt / 1000) * 1000)
      assert.equal(told.kind, 'post')
      assert.equal(told.text, published.text)
      assert.deepEqual(
        told.media.map((media) => media.kind),
        published.media.map((media) => media.kind),
      )
      assert.deepEqual([told.author, told.viaBot], [published.signature, published.viaBot])
      assert.deepEqual(told.buttons, published.buttons)
      assert.equal(told.forward?.channel ?? null, published.forward?.channel ?? null)
    })
  }

  check('what was not edited says nothing else when it is told again', async (sandbox, telling) => {
    for (const post of Object.values(everyKind).slice(0, 12)) sandbox.channels.publish(channelName, post)
    const before = await telling.tell()
    const again = await telling.tell()
    assert.deepEqual(
      again.map((post, index) => weighTold(before[index] ?? post, post)),
      before.map(() => 'same'),
    )
  })

  check('an edit says something else, and that it is one', async (sandbox, telling) => {
    const posts = [everyKind['words'], everyKind['album'], everyKind['document']].map((post) =>
      sandbox.channels.publish(channelName, post ?? {}),
    )
    const before = await telling.tell()
    for (const { id } of posts) sandbox.channels.edit(channelName, id, { text: `Edited ${id}` })
    const after = await telling.tell()
    assert.deepEqual(
      after.map((post, index) => [post.text, post.edited, weighTold(before[index] ?? post, post)]),
      posts.map(({ id }) => [`Edited ${id}`, true, 'other']),
    )
  })
}

function idsOf({
  messageId,
  albumIds,
}: (Pick<PostContent, 'messageId'> & Pick<SandboxPost, 'albumIds'>) | PostContent) {
  return { messageId, albumIds: [...albumIds] }
}

/** A sandbox with the channel, of which the bot is an administrator. */
export async function startTold(now: () => number = Date.now): Promise<Sandbox> {
  await using stack = new AsyncDisposableStack()
  const sandbox = stack.use(await startSandbox({ now }))
  const profile = { name: channelName, title: 'Told', description: '', subscribers: 5, telegramId: 4242, preview: true }
  sandbox.channels.add(profile)
  sandbox.world.addPerson({ firstName: 'Ada' })
  sandbox.world.setChannelAdmin(channelName)
  stack.move()
  return sandbox
}
