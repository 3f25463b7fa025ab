import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { suite, test } from 'node:test'
import type { Message } from '../../sandbox/world.ts'
import { FileTooLargeError, withFile } from '../../src/telegram/bounded-file.ts'
import { type BotUnderTest, checkCalls, formatted, labels, openBot, type Person, until } from './support.ts'

const posts = ['boats in the harbour', 'a storm', 'more boats', 'quiet']

/** Somebody who follows a channel with posts, beside a channel that only somebody else follows. */
async function addReader(bot: BotUnderTest, languageCode = 'en'): Promise<Person> {
  bot.addChannel('harbour_news', { title: 'Harbour', posts })
  bot.addChannel('secret_news', { title: 'Secret', posts: ['boats nobody here follows'] })
  const person = bot.person({ languageCode })
  const other = bot.person({ languageCode: 'en' })
  await person.say('/follow harbour_news')
  await other.say('/follow secret_news')
  await bot.collect()
  return person
}

function contentOf(bot: BotUnderTest, message: Message): string {
  const file = bot.sandbox.world.file(message.document?.file_id ?? '')
  assert.ok(file?.bytes, 'a document')
  return file.bytes.toString('utf8')
}

function leftovers(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('vestnik-file-'))
}

async function pressed(bot: BotUnderTest, person: Person, offer: Message, label: string): Promise<Message> {
  const answer = bot.next(offer.chat.id)
  await person.press(offer, label)
  return answer
}

suite('/export', () => {
  test('says how many posts there are and how large the files, then sends the one that was chosen', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    const before = leftovers()
    const offer = await person.say('/export @harbour_news')
    assert.match(offer.text!, /4 posts\. In which form\?\nCSV: ≈ [\d.]+ kB\nHTML: ≈ [\d.]+ kB\nJSONL: ≈ [\d.]+ kB$/)
    assert.deepEqual(labels(offer), [['CSV', 'HTML', 'JSONL']])
    for (const [label, pattern] of [
      ['CSV', /^\ufeffchannel,id,/],
      ['HTML', /^<!doctype html>/],
      ['JSONL', /^\{"channel":"harbour_news"/],
    ] as const) {
      const message = await pressed(bot, person, offer, label)
      assert.equal(message.document?.file_name, `harbour_news.${label.toLowerCase()}`)
      const content = contentOf(bot, message)
      assert.match(content, pattern)
      for (const text of posts) assert.ok(content.includes(text))
      await until(async () => leftovers().length === before.length)
    }
    assert.deepEqual(checkCalls(bot.sandbox) ?? [], [])
  })

  test('takes a query, and only channels that the chat follows', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    const offer = await person.say('/export boats')
    assert.match(offer.text!, /2 posts/)
    assert.deepEqual(formatted(offer, 'code'), ['boats'])
    const message = await pressed(bot, person, offer, 'JSONL')
    assert.equal(message.document?.file_name, 'search.jsonl')
    const texts = contentOf(bot, message)
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text)
    assert.deepEqual(texts, ['boats in the harbour', 'more boats'])
    assert.match((await person.say('/export @secret_news')).text!, /You do not follow @secret_news/)
  })

  test('says what is wrong, and what to write, where there is nothing to export', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    assert.match((await person.say('/export')).text!, /\/export @name/)
    assert.match((await person.say('/export "boats')).text!, /\/export boats/)
    const nothing = await person.say('/export submarines')
    assert.match(nothing.text!, /Nothing matches/)
    assert.deepEqual(labels(nothing), [])
    const stranger = bot.person({ languageCode: 'en' })
    assert.match((await stranger.say('/export boats')).text!, /You follow no channels yet/)
  })

  test('speaks the language of the chat', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot, 'ru')
    assert.match((await person.say('/export @harbour_news')).text!, /4 поста\. В каком виде\?\nCSV: ≈ .*кБ/)
  })

  test('sends nothing of a channel that was left in between', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    const offer = await person.say('/export @harbour_news')
    await person.say('/unfollow @harbour_news')
    assert.match((await pressed(bot, person, offer, 'CSV')).text!, /You do not follow @harbour_news/)
  })

  test('in a group is for administrators', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    const member = bot.person({ languageCode: 'en' })
    const chatId = -1_001_000_000_777
    const members = [{ personId: person.id, status: 'creator' as const }, { personId: member.id }]
    bot.sandbox.world.addGroup({ id: chatId, title: 'Newsroom', type: 'supergroup', members, botStatus: 'member' })
    const here = { chatId }
    await person.say('/follow harbour_news', here)
    assert.match((await member.say('/export @harbour_news', here)).text!, /only administrators/)
    const offer = await person.say('/export @harbour_news', here)
    assert.match((await member.press(offer, 'CSV')).notice.text ?? '', /Only administrators/)
    assert.ok((await pressed(bot, person, offer, 'CSV')).document)
  })

  test('tells when the file could not be sent, and leaves nothing on the disk', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    const before = leftovers()
    const offer = await person.say('/export @harbour_news')
    const body = { ok: false, error_code: 400, description: 'Bad Request: something odd' }
    bot.sandbox.faults.add({ kind: 'status', status: 400, body, match: { method: 'sendDocument' } })
    assert.match((await pressed(bot, person, offer, 'CSV')).text!, /could not be sent/)
    assert.deepEqual(leftovers(), before)
    assert.ok((await pressed(bot, person, offer, 'CSV')).document)
  })
})

async function* megabytes(count: number): AsyncGenerator<string> {
  for (let index = 0; index < count; index += 1) yield 'x'.repeat(1_000_000)
}

suite('a file for Telegram', () => {
  test('is not made larger than Telegram takes, and does not outlive its use', async () => {
    const before = leftovers()
    await assert.rejects(
      withFile(megabytes(3), async () => {}, 2_000_000),
      FileTooLargeError,
    )
    await withFile(megabytes(2), async () => assert.equal(leftovers().length, before.length + 1), 2_000_000)
    assert.deepEqual(leftovers(), before)
  })
})
