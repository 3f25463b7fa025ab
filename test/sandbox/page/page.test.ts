import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startSandbox } from '../../../sandbox/sandbox.ts'
import { demoCast } from '../../../sandbox/world.ts'
import { channel, chromiumPath, desktop, openStage, phone } from './stage.ts'
import type { Stage } from './stage.ts'

const skip = chromiumPath === null ? 'Chromium is missing: install it, or set CHROMIUM_PATH' : false
const hostile = '<img src=x onerror="window.hacked=1"> <script>window.hacked=1</script> <b>x</b> &amp; {{x}}'

describe('the chat page', { skip }, () => {
  let stage: Stage
  /** Two pages serve all tests, as loading one takes longer than most tests: at a desk and on a phone. */
  let desk: Page
  let hand: Page

  before(async () => {
    stage = await openStage(chromiumPath ?? '')
    ;[desk, hand] = await Promise.all([
      stage.openPage({ viewport: desktop }),
      stage.openPage({ viewport: phone, hasTouch: true }),
    ])
  })

  after(async () => {
    await stage[Symbol.asyncDispose]()
  })

  afterEach(() => {
    assert.deepEqual(stage.takeComplaints(), [])
  })

  /** Taras at the desk, in his chat with the bot, which has begun. */
  async function openChat(): Promise<Page> {
    const { taras } = demoCast
    const { world } = stage.sandbox
    if (world.messages(taras).length === 0) world.say(taras, taras, '/start')
    await desk.getByRole('radio', { name: 'Taras' }).check()
    await desk.getByRole('button', { name: /^Vestnik/ }).click()
    await desk.getByRole('textbox', { name: 'Message' }).fill('')
    await desk.locator('.message', { hasText: '/start' }).first().waitFor()
    return desk
  }

  test('an empty chat offers Start, which starts the bot and gives way to the text field', async () => {
    const page = desk
    await page.getByRole('radio', { name: 'Anna' }).check()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.locator('.message', { hasText: 'Echo: /start' }).waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'Message' }).isVisible(), true)
    assert.equal(await page.getByRole('button', { name: 'Start', exact: true }).isVisible(), false)
  })

  test('Enter sends and the answer appears, Shift+Enter begins a new line', async () => {
    const page = await openChat()
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('one')
    await field.press('Shift+Enter')
    await field.pressSequentially('two')
    await field.press('Enter')
    await page.locator('.message.out', { hasText: 'one\ntwo' }).waitFor()
    await page.locator('.message.in', { hasText: 'Echo: one\ntwo' }).waitFor()
    assert.equal(await field.inputValue(), '')
  })

  test('pressing a button edits the message in its place and shows the answer', async () => {
    const page = await openChat()
    await page.getByRole('textbox', { name: 'Message' }).fill('press this')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const echo = page.locator('.message', { hasText: 'Echo: press this' })
    const id = await echo.getAttribute('data-id')
    await echo.getByRole('button', { name: 'Press me' }).click()
    await page.locator(`.message[data-id="${id}"]`, { hasText: 'Changed in place' }).getByText('edited').waitFor()
    await page.locator('.toast', { hasText: 'Well pressed' }).waitFor()
    assert.equal(await page.locator('.message').last().getAttribute('data-id'), id)
  })

  test('a button that asks for a chat offers those that fit, and the chosen one is told to the bot', async () => {
    const page = await openChat()
    await page.getByRole('textbox', { name: 'Message' }).fill('/pick')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const below = page.locator('#reply-keyboard')
    await below.getByRole('button', { name: 'A group' }).click()
    await below.getByRole('button', { name: 'Back' }).click()
    await below.getByRole('button', { name: 'A group' }).click()
    await below.getByRole('button', { name: 'Newsroom' }).click()
    await page.locator('.service', { hasText: 'You chose “Newsroom” for the bot' }).waitFor()
    await below.waitFor({ state: 'hidden' })
    const shared = stage.sandbox.world.messages(demoCast.taras).at(-1)?.chat_shared
    assert.deepEqual(shared, { request_id: 1, chat_id: demoCast.newsroom, title: 'Newsroom' })
  })

  test('an answer that wants to be read is a dialog, and gives the focus back', async () => {
    const page = await openChat()
    stage.sandbox.world.say(demoCast.taras, demoCast.taras, 'warn please')
    const button = page.locator('.message', { hasText: 'Echo: warn please' }).getByRole('button', { name: 'Warn me' })
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'A warning' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    assert.equal(await button.evaluate((node) => node === node.ownerDocument.activeElement), true)
  })

  test('text that looks like markup is shown as text, wherever it comes from', async () => {
    const page = await openChat()
    await page.getByRole('textbox', { name: 'Message' }).fill(hostile)
    await page.keyboard.press('Enter')
    await page.locator('.message.in', { hasText: `Echo: ${hostile}` }).waitFor()
    await page.locator('#channel-title', { hasText: 'Harbour <i>News</i>' }).waitFor()
    assert.equal(await page.locator('#app :is(img, script, iframe)').count(), 0)
    assert.equal(await page.evaluate('window.hacked'), undefined)
  })

  test('formatting is drawn, spoilers open, long quotes unfold, links to demo channels lead to the web preview', async () => {
    const page = await openChat()
    stage.sandbox.world.say(demoCast.taras, demoCast.taras, '/formats')
    const message = page.locator('.message.in', { hasText: 'italic' }).last()
    for (const tag of ['strong', 'em', 'u', 's', 'code']) await message.locator(tag).first().waitFor()
    const link = message.getByRole('link', { name: 'post', exact: true })
    assert.equal(await link.getAttribute('href'), `${stage.sandbox.webRoot}/${channel.name}/1`)
    assert.match((await link.getAttribute('rel')) ?? '', /noopener/)
    await message.getByRole('button', { name: /^Hidden text/ }).press('Enter')
    await message.locator('.spoiler.revealed', { hasText: 'secret' }).waitFor()
    await message.getByRole('button', { name: 'Show more' }).click()
    assert.equal(await message.getByRole('button', { name: 'Show less' }).getAttribute('aria-expanded'), 'true')
  })

  test('messages, edits and deletions made elsewhere appear at once, and a reader of older ones is not moved', async () => {
    const page = await openChat()
    const { world } = stage.sandbox
    for (let i = 0; i < 12; i++) world.say(demoCast.anna, demoCast.newsroom, `Line ${i}\nof a talk\nin the group`)
    await page.getByRole('button', { name: /^Newsroom/ }).click()
    await page.locator('.message', { hasText: 'Line 11' }).waitFor()
    const log = page.getByRole('log')
    await log.evaluate((node) => void (node.scrollTop = 0))
    await page.getByRole('button', { name: 'To the latest message' }).waitFor()
    const sent = world.say(demoCast.anna, demoCast.newsroom, 'fresh news')
    await page.getByRole('button', { name: /new message/ }).waitFor()
    assert.equal(await log.evaluate((node) => node.scrollTop), 0)
    world.editMessage(demoCast.anna, demoCast.newsroom, sent.message_id, 'corrected news')
    await page.locator('.message', { hasText: 'corrected news' }).getByText('edited').waitFor()
    await page.getByRole('button', { name: /new message/ }).click()
    world.deleteMessage(demoCast.anna, demoCast.newsroom, sent.message_id)
    await page.locator(`.message[data-id="${sent.message_id}"]`).waitFor({ state: 'detached' })
  })

  test('the command menu works by keyboard: arrows move, Tab completes, Escape closes, Enter sends', async () => {
    const page = await openChat()
    const field = page.getByRole('textbox', { name: 'Message' })
    const menu = page.getByRole('listbox', { name: 'Commands' })
    await field.pressSequentially('/')
    await menu.getByRole('option', { name: '/formats' }).waitFor()
    await field.press('ArrowDown')
    await menu.getByRole('option', { name: '/formats', selected: true }).waitFor()
    await field.press('Tab')
    assert.equal(await field.inputValue(), '/formats ')
    await field.fill('')
    await field.pressSequentially('/h')
    assert.deepEqual(await menu.getByRole('option').allTextContents(), ['/helpHelp'])
    await field.press('Escape')
    assert.equal(await menu.isVisible(), false)
    await field.pressSequentially('e')
    assert.equal(await menu.getByRole('option', { selected: true }).count(), 1)
    await field.press('Enter')
    await page.locator('.message.in', { hasText: 'Echo: /help' }).waitFor()
    assert.equal(await field.inputValue(), '')
  })

  test('posts are published, edited and deleted in the channels pane, and refused ones keep their text', async () => {
    const page = await openChat()
    const pane = page.getByRole('complementary', { name: 'Channels' })
    const field = pane.getByRole('textbox', { name: /new post/ })
    await field.fill('<b>Ferry</b> <i late')
    await pane.getByRole('button', { name: 'Publish' }).click()
    await pane.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
    assert.equal(stage.takeComplaints().length, 1, 'the browser notes the refusal')
    await field.fill('<b>Ferry</b> is late')
    await pane.getByLabel('Attachment').selectOption('photo')
    await pane.getByRole('button', { name: 'Publish' }).click()
    const post = pane.getByRole('article').last()
    await post.getByText('is late').waitFor()
    assert.equal(await field.inputValue(), '')
    assert.equal(await post.getByRole('img', { name: 'Photo' }).count(), 1)

    await post.getByRole('button', { name: 'Edit' }).click()
    assert.equal(await post.getByRole('textbox').inputValue(), '<b>Ferry</b> is late')
    await post.getByRole('textbox').fill('<b>Ferry</b> is on time')
    await post.getByRole('button', { name: 'Save' }).click()
    await post.locator('.text', { hasText: 'Ferry is on time' }).waitFor()
    assert.equal(stage.sandbox.channels.posts(channel.name).at(-1)?.text, 'Ferry is on time')

    await post.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await pane.getByText('is on time').waitFor({ state: 'detached' })
    assert.equal(stage.sandbox.channels.posts(channel.name).at(-1)?.text, 'First post')
  })

  test('a post is forwarded to the bot in the private chat', async () => {
    const page = await openChat()
    await page.getByRole('article', { name: 'Post 1' }).getByRole('button', { name: 'Forward to bot' }).click()
    const forwarded = page.locator('.message.out', { hasText: 'Forwarded from Harbour <i>News</i>' })
    await forwarded.getByText('First post').waitFor()
    assert.deepEqual(
      stage.sandbox.world.messages(demoCast.taras).findLast((one) => one.forward_origin)?.text,
      'First post',
    )
  })

  test('"Send the digest now" sets the schedule to a coming minute in the zone of the browser', async () => {
    const page = await openChat()
    await page.getByRole('button', { name: 'Send the digest now' }).click()
    await page.locator('.message.out', { hasText: /^\/schedule \d\d:\d\d Europe\/Berlin/ }).waitFor()
  })

  test('in a forum one topic shows at a time, and what is written goes to it', async () => {
    const { world } = stage.sandbox
    const members = [{ personId: demoCast.taras, status: 'creator' as const }]
    const forum = world.addGroup({ title: 'Forum', type: 'supergroup', isForum: true, members, botStatus: 'member' })
    const topicId = world.addTopic(forum.id, 'Ferries')
    world.say(demoCast.taras, forum.id, 'for everybody')
    const page = await openChat()
    await page.getByRole('button', { name: /^Forum/ }).click()
    await page.locator('.message', { hasText: 'for everybody' }).waitFor()
    await page.getByRole('button', { name: 'Ferries', exact: true }).click()
    await page.locator('.message', { hasText: 'for everybody' }).waitFor({ state: 'detached' })
    await page.getByRole('textbox', { name: 'Message' }).fill('about ferries')
    await page.keyboard.press('Enter')
    await page.locator('.message.out', { hasText: 'about ferries' }).waitFor()
    assert.equal(world.messages(forum.id).find((one) => one.text === 'about ferries')?.message_thread_id, topicId)
  })

  test('on a phone one pane shows at a time: list, chat, back, channels, back', async () => {
    const page = hand
    const shown = async () => {
      const panes = ['.chats', '.conversation', '.channels']
      const visible = await Promise.all(panes.map((pane) => page.locator(pane).isVisible()))
      return panes.filter((_, index) => visible[index])
    }
    assert.deepEqual(await shown(), ['.chats'])
    await page.getByRole('button', { name: /^Vestnik/ }).click()
    assert.deepEqual(await shown(), ['.conversation'])
    await page.getByRole('button', { name: 'Back to the chats' }).click()
    await page.locator('.chats').waitFor()
    assert.deepEqual(await shown(), ['.chats'])
    await page.getByRole('button', { name: 'Channels' }).click()
    assert.deepEqual(await shown(), ['.channels'])
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await page.locator('.chats').waitFor()
    assert.deepEqual(await shown(), ['.chats'])
    const width = await page.evaluate('document.documentElement.scrollWidth')
    assert.equal(width, phone.width)
  })

  test('a chosen theme stays after a reload', async () => {
    const page = hand
    const ground = () => page.evaluate('getComputedStyle(document.querySelector(".chats")).backgroundColor')
    const light = await ground()
    const theme = page.getByRole('button', { name: /^Theme/ })
    await theme.click()
    await theme.click()
    const dark = await ground()
    assert.notEqual(dark, light)
    await page.reload()
    assert.equal(await ground(), dark)
  })

  test('every control has a name for those who cannot see it', async () => {
    const page = await openChat()
    await page.getByRole('button', { name: 'Commands' }).click()
    await page.getByRole('option').first().waitFor()
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const roles = ['button', 'link', 'textbox', 'combobox', 'radio', 'listbox', 'option', 'log', 'image', 'group']
    const controls = nodes.filter((node) => !node.ignored && roles.includes(String(node.role?.value)))
    assert.ok(controls.length > 25, `${controls.length} controls`)
    const nameless = controls.filter((node) => String(node.name?.value ?? '').trim() === '')
    assert.deepEqual(
      nameless.map((node) => node.role?.value),
      [],
    )
  })

  test('a lost connection is told, and what was missed is fetched when it is back', async () => {
    const first = await startSandbox({ demoCast: true })
    const page = await stage.openPage({ viewport: desktop }, first.botApiRoot)
    await page.getByText('The bot is offline').waitFor()
    await first.close()
    await page.getByText('The connection to the sandbox is lost').waitFor()
    await using second = await startSandbox({ demoCast: true, botPort: Number(new URL(first.botApiRoot).port) })
    second.world.say(demoCast.anna, demoCast.anna, 'said meanwhile')
    await page.locator('.message', { hasText: 'said meanwhile' }).waitFor()
    await page.getByText('The connection to the sandbox is lost').waitFor({ state: 'hidden' })
    await page.close()
    assert.deepEqual(
      stage.takeComplaints().filter((text) => !/Failed to load resource|ERR_/.test(text)),
      [],
    )
  })
})
