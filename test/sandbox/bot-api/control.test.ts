import assert from 'node:assert/strict'
import http from 'node:http'
import { after, before, describe, it } from 'node:test'
import { demoCast } from '../../../sandbox/world.ts'
import { anna, emily, openBench, taras } from './client.ts'
import type { Bench, Json } from './client.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  bench.sandbox.channels.add({
    name: 'Herald_demo',
    title: 'Herald',
    description: '',
    subscribers: 12,
    telegramId: 1_500_000_001,
    preview: true,
  })
})
after(() => bench.sandbox.close())

async function ask(verb: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${bench.sandbox.botApiRoot}/control/${path}`, {
    method: verb,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: response.status, body: await response.json() }
}

describe('control API', () => {
  it('tells the state', async () => {
    const { body } = await ask('GET', 'state')
    assert.equal(body.bot.username, 'vestnik_sandbox_bot')
    assert.deepEqual(body.people[0], {
      id: anna,
      firstName: 'Anna',
      lastName: 'Belova',
      username: 'anna_belova',
      languageCode: 'ru',
      blocked: false,
    })
    assert.deepEqual(body.chats.at(-1), {
      id: demoCast.newsroom,
      type: 'supergroup',
      title: 'Newsroom',
      personIds: [anna, taras],
      topics: [],
      replyKeyboard: null,
    })
    assert.deepEqual(body.channels, [{ name: 'Herald_demo', title: 'Herald', subscribers: 12 }])
    assert.equal(body.webRoot, bench.sandbox.webRoot)
  })

  it('sends in the name of a person, and lists the chat', async () => {
    const { body } = await ask('POST', 'send', { personId: taras, chatId: demoCast.newsroom, text: '/help me' })
    assert.deepEqual(body.entities, [{ type: 'bot_command', offset: 0, length: 5 }])
    assert.deepEqual((await ask('GET', `chats/${demoCast.newsroom}/messages?limit=1`)).body, [body])
    assert.equal((await bench.updates())[0].message.text, '/help me')
  })

  it('presses a button and waits for the answer', async () => {
    const reply_markup = { inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] }
    const { result } = await bench.call('sendMessage', { chat_id: anna, text: 'x', reply_markup })
    const pressing = ask('POST', 'press', { personId: anna, chatId: anna, messageId: result.message_id, data: 'y' })
    const [{ callback_query: query }] = (await bench.call('getUpdates', { timeout: 5 })).result
    await bench.call('answerCallbackQuery', { callback_query_id: query.id, text: 'Done' })
    assert.deepEqual(await pressing, { status: 200, body: { text: 'Done' } })
    await bench.updates()
  })

  it('publishes, edits, forwards and deletes posts', async () => {
    const { body: post } = await ask('POST', 'channels/herald_demo/posts', { html: '<b>News</b>', media: 'photo' })
    assert.equal(post.text, 'News')
    assert.equal((await ask('PATCH', `channels/herald_demo/posts/${post.id}`, { html: 'Newer' })).body.text, 'Newer')
    const from = { personId: anna, chatId: anna, channel: 'herald_demo', postId: post.id }
    assert.equal((await ask('POST', 'forward', from)).body.forward_origin.message_id, post.id)
    assert.equal((await ask('GET', 'channels/herald_demo/posts?limit=5')).body.length, 1)
    assert.equal((await ask('DELETE', `channels/herald_demo/posts/${post.id}`)).status, 200)
    assert.deepEqual((await ask('GET', 'channels/herald_demo/posts')).body, [])
  })

  it('blocks, and shows the command menu', async () => {
    await bench.updates()
    assert.equal((await ask('POST', 'block', { personId: anna, blocked: true })).status, 200)
    assert.equal((await ask('POST', 'block', { personId: anna, blocked: false })).status, 200)
    assert.equal((await bench.updates()).length, 2)
    await bench.call('setMyCommands', { commands: [{ command: 'help', description: 'Help' }] })
    const { body } = await ask('GET', `commands?personId=${emily}&chatId=${emily}`)
    assert.deepEqual(body, [{ command: 'help', description: 'Help' }])
  })

  it('adds and clears faults', async () => {
    const rule = { kind: 'status', status: 500, times: 5, match: { method: 'getMe' } }
    assert.equal((await ask('POST', 'faults', rule)).status, 200)
    assert.equal((await bench.call('getMe')).status, 500)
    assert.equal((await ask('DELETE', 'faults')).status, 200)
    assert.equal((await bench.call('getMe')).status, 200)
  })

  it('streams what happens', async () => {
    const response = await fetch(`${bench.sandbox.botApiRoot}/control/events`)
    const stream = response.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
    let text = (await stream.next()).value ?? ''
    const { message_id } = (await bench.call('sendMessage', { chat_id: anna, text: 'one' })).result
    await bench.call('editMessageText', { chat_id: anna, message_id, text: 'two' })
    await bench.call('deleteMessage', { chat_id: anna, message_id })
    await bench.call('sendChatAction', { chat_id: anna, action: 'typing' })
    const post = bench.sandbox.channels.publish('herald_demo', { html: 'x' })
    bench.sandbox.channels.delete('herald_demo', post.id)
    while (!text.includes('post_deleted')) text += (await stream.next()).value ?? ''
    await stream.return?.()
    const events = text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []))
    assert.deepEqual(
      events.map(({ type }) => type),
      ['message', 'message_edited', 'message_deleted', 'chat_action', 'post', 'post_deleted'],
    )
    assert.deepEqual(events[2], { type: 'message_deleted', chatId: anna, messageId: message_id })
    assert.equal(events[1].message.text, 'two')
  })

  const bad: [verb: string, path: string, body: unknown, status: number][] = [
    ['GET', 'nothing', undefined, 404],
    ['PUT', 'send', {}, 405],
    ['POST', 'send', [], 400],
    ['POST', 'send', { personId: '101', chatId: anna, text: 'x' }, 400],
    ['POST', 'send', { personId: anna, chatId: anna, text: 5 }, 400],
    ['POST', 'send', { personId: anna, chatId: taras, text: 'x' }, 400],
    ['POST', 'send', { personId: 999, chatId: 999, text: 'x' }, 404],
    ['POST', 'send', { personId: anna, chatId: anna, text: ' ' }, 400],
    ['POST', 'send', { personId: anna, chatId: anna, text: 'x'.repeat(4097) }, 400],
    ['POST', 'send', { personId: anna, chatId: anna, text: 'x'.repeat(300_000) }, 413],
    ['POST', 'press', { personId: anna, chatId: anna, messageId: 1, data: 'none' }, 404],
    ['POST', 'forward', { personId: anna, chatId: anna, channel: 'nowhere', postId: 1 }, 404],
    ['GET', 'chats/5/messages', undefined, 404],
    ['GET', `chats/${anna}/messages?limit=x`, undefined, 400],
    ['GET', 'commands', undefined, 400],
    ['GET', 'channels/nowhere/posts', undefined, 404],
    ['POST', 'channels/herald_demo/posts', { html: '<b>' }, 400],
    ['POST', 'channels/herald_demo/posts', { html: 'x', media: 'film' }, 400],
    ['POST', 'channels/herald_demo/posts', { html: '' }, 400],
    ['PATCH', 'channels/herald_demo/posts/999', { html: 'x' }, 404],
    ['DELETE', 'channels/herald_demo/posts/999', undefined, 404],
    ['POST', 'faults', { kind: 'explode' }, 400],
    ['POST', 'faults', { kind: 'drop', match: { path: {} } }, 400],
  ]
  for (const [verb, path, body, status] of bad) {
    it(`refuses ${verb} ${path} ${JSON.stringify(body ?? null).slice(0, 60)}`, async () => {
      const reply = await ask(verb, path, body)
      assert.equal(reply.status, status)
      assert.equal(typeof reply.body.error, 'string')
    })
  }

  it('takes nothing but JSON', async () => {
    const url = `${bench.sandbox.botApiRoot}/control/send`
    assert.equal((await fetch(url, { method: 'POST', body: 'x' })).status, 415)
    const broken = { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }
    assert.equal((await fetch(url, broken)).status, 400)
  })

  it('serves no other site and no other name of this machine', async () => {
    const { port } = new URL(bench.sandbox.botApiRoot)
    const status = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const req = http.get({ port, host: '127.0.0.1', path: '/control/state', headers }, (res) => {
          res.resume()
          resolve(res.statusCode)
        })
        req.on('error', reject)
      })
    assert.equal(await status({ origin: 'https://example.com' }), 403)
    assert.equal(await status({ host: `rebound.example.com:${port}` }), 403)
    assert.equal(await status({ 'sec-fetch-site': 'cross-site' }), 403)
    assert.equal(await status({ origin: `http://127.0.0.1:${port}` }), 200)
  })
})

const raw = (path: string) =>
  new Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders }>((resolve, reject) => {
    const { port } = new URL(bench.sandbox.botApiRoot)
    const req = http.get({ port, host: '127.0.0.1', path }, (res) => {
      res.resume()
      resolve({ status: res.statusCode, headers: res.headers })
    })
    req.on('error', reject)
  })

describe('the page', () => {
  it('comes with a strict policy and is not kept', async () => {
    const { headers } = await raw('/')
    assert.match(String(headers['content-security-policy']), /^default-src 'self'/)
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['x-content-type-options'], 'nosniff')
  })

  it('gives no file from elsewhere', async () => {
    const paths = [
      '/page/../sandbox.ts',
      '/page/%2e%2e/sandbox.ts',
      '/page/..%2fsandbox.ts',
      '/page//etc/passwd',
      '/page/',
      '/sandbox.ts',
    ]
    for (const path of paths) assert.equal((await raw(path)).status, 404, path)
  })
})
