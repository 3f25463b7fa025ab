import type { Sandbox } from '../sandbox.ts'
import type { Message } from '../world/types.ts'

/** The person of the demo who reads in English. */
const readerId = 103
const answerTimeoutMs = 15_000
/** How long a patient reader waits before asking again, and how often. */
const patienceMs = 1500
const maxQuestions = 15
const lineWidth = 100

interface Step {
  /** What the reader types. */
  readonly say?: string
  /** The label of the button that the reader presses under the latest answer. */
  readonly press?: string
  /** What happens before, told in the transcript. */
  readonly happening?: string
  readonly before?: (sandbox: Sandbox) => void
  /** Ask again until the answer is as it should be: Vestnik has to notice the new posts first. */
  readonly patient?: boolean
  /** What the answer must hold. */
  readonly expect: readonly string[]
  /** What it must not hold. */
  readonly without?: readonly string[]
}

const news =
  'На встрече с депутатом говорили об одном: мобилизованных пора вернуть домой. Ждём <b>ротации</b> и ответа.'
const advert = 'Реклама: распродажа зимней обуви.'

const steps: readonly Step[] = [
  { say: '/start', expect: ['/follow'] },
  { say: '/follow @putdomoj_demo', expect: ['Путь домой — демо', '200'] },
  { say: '/follow @no_such_channel_here', expect: ['no_such_channel_here'] },
  { say: '/watch мобилизованный ротация', expect: ['мобилизованный ротация', 'in the last 7 days', 'Save'] },
  { press: '✅ Save', expect: ['Query 1 saved'] },
  { say: '/digest', expect: [] },
  {
    happening: '(the channel publishes two posts)',
    before: ({ channels }) => {
      channels.publish('putdomoj_demo', { html: news, views: 12 })
      channels.publish('putdomoj_demo', { html: advert, views: 3 })
    },
    say: '/search "одном мобилизованные"',
    patient: true,
    expect: ['мобилизованных пора'],
  },
  { say: '/digest', expect: ['Путь домой — демо', 'мобилизованных', 'ротации'], without: ['Реклама'] },
  { say: '/digest', expect: [], without: ['мобилизованных'] },
  { say: '/search письма -депутат', expect: ['письмо'], without: ['депутатом', 'депутату', 'депутаты'] },
  { say: '/status', expect: ['Following: 1 channel', 'Saved queries: 1'] },
]

/** Plays the conversation over HTTP and prints it. Returns what went wrong, or null. */
export async function playScript(sandbox: Sandbox, print: (line: string) => void): Promise<string | null> {
  for (const step of steps) {
    const problem = await play(sandbox, step, print)
    if (problem !== null) return problem
  }
  print('')
  print('Everything went as it should.')
  return null
}

async function play(sandbox: Sandbox, step: Step, print: (line: string) => void): Promise<string | null> {
  if (step.happening !== undefined) print(`\n${step.happening}`)
  step.before?.(sandbox)
  if (step.press !== undefined) print(`\n> [ ${step.press} ]`)
  if (step.say !== undefined) print(`\n> ${step.say}`)
  const answer = step.say === undefined ? await press(sandbox, step) : await ask(sandbox, step.say, step)
  print(indent(wrap(answer.text ?? '')))
  for (const row of answer.reply_markup?.inline_keyboard ?? []) {
    print(`  ${row.map((button) => `[ ${button.text} ]`).join(' ')}`)
  }
  return null
}

async function ask(sandbox: Sandbox, text: string, step: Step): Promise<Message> {
  for (let question = 1; ; question += 1) {
    const after = sandbox.world.mark()
    sandbox.world.say(readerId, readerId, text)
    const isLast = step.patient !== true || question === maxQuestions
    const timeoutMs = isLast ? answerTimeoutMs : patienceMs
    const isAnswer = (message: Message): boolean => message.from?.is_bot === true && fits(message, step)
    try {
      return await sandbox.world.waitForMessage(readerId, isAnswer, { after, timeoutMs })
    } catch (error) {
      if (isLast) throw error
    }
  }
}

/** Presses a button of the latest message, and waits until it reads as it should. */
async function press({ world }: Sandbox, step: Step): Promise<Message> {
  const latest = world.messages(readerId).findLast(({ from }) => from?.is_bot === true)
  const button = latest?.reply_markup?.inline_keyboard.flat().find(({ text }) => text === step.press)
  if (latest === undefined || button?.callback_data === undefined) throw new Error(`there is no button ${step.press}`)
  const after = world.mark()
  await world.press(readerId, readerId, { messageId: latest.message_id, data: button.callback_data })
  const isAnswer = (message: Message): boolean => message.message_id === latest.message_id && fits(message, step)
  return world.waitForMessage(readerId, isAnswer, { after, timeoutMs: answerTimeoutMs })
}

function fits(message: Message, step: Step): boolean {
  const labels = (message.reply_markup?.inline_keyboard ?? []).flat().map((button) => button.text)
  const text = [message.text ?? '', ...labels].join('\n')
  return step.expect.every((part) => text.includes(part)) && (step.without ?? []).every((part) => !text.includes(part))
}

/** Breaks long lines between words. */
function wrap(text: string): string {
  const longLine = new RegExp(`(.{1,${lineWidth}})(?: +|$)`, 'gu')
  return text
    .split('\n')
    .map((line) => line.replaceAll(longLine, '$1\n').trimEnd())
    .join('\n')
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}
