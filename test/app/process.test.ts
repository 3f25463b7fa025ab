import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { runProgram, startProgram } from '../support/vestnik-process.ts'

const readerId = 103
/** Readers who share the work, for a chat gets at most one message a second. */
const topics = ['apple', 'bread', 'cheese', 'dates', 'eggs']
const timeout = { timeout: 180_000 }

describe('the program', { concurrency: 2, ...timeout }, () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vestnik-process-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('without a token exits with 2, and names BotFather and the demo', async () => {
    const { code, stderr } = await runProgram([], {}, folder)
    assert.equal(code, 2)
    assert.match(stderr, /BotFather/)
    assert.match(stderr, /npm run demo/)
  })

  it('with wrong settings exits with 2, and tells all of them at once', async () => {
    const { code, stderr } = await runProgram([], { BOT_TOKEN: 'x', POLL_MIN_SECONDS: '-1' }, folder)
    assert.equal(code, 2)
    assert.match(stderr, /BOT_TOKEN/)
    assert.match(stderr, /POLL_MIN_SECONDS/)
  })

  it('reads .env', async () => {
    const own = await mkdtemp(join(tmpdir(), 'vestnik-env-'))
    await writeFile(join(own, '.env'), 'LOG_LEVEL=loud\n')
    const { stderr } = await runProgram([], {}, own)
    await rm(own, { recursive: true })
    assert.match(stderr, /LOG_LEVEL/)
  })

  it('does not know a command, and shows those that there are', async () => {
    const { code, stderr } = await runProgram(['serch'], {}, folder)
    assert.equal(code, 2)
    assert.match(stderr, /"serch"/)
    assert.match(stderr, /export --channel/)
  })

  it('refuses a second start on the same database, stops within five seconds, and tells health from death', async () => {
    await using sandbox = await startSandbox({ demoCast: true })
    const settings = toSettings(sandbox, join(folder, 'once.db'))
    await using first = startProgram([], settings, folder)
    await online(sandbox)
    const health = await runProgram(['health'], settings, folder)
    assert.deepEqual([health.code, health.stdout.startsWith('alive')], [0, true])
    const second = await runProgram([], settings, folder)
    assert.equal(second.code, 1)
    assert.match(second.stderr, /another Vestnik is running/)
    const stoppedAt = performance.now()
    first.kill('SIGTERM')
    const { code, stdout } = await first.ended
    assert.equal(code, 0)
    assert.ok(performance.now() - stoppedAt < 5000)
    assert.doesNotMatch(stdout, /AAsandbox/)
  })

  it('ends with a clear word when Telegram refuses the token', async () => {
    await using sandbox = await startSandbox()
    const settings = {
      ...toSettings(sandbox, join(folder, 'token.db')),
      BOT_TOKEN: '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    }
    const { code, stderr } = await runProgram([], settings, folder)
    assert.equal(code, 1)
    assert.match(stderr, /token/i)
    assert.doesNotMatch(stderr, /AAAAAAAA/)
  })

  it('finds by /search all of 200 posts that appeared while it was down; export and search print them', async () => {
    await using sandbox = await startSandbox({ demoCast: true, enforceFloodLimits: false })
    const settings = toSettings(sandbox, join(folder, 'down.db'))
    sandbox.channels.add({ name: 'news', title: 'News', description: '', subscribers: 1, telegramId: 9, preview: true })
    sandbox.channels.publish('news', { text: 'The first post' })
    await using first = startProgram([], settings, folder)
    const readers = topics.map((topic) => sandbox.world.addPerson({ firstName: topic, languageCode: 'en' }).id)
    await Promise.all(
      [readerId, ...readers].map((id) => ask(sandbox, '/follow @news', (text) => text.includes('News'), id)),
    )
    first.kill('SIGTERM')
    await first.ended
    for (let index = 1; index <= 200; index += 1) {
      sandbox.channels.publish('news', { text: `Letter ${index} about ${topics[index % topics.length]}` })
    }

    await using second = startProgram([], settings, folder)
    await online(sandbox)
    // The newest page is stored first, then the gap from its old end: letter 180 comes last.
    for (let answer = ''; !answer.includes('Letter 180 ');)
      answer = (await ask(sandbox, '/search "letter 180"', anything)).text ?? ''
    const pages = await Promise.all(topics.map((topic, index) => searchAll(sandbox, topic, readers[index] ?? 0)))
    assert.equal(new Set(pages.flatMap((urls) => [...urls])).size, 200)
    second.kill('SIGTERM')
    await second.ended

    const exported = await runProgram(['export', '--channel', '@news', '--format', 'jsonl'], settings, folder)
    const posts = lines(exported.stdout)
    assert.equal(posts.length, 201)
    assert.deepEqual(Object.keys(posts[0] ?? {}), exportedFields)
    const searched = await runProgram(['search', 'letter 77', '--json'], settings, folder)
    assert.deepEqual(
      lines(searched.stdout).map((post) => post['url']),
      ['https://t.me/news/78'],
    )
    const plain = await runProgram(['search', 'nothing at all'], settings, folder)
    assert.deepEqual([plain.code, plain.stdout], [0, 'Nothing found.\n'])
    const doctor = await runProgram(['doctor'], settings, folder)
    assert.equal(doctor.code, 0, doctor.stdout)
    assert.match(doctor.stdout, /201 posts/)
    assert.match(doctor.stdout, /refused pages: none is kept/)
  })
})

