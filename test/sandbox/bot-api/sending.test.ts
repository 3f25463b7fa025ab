import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { anna, emily, openBench, taras } from './client.ts'
import type { Bench, Json } from './client.ts'

let bench: Bench
before(async () => void (bench = await openBench()))
after(() => bench.sandbox.close())

const html = (text: string) => ({ chat_id: anna, text, parse_mode: 'HTML' })
const keyboard = (button: object) => ({ chat_id: anna, text: 'x', reply_markup: { inline_keyboard: [[button]] } })
const url = (path: string) => `${bench.sandbox.botApiRoot}/bot${bench.sandbox.token}/${path}`
const group = (media: unknown) => ({ chat_id: anna, media })
const rich = (content: string) => ({ chat_id: anna, rich_message: { html: content } })

const upload = async (method: string, fields: Record<string, string | Blob>) => {
  const body = new FormData()
  body.set('chat_id', String(anna))
  for (const [name, value] of Object.entries(fields))
    body.set(name, value, ...(value instanceof Blob ? [`${name}.bin`] : []))
  const response = await fetch(`${bench.sandbox.botApiRoot}/bot${bench.sandbox.token}/${method}`, {
    method: 'POST',
    body,
  })
  return (await response.json()) as Json
}

describe('sendMessage', () => {
  it('answers with the message, formatted', async () => {
    const { result } = await bench.call('sendMessage', html('<b>Hi</b> <a href="https://t.me/x/1">there</a>'))
    assert.equal(result.text, 'Hi there')
    assert.deepEqual(result.entities, [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'text_link', offset: 3, length: 5, url: 'https://t.me/x/1' },
    ])
    assert.equal(result.chat.id, anna)
    assert.equal(result.from.is_bot, true)
    assert.deepEqual(bench.sandbox.world.messages(anna).at(-1), result)
  })

  it('finds addresses, mentions, hashtags and commands by itself, but not inside of code', async () => {
    const { result } = await bench.call('sendMessage', html('t.me/a @someone #tag /help <code>@nobody /no</code>'))
    const types = result.entities.map(({ type }: { type: string }) => type)
    assert.deepEqual(types, ['url', 'mention', 'hashtag', 'bot_command', 'code'])
  })

  it('trims the text, drops control characters and moves the entities along', async () => {
    const { result } = await bench.call('sendMessage', html(' \n<b>a\r\u0001b</b> c\n '))
    assert.equal(result.text, 'a b c')
    assert.deepEqual(result.entities, [{ type: 'bold', offset: 0, length: 3 }])
  })

  it('takes code out of bold and joins neighbours', async () => {
    const { result } = await bench.call('sendMessage', html('<b>a<code>b</code></b><b>c</b><b>d</b>'))
    assert.deepEqual(result.entities, [
      { type: 'bold', offset: 0, length: 1 },
      { type: 'code', offset: 1, length: 1 },
      { type: 'bold', offset: 2, length: 2 },
    ])
  })

  it('takes entities in place of a parse mode', async () => {
    const entities = [{ type: 'italic', offset: 0, length: 1 }]
    const { result } = await bench.call('sendMessage', { chat_id: anna, text: 'ab', entities })
    assert.deepEqual(result.entities, entities)
  })

  it('keeps the first 100 entities and drops the rest in silence', async () => {
    const { result } = await bench.call('sendMessage', html('<b>x</b> '.repeat(150)))
    assert.equal(result.entities.length, 100)
  })

  it('takes 4096 UTF-16 units after parsing and no more', async () => {
    const text = `<b>${'😀'.repeat(2048)}</b>`
    assert.equal((await bench.call('sendMessage', html(text))).status, 200)
    await bench.refused('sendMessage', html(`${text}x`), 400, 'Bad Request: message is too long')
  })

  const refusals: [name: string, params: Record<string, unknown>, code: number, description: string][] = [
    ['no text', { chat_id: anna }, 400, 'Bad Request: message text is empty'],
    ['a text that is only white space', { chat_id: anna, text: ' \n' }, 400, 'Bad Request: text must be non-empty'],
    ['a text that is only tags', html('<b> </b>'), 400, 'Bad Request: text must be non-empty'],
    ['raw text over 32 KB', html('й'.repeat(16_385)), 400, 'Bad Request: text is too long'],
    [
      'an unknown tag',
      html('<p>x</p>'),
      400,
      `Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 0`,
    ],
    [
      'a tag that is not closed',
      html('<b>x'),
      400,
      `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
    ],
    ['an unknown parse mode', { ...html('x'), parse_mode: 'BBCode' }, 400, 'Bad Request: unsupported parse_mode'],
    [
      'many long links',
      html(`<a href="https://example.com/${'x'.repeat(200)}">y</a> `.repeat(60)),
      400,
      'Bad Request: ENTITIES_TOO_LONG',
    ],
    ['no chat', { text: 'x' }, 400, 'Bad Request: chat_id is empty'],
    ['an unknown chat', { chat_id: 999, text: 'x' }, 400, 'Bad Request: chat not found'],
    ['an unknown name', { chat_id: '@nobody_there', text: 'x' }, 400, 'Bad Request: chat not found'],
    [
      'a person who never wrote',
      { chat_id: taras, text: 'x' },
      403,
      "Forbidden: bot can't initiate conversation with a user",
    ],
    [
      'a reply to nothing',
      { chat_id: anna, text: 'x', reply_parameters: { message_id: 99_999 } },
      400,
      'Bad Request: message to be replied not found',
    ],
    [
      'a topic where there are none',
      { chat_id: anna, text: 'x', message_thread_id: 7 },
      400,
      'Bad Request: message thread not found',
    ],
    [
      'callback data of 65 bytes',
      keyboard({ text: 'x', callback_data: 'й'.repeat(33) }),
      400,
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'a button that does nothing',
      keyboard({ text: 'x' }),
      400,
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'a button without words',
      keyboard({ callback_data: 'x' }),
      400,
      'Bad Request: can\'t parse inline keyboard button: Can\'t find field "text"',
    ],
    [
      'a button to nowhere',
      keyboard({ text: 'x', url: 'nowhere' }),
      400,
      "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ],
    [
      'a keyboard that is no table',
      { chat_id: anna, text: 'x', reply_markup: { inline_keyboard: [{ text: 'x', callback_data: 'y' }] } },
      400,
      'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    [
      'a keyboard that is no JSON',
      { chat_id: anna, text: 'x', reply_markup: '{' },
      400,
      "Bad Request: can't parse reply keyboard markup JSON object",
    ],
    [
      'a keyboard of 101 buttons',
      {
        chat_id: anna,
        text: 'x',
        reply_markup: { inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'x', callback_data: 'y' }]) },
      },
      400,
      'Bad Request: reply markup is too long',
    ],
    ['half a surrogate pair', { chat_id: anna, text: '\ud83d' }, 400, 'Bad Request: strings must be encoded in UTF-8'],
  ]
  for (const [name, params, code, description] of refusals) {
    it(`refuses ${name}`, async () => {
      const before = bench.sandbox.world.messages(anna).length
      await bench.refused('sendMessage', params, code, description)
      assert.equal(bench.sandbox.world.messages(anna).length, before)
    })
  }

  it('takes 64 bytes of callback data', async () => {
    const { result } = await bench.call('sendMessage', keyboard({ text: 'x', callback_data: 'й'.repeat(32) }))
    assert.equal(result.reply_markup.inline_keyboard[0][0].callback_data.length, 32)
  })

  it('is refused while the person blocks the bot, and taken again after', async () => {
    bench.sandbox.world.block(anna)
    await bench.refused('sendMessage', html('x'), 403, 'Forbidden: bot was blocked by the user')
    bench.sandbox.world.block(anna, false)
    assert.equal((await bench.call('sendMessage', html('x'))).status, 200)
  })

  it('is refused when the account is gone', async () => {
    bench.sandbox.world.say(emily, emily, 'hi')
    bench.sandbox.world.deactivate(emily)
    await bench.refused('sendMessage', { chat_id: emily, text: 'x' }, 403, 'Forbidden: user is deactivated')
  })

  it('replies', async () => {
    const said = bench.sandbox.world.say(anna, anna, 'question')
    const reply = { chat_id: anna, text: 'answer', reply_parameters: { message_id: said.message_id } }
    assert.equal((await bench.call('sendMessage', reply)).result.reply_to_message.text, 'question')
  })
})

describe('requests', () => {
  it('come as a query', async () => {
    const response = await fetch(url(`sendMessage?chat_id=${anna}&text=%D0%B9%26`))
    assert.equal(((await response.json()) as Json).result.text, 'й&')
  })

  it('come urlencoded, with structures as JSON', async () => {
    const reply_markup = JSON.stringify({ inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] })
    const body = new URLSearchParams({ chat_id: String(anna), text: 'a b', reply_markup })
    const { result } = (await (await fetch(url('SENDMESSAGE'), { method: 'POST', body })).json()) as Json
    assert.equal(result.reply_markup.inline_keyboard[0][0].text, 'x')
  })

  it('come as multipart', async () => {
    const body = new FormData()
    body.set('chat_id', String(anna))
    body.set('text', 'из формы')
    const { result } = (await (await fetch(url('sendMessage'), { method: 'POST', body })).json()) as Json
    assert.equal(result.text, 'из формы')
  })

  it('are refused when the method is unknown', async () => {
    await bench.refused('sendEverything', {}, 404, 'Not Found: method not found')
    await bench.refused('__proto__', {}, 404, 'Not Found: method not found')
  })

  it('are refused when the token is wrong', async () => {
    for (const [token, status, description] of [
      ['1:wrong', 401, 'Unauthorized'],
      ['wrong', 404, 'Not Found'],
    ] as const) {
      const response = await fetch(`${bench.sandbox.botApiRoot}/bot${token}/getMe`)
      assert.deepEqual([response.status, ((await response.json()) as Json).description], [status, description])
    }
  })

  it('are refused when the JSON is broken', async () => {
    const response = await fetch(url('sendMessage'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"chat_id":',
    })
    assert.equal(((await response.json()) as Json).description, "Bad Request: can't parse JSON object")
  })

  it('are refused when they are too large', async () => {
    const response = await fetch(url('sendMessage'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'x'.repeat(1_100_000) }),
    })
    assert.equal(response.status, 413)
  })

  it('are remembered', async () => {
    await bench.call('sendMessage', { chat_id: anna, text: 'note this' })
    const last = bench.sandbox.calls.at(-1)
    assert.equal(last?.method, 'sendMessage')
    assert.deepEqual(last.params, { chat_id: anna, text: 'note this' })
    assert.equal(last.status, 200)
  })
})

describe('files', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
  it('are uploaded, kept and sent again by their id', async () => {
    const { result } = await upload('sendDocument', {
      document: new Blob(['{"id":1}']),
      caption: '<b>Export</b>',
      parse_mode: 'HTML',
    })
    assert.equal(result.document.file_name, 'document.bin')
    assert.deepEqual(result.caption_entities, [{ type: 'bold', offset: 0, length: 6 }])
    assert.equal(bench.sandbox.world.file(result.document.file_id)?.bytes?.toString(), '{"id":1}')
    const again = await bench.call('sendDocument', { chat_id: anna, document: result.document.file_id })
    assert.equal(again.result.document.file_id, result.document.file_id)
    await bench.refused(
      'sendPhoto',
      { chat_id: anna, photo: result.document.file_id },
      400,
      "Bad Request: can't use file of type Document as Photo",
    )
  })

  it('are photos only if they are images', async () => {
    assert.equal((await upload('sendPhoto', { photo: new Blob([png]) })).ok, true)
    assert.equal(
      (await upload('sendPhoto', { photo: new Blob(['no']) })).description,
      'Bad Request: IMAGE_PROCESS_FAILED',
    )
    assert.equal(
      (await upload('sendPhoto', { photo: new Blob([]) })).description,
      'Bad Request: file must be non-empty',
    )
  })

  it('are named by address, which is not fetched', async () => {
    const { result } = await bench.call('sendPhoto', { chat_id: anna, photo: 'https://example.com/a.jpg' })
    assert.equal(result.photo.length, 1)
  })

  it('are refused when absent, unknown or with a long caption', async () => {
    await bench.refused('sendPhoto', { chat_id: anna }, 400, 'Bad Request: there is no photo in the request')
    await bench.refused(
      'sendPhoto',
      { chat_id: anna, photo: 'AgAC' },
      400,
      'Bad Request: wrong remote file identifier specified: Wrong string length',
    )
    await bench.refused(
      'sendPhoto',
      { chat_id: anna, photo: 'https://example.com/a.jpg', caption: 'x'.repeat(1025) },
      400,
      'Bad Request: message caption is too long',
    )
  })

  it('make an album of separate messages that share a group', async () => {
    const media = JSON.stringify([
      { type: 'photo', media: 'attach://one', caption: 'both' },
      { type: 'photo', media: 'https://example.com/two.jpg' },
    ])
    const { result } = await upload('sendMediaGroup', { media, one: new Blob([png]) })
    assert.equal(result.length, 2)
    assert.equal(result[0].caption, 'both')
    assert.ok(result[0].media_group_id)
    assert.equal(result[0].media_group_id, result[1].media_group_id)
  })

  it('make no album of a broken list', async () => {
    await bench.refused('sendMediaGroup', group('x'), 400, "Bad Request: can't parse media JSON object")
    await bench.refused('sendMediaGroup', group([]), 400, 'Bad Request: there are no messages to send')
    await bench.refused(
      'sendMediaGroup',
      group([{ type: 'photo' }]),
      400,
      "Bad Request: can't parse InputMedia: media not found",
    )
    const photo = { type: 'photo', media: 'https://example.com/a.jpg' }
    await bench.refused(
      'sendMediaGroup',
      group(Array.from({ length: 11 }, () => photo)),
      400,
      'Bad Request: too many messages to send as an album',
    )
  })
})

describe('sendChatAction', () => {
  it('shows to those who watch, and is refused for an unknown action', async () => {
    const seen: unknown[] = []
    const end = bench.sandbox.world.subscribe((event) => seen.push(event))
    assert.equal((await bench.call('sendChatAction', { chat_id: anna, action: 'typing' })).result, true)
    end()
    assert.deepEqual(seen, [{ type: 'chat_action', chatId: anna, action: 'typing' }])
    await bench.refused(
      'sendChatAction',
      { chat_id: anna, action: 'dance' },
      400,
      'Bad Request: wrong parameter action in request',
    )
  })
})

describe('sendRichMessage', () => {
  it('makes the blocks of the Bot API of its HTML', async () => {
    const { result } = await bench.call('sendRichMessage', rich('<h2>News</h2><p>a <b>b</b></p><ol><li>x</li></ol>'))
    assert.deepEqual(result.rich_message.blocks, [
      { type: 'heading', text: 'News', size: 2 },
      { type: 'paragraph', text: ['a ', { type: 'bold', text: 'b' }] },
      { type: 'list', items: [{ label: '1.', blocks: [{ type: 'paragraph', text: 'x' }], value: 1 }] },
    ])
  })

  it('keeps the numbers of lists, the author of a quotation and the look of tables', async () => {
    const quotation = '<blockquote><p>q</p><cite>who</cite></blockquote>'
    const table =
      '<table bordered><caption>c</caption><tr><th>h</th><td align="right" valign="sideways">1</td></tr></table>'
    const html = `<ol start="3"><li>a</li><li value="9">b</li><li>c</li></ol>${quotation}${table}`
    const { result } = await bench.call('sendRichMessage', rich(html))
    const [list, quoted, drawn] = result.rich_message.blocks
    assert.deepEqual(
      list.items.map(({ label, value }: { label: string; value: number }) => [label, value]),
      [
        ['3.', 3],
        ['9.', 9],
        ['10.', 10],
      ],
    )
    assert.deepEqual(quoted, { type: 'blockquote', blocks: [{ type: 'paragraph', text: 'q' }], credit: 'who' })
    assert.deepEqual(drawn, {
      type: 'table',
      cells: [
        [
          { text: 'h', is_header: true, align: 'left', valign: 'top' },
          { text: '1', align: 'right', valign: 'top' },
        ],
      ],
      is_bordered: true,
      caption: 'c',
    })
  })

  it('holds to the limits', async () => {
    await bench.refused('sendRichMessage', { chat_id: anna }, 400, 'Bad Request: rich message must be non-empty')
    await bench.refused('sendRichMessage', rich(''), 400, 'Bad Request: RICH_MESSAGE_CONTENT_REQUIRED')
    await bench.refused('sendRichMessage', rich('<p> </p>'), 400, 'Bad Request: rich message must be non-empty')
    await bench.refused(
      'sendRichMessage',
      rich(`<p>${'x'.repeat(32_769)}</p>`),
      400,
      'Bad Request: rich message is too long',
    )
    await bench.refused(
      'sendRichMessage',
      rich('<p>x</p>'.repeat(501)),
      400,
      'Bad Request: rich message has too many blocks',
    )
    await bench.refused(
      'sendRichMessage',
      rich(`${'<b>'.repeat(17)}x`),
      400,
      'Bad Request: rich message is nested too deeply',
    )
    const row = `<table><tr>${'<td>x</td>'.repeat(21)}</tr></table>`
    await bench.refused('sendRichMessage', rich(row), 400, 'Bad Request: rich message table has too many columns')
  })
})
