import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HealthLine } from '../../src/domain/health.ts'
import type { Language } from '../../src/domain/chat.ts'
import type { Message } from '../../sandbox/world.ts'
import { renderHealth } from '../../src/telegram/render-health.ts'
import { createTexts } from '../../src/telegram/texts.ts'
import { type BotUnderTest, labels, openBot } from './support.ts'

const signal = AbortSignal.timeout(60_000)
const texts = createTexts()

/** What the bot sends to a chat when its outbox is emptied. */
async function deliver(bot: BotUnderTest, chatId: number): Promise<Message> {
  const after = bot.sandbox.world.mark()
  await bot.deliver()
  const isOurs = ({ from }: Message): boolean => from?.id === bot.sandbox.world.bot.id
  return bot.sandbox.world.waitForMessage(chatId, isOurs, { after, timeoutMs: 30_000 })
}

function line(name: string, more: Partial<HealthLine> = {}): HealthLine {
  return { kind: 'preview', isEnd: false, name: `@${name}`, title: `<${name}>`, values: {}, ...more }
}

const render = (language: Language, lines: readonly HealthLine[]): string =>
  renderHealth({ kind: 'health', language, lines }, texts)[0]?.html ?? ''

/** Anna follows a channel to which Telegram gives a mark, and is told of it. */
async function warnedOf(bot: BotUnderTest, languageCode: Language, warning: 'scam' | 'fake') {
  bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
  const anna = bot.person({ languageCode })
  await anna.say('/follow @harbour_news')
  bot.sandbox.channels.updateProfile('harbour_news', { warning })
  await bot.pollAll()
  await bot.health.run(signal)
  return { anna, notice: await deliver(bot, anna.id) }
}

describe('news of the health of channels', () => {
  it('reach a chat once, in its own language, and /channels and /status tell how things are', async () => {
    await using bot = await openBot()
    const { anna, notice: message } = await warnedOf(bot, 'ru', 'scam')
    assert.equal(message.text, '🚫 Телеграм пометил «Harbour» (@harbour_news) как мошеннический канал (Scam).')
    assert.deepEqual(labels(message), [['✖️ Отписаться от @harbour_news']])
    await bot.health.run(signal)
    assert.equal((await bot.store.outbox.counts(anna.id)).waiting, 0)
    for (const command of ['/channels', '/channels @harbour_news', '/status', '/status @harbour_news']) {
      assert.match((await anna.say(command)).text!, /🚫 помечен Телеграмом как мошеннический \(Scam\)/, command)
    }
  })

  it('a channel that Telegram warns of is left by the button of its notice, once', async () => {
    await using bot = await openBot()
    const { anna, notice } = await warnedOf(bot, 'en', 'fake')
    const answer = bot.next(anna.id)
    await anna.press(notice, '✖️ Stop following @harbour_news')
    assert.match((await answer).text!, /^No longer following Harbour/)
    const { notice: again } = await anna.press(notice, '✖️ Stop following @harbour_news')
    assert.match(again.text!, /not follow/)
  })

  it('/status tells everybody that Telegram answers nobody, and operators when it is tried again', async () => {
    await using bot = await openBot({ adminIds: [102] })
    const [anna, boss] = [bot.person({ languageCode: 'en' }), bot.person({ languageCode: 'en' })]
    bot.addChannel('harbour_news', { posts: ['one'] })
    await anna.say('/follow @harbour_news')
    assert.doesNotMatch((await anna.say('/status')).text!, /has not answered/)
    const headers = { 'retry-after': '3600' }
    bot.sandbox.faults.add({ match: { server: 'web' }, kind: 'status', status: 429, headers, times: Infinity })
    await bot.pollAll()
    assert.match((await anna.say('/status')).text!, /⏸ Telegram has not answered since 1\d:\d\d\. .*none is lost/)
    assert.match((await boss.say('/status')).text!, /Next try: 1\d:\d\d/)
  })

  it('up to three channels are told in a sentence each, more of them by kind', () => {
    const three = ['one_a', 'two_b', 'three_c'].map((name) => line(name))
    assert.equal(render('en', three).split('\n\n').length, 3)
    const many = [...three, line('four_d', { kind: 'silent', values: { days: 3 } })]
    assert.equal(
      render('en', many),
      '<b>News of 4 channels you follow</b>\n\n' +
        '🔒 No longer readable, preview off or a new name: @one_a, @two_b, @three_c. Their posts so far stay searchable.\n\n' +
        '🔇 Silent for longer than usual: @four_d',
    )
  })

  it('hundreds of channels fit into one message', () => {
    const kinds = ['preview', 'unreachable', 'silent', 'scam', 'fake', 'subscribers'] as const
    const ids = [
      ...kinds.map((kind) => ({ kind, isEnd: false })),
      ...kinds.slice(0, -1).map((kind) => ({ kind, isEnd: true })),
    ]
    const lines = ids.flatMap((id) => Array.from({ length: 100 }, (_, index) => line(`${'n'.repeat(28)}${index}`, id)))
    for (const language of ['en', 'ru', 'uk'] as const) {
      const html = render(language, lines)
      assert.ok(html.length <= 4096, `${html.length}`)
    }
  })

  it('counts are as short as Telegram shows them, and titles cannot break the message', () => {
    const html = render('uk', [line('harbour', { kind: 'subscribers', values: { from: 9500, to: 7120 } })])
    assert.match(html, /9,5\sтис\. → 7,12\sтис\.$/)
    assert.match(html, /&lt;harbour&gt;/)
  })
})
