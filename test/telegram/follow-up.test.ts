import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { DeletedItem, EditedItem, FollowUp, FollowUpStore } from '../../src/domain/follow-up.ts'
import { createFollowingUp } from '../../src/flows/follow-up.ts'
import { renderContent } from '../../src/telegram/render-notice.ts'
import { limits } from '../../src/telegram/split.ts'
import { createTexts } from '../../src/telegram/texts.ts'
import { checkCalls, formatted, labels, openBot } from './support.ts'

it('a reader is shown which words of a post were changed, and its history at a press', async () => {
  await using bot = await openBot({ holdCollecting: true })
  bot.addChannel('harbour_news', { posts: ['the storm comes on Monday at 10', 'quiet'] })
  const anna = bot.person({ languageCode: 'en' })
  await anna.say('/follow harbour_news')
  await bot.collect()
  await anna.say('/digest')
  await bot.deliver()
  bot.sandbox.channels.edit('harbour_news', 1, { text: 'the storm comes on Tuesday at 12' })
  const channel = await bot.store.channels.findByName('harbour_news')
  await bot.store.channels.recordPollEnd({ channelId: channel?.id ?? 0, nextPollAt: 0, now: bot.clock.now() })
  await bot.collect()
  // As if it had waited for more.
  const findDue: FollowUpStore['findDue'] = () =>
    bot.store.followUps.findDue({ quietSince: Infinity, waitingSince: Infinity, limit: 10 })
  const store = { ...bot.store, followUps: { ...bot.store.followUps, findDue } }
  await createFollowingUp({ store, clock: bot.clock }).run()
  const after = bot.sandbox.world.mark()
  const told = bot.sandbox.world.waitForMessage(anna.id, ({ from }) => from?.id === bot.sandbox.world.bot.id, {
    after,
    timeoutMs: 30_000,
  })
  await bot.deliver()
  const message = await told
  assert.match(message.text!, /^✏️ @harbour_news\/1 was changed · you received it: .*\nthe storm comes on /)
  assert.deepEqual(formatted(message, 'strikethrough'), ['Monday', '10'])
  assert.deepEqual(formatted(message, 'underline'), ['Tuesday', '12'])
  assert.deepEqual(labels(message), [['🕓 History']])
  await anna.press(message, /History/)
  const history = bot.sandbox.world.messages(anna.id).at(-1)
  assert.match(history?.text ?? '', /2 versions/)
  assert.deepEqual(checkCalls(bot.sandbox) ?? [], [])
})

it('a deletion is told with the looks between which it was, or about when', () => {
  const at = Date.UTC(2026, 2, 1, 12)
  const times = (after: number | null, before: number): string | undefined => {
    const common = { channelName: 'news', messageId: 1, receivedAt: at, beginning: 'Words' }
    const items = [{ ...common, kind: 'deleted' as const, after, before }]
    const content: FollowUp = { kind: 'follow-up', language: 'en', timeZone: 'UTC', madeAt: at, items, more: 0 }
    return renderContent(content, createTexts())[0]?.plain.split('\n').at(-1)
  }
  assert.equal(times(at, at + 600_000), 'Deleted between 12:00 and 12:10')
  assert.equal(times(at, at + 30_000), 'Deleted at about 12:00')
  assert.equal(times(null, at), 'Deleted before 12:00')
})

it('however long the posts and names are, a message stays within the limits', () => {
  const at = Date.UTC(2026, 2, 1, 12)
  const common = { channelName: 'n'.repeat(32), messageId: 2 ** 31, receivedAt: at }
  const edited: EditedItem = { ...common, kind: 'edited', former: 'a<&b '.repeat(120), latter: 'c"<d '.repeat(120) }
  const deleted: DeletedItem = { ...common, kind: 'deleted', beginning: '<&'.repeat(100), after: at, before: at }
  const content: FollowUp = {
    kind: 'follow-up',
    language: 'ru',
    timeZone: 'Europe/Moscow',
    madeAt: at,
    items: [...Array.from({ length: 5 }, () => edited), ...Array.from({ length: 5 }, () => deleted)],
    more: 12,
  }
  const [part, ...others] = renderContent(content, createTexts())
  assert.equal(others.length, 0)
  assert.ok((part?.plain.length ?? Infinity) <= limits.units)
  assert.match(part?.plain ?? '', /и ещё 12 постов из полученных вами$/)
})
