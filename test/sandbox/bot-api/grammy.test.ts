import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy'
import { checkCall } from '../../../sandbox/bot-api/spec-check.ts'
import type { Spec } from '../../../sandbox/bot-api/spec-check.ts'
import { startSandbox } from '../../../sandbox/sandbox.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { anna, taras } from './client.ts'

/** A small bot against the sandbox. Its long poll ends with the sandbox, so its start is not waited for. */
async function startBot(
  sandbox: Sandbox,
  addHandlers: (bot: Bot) => void,
): Promise<AsyncDisposable & { username: string }> {
  const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.botApiRoot } })
  addHandlers(bot)
  const { promise, resolve } = Promise.withResolvers<void>()
  const running = bot.start({
    onStart: () => resolve(),
    allowed_updates: ['message', 'callback_query', 'my_chat_member'],
  })
  await promise
  return {
    username: bot.botInfo.username,
    async [Symbol.asyncDispose]() {
      await bot.stop()
      await running
    },
  }
}

describe('grammY against the sandbox', () => {
  it('answers commands, presses and edits, in calls that fit the specification', async () => {
    await using sandbox = await startSandbox({ demoCast: true })
    const { world } = sandbox
    await using bot = await startBot(sandbox, (bot) => {
      bot.command('start', (ctx) =>
        ctx.reply(`<b>Hello</b>, ${ctx.from?.first_name}`, {
          parse_mode: 'HTML',
          reply_markup: new InlineKeyboard().text('More', 'more'),
        }),
      )
      bot.callbackQuery('more', async (ctx) => {
        await ctx.editMessageText('More')
        await ctx.answerCallbackQuery('Here')
      })
      bot.command('export', (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from('{}'), 'posts.jsonl')))
    })
    assert.equal(bot.username, world.bot.username)
    world.say(anna, anna, '/start')
    const hello = await world.waitForMessage(anna, ({ text }) => text === 'Hello, Anna')
    assert.equal(hello.entities?.[0]?.type, 'bold')
    assert.deepEqual(await world.press(anna, anna, { messageId: hello.message_id, data: 'more' }), { text: 'Here' })
    assert.equal(world.messages(anna).at(-1)?.text, 'More')
    const mark = world.mark()
    world.say(anna, anna, '/export')
    const { document } = await world.waitForMessage(anna, (message) => message.document !== undefined, { after: mark })
    assert.equal(document?.file_name, 'posts.jsonl')
    assert.equal(world.file(document.file_id)?.bytes?.toString(), '{}')

    const path = '../shared/botapi-spec.json'
    if (!existsSync(path)) return
    const spec = JSON.parse(readFileSync(path, 'utf8')) as Spec
    assert.deepEqual(
      sandbox.calls.flatMap(({ method, params }) => checkCall(spec, method, params)),
      [],
    )
  })

  it('gets refusals as errors with codes and parameters', async () => {
    await using sandbox = await startSandbox({ demoCast: true, now: () => 1_800_000_000_000 })
    const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.botApiRoot } })
    await assert.rejects(
      bot.api.sendMessage(taras, 'x'),
      (error) => error instanceof GrammyError && error.error_code === 403,
    )
    sandbox.world.say(anna, anna, 'hi')
    const sending = Array.from({ length: 6 }, () => bot.api.sendMessage(anna, 'x'))
    const refused = (await Promise.allSettled(sending)).filter(({ status }) => status === 'rejected')
    assert.equal(refused.length, 1)
    const [{ reason }] = refused as [PromiseRejectedResult]
    assert.deepEqual([reason.error_code, reason.parameters], [429, { retry_after: 1 }])
  })
})
