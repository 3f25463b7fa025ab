import { existsSync } from 'node:fs'
import { Bot, InlineKeyboard } from 'grammy'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startSandbox } from '../../../sandbox/sandbox.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'

const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser']

/** Where Chromium is; null when it is not installed. */
export const chromiumPath = candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null

const launchFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const desktop = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

/** The one channel there is; its title looks like markup. */
export const channel = { name: 'harbour_demo', title: 'Harbour <i>News</i>' }

/** A browser, a sandbox with the demo's cast, and a bot that runs in it. */
export interface Stage extends AsyncDisposable {
  readonly sandbox: Sandbox
  /** Opens the chat page and waits until it shows the people. */
  openPage(options: BrowserContextOptions, root?: string): Promise<Page>
  /** Console errors, uncaught errors and violations of the content security policy since the last call. */
  takeComplaints(): string[]
}

export async function openStage(executablePath: string): Promise<Stage> {
  const [browser, sandbox] = await Promise.all([
    chromium.launch({ executablePath, args: launchFlags }),
    startSandbox({ demoCast: true, enforceFloodLimits: false }),
  ])
  const more = { description: '', subscribers: 1200, telegramId: 1_500_000_001, preview: true }
  sandbox.channels.add({ ...channel, ...more })
  sandbox.channels.publish(channel.name, { html: '<b>First</b> post' })
  const bot = await startBot(sandbox)
  let complaints: string[] = []
  return {
    sandbox,
    openPage: (options, root = sandbox.botApiRoot) =>
      openPage(browser, { options, root, onComplaint: (text) => complaints.push(text) }),
    takeComplaints() {
      const taken = complaints
      complaints = []
      return taken
    },
    async [Symbol.asyncDispose]() {
      await bot.stop()
      await Promise.all([browser.close(), sandbox.close()])
    },
  }
}

/** Echoes with a button that edits the echo; /formats answers with every kind of formatting, /pick asks for a group. */
async function startBot(sandbox: Sandbox): Promise<Bot> {
  const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.botApiRoot } })
  bot.command('formats', (ctx) =>
    ctx.reply(
      [
        '<b>bold</b> <i>italic</i> <u>under</u> <s>strike</s> <code>code</code> <tg-spoiler>secret</tg-spoiler>',
        `<a href="https://t.me/${channel.name}/1">post</a> @${channel.name} #tag`,
        '<blockquote>quote</blockquote>',
        `<blockquote expandable>${'line\n'.repeat(8)}end</blockquote>`,
      ].join('\n'),
      { parse_mode: 'HTML' },
    ),
  )
  bot.command('pick', (ctx) =>
    ctx.reply('Pick one', {
      reply_markup: {
        keyboard: [[{ text: 'A group', request_chat: { request_id: 1, chat_is_channel: false, request_title: true } }]],
        one_time_keyboard: true,
      },
    }),
  )
  bot.on('message:text', (ctx) =>
    ctx.reply(`Echo: ${ctx.message.text}`, {
      reply_markup: new InlineKeyboard()
        .text('Press me', 'press')
        .text('Warn me', 'warn')
        .row()
        .url('Post', `https://t.me/${channel.name}/1`),
    }),
  )
  bot.callbackQuery('press', async (ctx) => {
    await ctx.editMessageText('Changed in place')
    await ctx.answerCallbackQuery({ text: 'Well pressed' })
  })
  bot.callbackQuery('warn', (ctx) => ctx.answerCallbackQuery({ text: 'A warning', show_alert: true }))
  await bot.api.setMyCommands([
    { command: 'echo', description: 'Say it again' },
    { command: 'formats', description: 'All formats' },
    { command: 'help', description: 'Help' },
  ])
  await new Promise<void>((resolve) => void bot.start({ onStart: () => resolve() }))
  return bot
}

interface Opening {
  readonly options: BrowserContextOptions
  readonly root: string
  readonly onComplaint: (text: string) => void
}

async function openPage(browser: Browser, { options, root, onComplaint }: Opening): Promise<Page> {
  const context = await browser.newContext({
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => {
    if (message.type() === 'error') onComplaint(message.text())
  })
  page.on('pageerror', (error) => onComplaint(String(error)))
  await page.addInitScript(`
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error('Policy violated: ' + event.violatedDirective + ' ' + event.blockedURI))
  `)
  await page.goto(root)
  await page.locator('.person').first().waitFor()
  return page
}
