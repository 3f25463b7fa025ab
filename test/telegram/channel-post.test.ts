import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Chat, Message } from 'grammy/types'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { albumOf, type KnownAlbum, withAlbumItem } from '../../src/core/pushed-album.ts'
import { weighTold } from '../../src/core/told-twice.ts'
import type { PostContent } from '../../src/domain/post.ts'
import { toPushedPost, toPushedProfile } from '../../src/telegram/channel-post.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { createTestClock } from '../support/clock.ts'
import { createPushReader } from '../support/pushed.ts'
import { channelName, everyKind, startTold, type Telling, testTelling } from '../contracts/telling-contract.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'

const calm = new AbortController().signal

testTelling('t.me/s', openPages)
testTelling('channel_post', async (sandbox) => openPushes(sandbox))

async function openPages(sandbox: Sandbox): Promise<Telling> {
  const dispatcher = createDispatcher(null)
  const limiter = { run: <T>(task: () => Promise<T>) => task() }
  const clock = createTestClock(0)
  const source = createWebSource({ root: sandbox.webRoot, dispatcher, userAgent: 'test', limiter, clock })
  return {
    tell: async () => {
      const posts: PostContent[] = []
      for (let before = 1_000_000; ;) {
        const page = await source.fetchPage(channelName, { kind: 'before', messageId: before }, calm)
        if (page.posts.length === 0) return posts
        posts.unshift(...page.posts)
        before = page.posts[0]?.messageId ?? 0
      }
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  }
}

/** What was pushed so far, with the items of albums joined. */
function openPushes(sandbox: Sandbox): Telling {
  const read = createPushReader(sandbox)
  const told = new Map<string, KnownAlbum>()
  return {
    tell: async () => {
      for (const { post } of await read()) {
        const { content, albumKey } = post
        const key = albumKey ?? String(content.messageId)
        const known = told.get(key)
        if (albumKey === null) told.set(key, { post: content, captionId: null })
        else told.set(key, known === undefined ? albumOf(content) : withAlbumItem(known, content))
      }
      return [...told.values()].map(({ post }) => post)
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

describe('a page and a push of one post', () => {
  it('say the same, whatever the post is', async () => {
    await using sandbox = await startTold()
    await using pages = await openPages(sandbox)
    await using pushes = openPushes(sandbox)
    for (const post of Object.values(everyKind)) sandbox.channels.publish(channelName, post)
    const shown = await pages.tell()
    const pushed = await pushes.tell()
    const names = Object.keys(everyKind)
    const weigh = (some: readonly PostContent[], others: readonly PostContent[]) =>
      some.map((one, index) => [names[index], weighTold(one, others[index] ?? one)])
    const same = names.map((name) => [name, 'same'])
    assert.deepEqual([weigh(shown, pushed), weigh(pushed, shown)], [same, same])
  })
})

const chat = { id: -1_000_000_004_242, type: 'channel', title: 'Told', username: 'told' } as Chat.ChannelChat
const bare = { message_id: 5, date: 1000, chat, sender_chat: chat } as Message

describe('a message of a channel', () => {
  it('is of the channel with the number behind its id', () => {
    assert.deepEqual(toPushedProfile(chat), { name: 'told', telegramId: 4242, title: 'Told' })
  })

  it('is of no channel that is archived when it has no public name, or is no channel', () => {
    const { username: _username, ...hidden } = chat
    assert.equal(toPushedProfile(hidden as Chat), null)
    assert.equal(toPushedProfile({ id: -5, type: 'group', title: 'x' }), null)
    assert.equal(toPushedProfile({ ...chat, id: -5 }), null)
  })

  it('that says nothing the archive knows is kept as unsupported', () => {
    assert.equal(toPushedPost(bare).content.kind, 'unsupported')
  })

  it('says so since it was edited last', () => {
    assert.equal(toPushedPost(bare).saidAt, 1_000_000)
    assert.equal(toPushedPost({ ...bare, edit_date: 1005 }).saidAt, 1_005_000)
  })

  it('has no entities outside its text, nor of unknown kinds', () => {
    const entities = [
      { type: 'bold', offset: 0, length: 3 },
      { type: 'bold', offset: 2, length: 9 },
      { type: 'date_time', offset: 0, length: 2 },
      { type: 'italic', offset: -1, length: 2 },
    ]
    const { content } = toPushedPost({ ...bare, text: 'abc', entities } as unknown as Message)
    assert.deepEqual(content.entities, [{ type: 'bold', offset: 0, length: 3 }])
  })

  it('may be a notice', () => {
    const { content } = toPushedPost({ ...bare, new_chat_title: 'New' })
    assert.deepEqual([content.kind, content.serviceKind], ['service', 'renamed'])
  })
})
