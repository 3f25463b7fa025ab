import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { demoCast } from '../../../sandbox/world.ts'
import { anna, emily, openBench, taras } from './client.ts'
import type { Bench } from './client.ts'

let bench: Bench
before(async () => void (bench = await openBench()))
after(() => bench.sandbox.close())

const menu = (name: string) => [{ command: name, description: `About ${name}` }]

describe('command menus', () => {
  it('are set, read and deleted by scope and language', async () => {
    const scope = { type: 'all_private_chats' }
    await bench.call('setMyCommands', { commands: menu('a'), scope, language_code: 'ru' })
    assert.deepEqual((await bench.call('getMyCommands', { scope, language_code: 'ru' })).result, menu('a'))
    assert.deepEqual((await bench.call('getMyCommands', { scope })).result, [])
    await bench.call('deleteMyCommands', { scope, language_code: 'ru' })
    assert.deepEqual((await bench.call('getMyCommands', { scope, language_code: 'ru' })).result, [])
  })

  it('show by the narrowest scope, in the language of the person or in none', async () => {
    const { world } = bench.sandbox
    await bench.call('setMyCommands', { commands: menu('plain') })
    await bench.call('setMyCommands', { commands: menu('russian'), language_code: 'ru' })
    await bench.call('setMyCommands', { commands: menu('group'), scope: { type: 'all_group_chats' } })
    const scope = { type: 'chat_administrators', chat_id: demoCast.newsroom }
    await bench.call('setMyCommands', { commands: menu('boss'), scope })
    const shown = (personId: number, chatId: number) => world.commandsFor(personId, chatId)[0]?.command
    assert.equal(shown(anna, anna), 'russian')
    assert.equal(shown(emily, emily), 'plain')
    assert.equal(shown(anna, demoCast.newsroom), 'boss')
    assert.equal(shown(taras, demoCast.newsroom), 'group')
  })

  it('are refused when malformed', async () => {
    const cases: [object, string][] = [
      [{ commands: 'x' }, "Bad Request: can't parse commands JSON object"],
      [{ commands: {} }, 'Bad Request: expected an Array of BotCommand'],
      [{ commands: [{ command: 'x' }] }, `Bad Request: can't parse BotCommand: Can't find field "description"`],
      [{ commands: menu('Capital') }, 'Bad Request: BOT_COMMAND_INVALID'],
      [{ commands: menu('') }, "Bad Request: command can't be empty"],
      [{ commands: menu('x'.repeat(33)) }, 'Bad Request: command length must not exceed 32'],
      [{ commands: Array(101).fill(menu('x')[0]) }, 'Bad Request: BOT_COMMANDS_TOO_MUCH'],
      [{ commands: menu('x'), language_code: 'english' }, 'Bad Request: invalid language code specified'],
      [
        { commands: menu('x'), scope: { type: 'moon' } },
        "Bad Request: can't parse BotCommandScope: Unsupported type specified",
      ],
      [{ commands: menu('x'), scope: { type: 'chat', chat_id: 999 } }, 'Bad Request: chat not found'],
    ]
    for (const [params, description] of cases) await bench.refused('setMyCommands', { ...params }, 400, description)
  })
})

describe('the profile', () => {
  it('tells who the bot is', async () => {
    const { result } = await bench.call('getMe')
    assert.deepEqual(
      [result.username, result.is_bot, result.can_read_all_group_messages],
      ['vestnik_sandbox_bot', true, false],
    )
  })

  it('keeps descriptions by language', async () => {
    await bench.call('setMyDescription', { description: 'Plain' })
    await bench.call('setMyDescription', { description: 'Русское', language_code: 'ru' })
    assert.equal((await bench.call('getMyDescription', { language_code: 'ru' })).result.description, 'Русское')
    assert.equal((await bench.call('getMyDescription', { language_code: 'uk' })).result.description, 'Plain')
    assert.equal((await bench.call('setMyShortDescription', { short_description: 'x'.repeat(120) })).result, true)
    assert.equal((await bench.call('setMyShortDescription', { short_description: 'x'.repeat(121) })).status, 400)
  })
})