const exportedFields = [
  'channel',
  'channelId',
  'id',
  'url',
  'publishedAt',
  'edited',
  'text',
  'html',
  'entities',
  'views',
  'viewsLabel',
  'author',
  'forwardedFrom',
  'replyTo',
  'albumIds',
  'media',
  'reactions',
  'buttons',
  'viaBot',
  'kind',
  'serviceKind',
  'pinned',
  'deleted',
  'versions',
]

const anything = (): boolean => true

function toSettings(sandbox: Sandbox, database: string): Record<string, string> {
  return {
    BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: sandbox.botApiRoot,
    TELEGRAM_WEB_ROOT: sandbox.webRoot,
    DATABASE_PATH: database,
    WEB_REQUESTS_PER_SECOND: '100',
    POLL_MIN_SECONDS: '1',
    POLL_MAX_SECONDS: '2',
  }
}

/** The bot answers: it has been started, and has handled what came before. */
async function online(sandbox: Sandbox): Promise<void> {
  await ask(sandbox, '/start', anything)
}

async function ask(sandbox: Sandbox, text: string, fits: (answer: string) => boolean, id = readerId) {
  const after = sandbox.world.mark()
  sandbox.world.say(id, id, text)
  const isAnswer = (message: { from?: { is_bot: boolean }; text?: string }): boolean =>
    message.from?.is_bot === true && fits(message.text ?? '')
  return sandbox.world.waitForMessage(id, isAnswer, { after, timeoutMs: 60_000 })
}

/** Pages to the end by the button. The addresses of all that was found. */
async function searchAll(sandbox: Sandbox, topic: string, reader: number): Promise<Set<string>> {
  let message = await ask(sandbox, `/search ${topic}`, anything, reader)
  const found = new Set<string>()
  for (;;) {
    for (const { url } of message.entities ?? []) {
      if (url !== undefined && /\/news\/\d+$/.test(url)) found.add(url)
    }
    const older = message.reply_markup?.inline_keyboard?.flat().find((button) => button.text.startsWith('Older'))
    if (older === undefined || !('callback_data' in older)) return found
    const after = sandbox.world.mark()
    const { message_id: messageId } = message
    const edited = sandbox.world.waitForMessage(reader, (next) => next.message_id === messageId, { after })
    await sandbox.world.press(reader, reader, { messageId, data: older.callback_data })
    message = await edited
  }
}

function lines(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
