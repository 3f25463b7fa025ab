import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { HttpError, type Transformer } from 'grammy'
import { createGate, createReplyTransformer, type Priority } from '../../src/telegram/gate.ts'
import { createManualClock, settle } from './manual-clock.ts'

interface Passed {
  readonly chatId: number
  readonly priority: Priority
  readonly at: number
}

function openGate() {
  const clock = createManualClock()
  const gate = createGate({ clock })
  const startAt = clock.now()
  const passed: Passed[] = []
  const enter = async (chatId: number, priority: Priority = 'reply', signal?: AbortSignal): Promise<void> => {
    const answered = await gate.enter(chatId, priority, signal)
    passed.push({ chatId, priority, at: clock.now() - startAt })
    answered()
  }
  return { clock, gate, passed, enter }
}

/** The messages of all chats are some milliseconds apart. */
function tenths(at: number): number {
  return Math.floor(at / 100) * 100
}

/** The most that passed within any stretch of `ms`. */
function densest(passed: readonly Passed[], ms: number): number {
  return Math.max(...passed.map(({ at }) => passed.filter((other) => other.at >= at && other.at < at + ms).length))
}

suite('the gate', () => {
  test('lets a chat have three at once, and then one a second', async () => {
    const { clock, passed, enter } = openGate()
    for (let count = 0; count < 6; count += 1) void enter(1)
    await clock.advance(10_000)
    assert.deepEqual(
      passed.map(({ at }) => tenths(at)),
      [0, 0, 0, 1000, 2000, 3000],
    )
  })

  test('lets at most 30 pass in any second, all chats together', async () => {
    const { clock, passed, enter } = openGate()
    for (let chat = 1; chat <= 100; chat += 1) void enter(chat)
    await clock.advance(10_000)
    assert.equal(passed.length, 100)
    assert.ok(densest(passed, 1000) <= 30)
    assert.ok(passed.at(-1)!.at < 5000)
  })

  test('holds to 30 in any second though messages arrive seconds after they left, and is not held up by one that hangs', async () => {
    const clock = createManualClock()
    const gate = createGate({ clock })
    const passed: Passed[] = []
    const send = async (chatId: number): Promise<void> => {
      const answered = await gate.enter(chatId, 'digest')
      if (chatId === 1) return
      // What left during two seconds arrives together.
      await clock.sleep(2000 - (clock.now() % 2000))
      passed.push({ chatId, priority: 'digest', at: clock.now() })
      answered()
    }
    for (let chat = 1; chat <= 121; chat += 1) void send(chat)
    await clock.advance(30_000)
    assert.equal(passed.length, 120)
    assert.ok(densest(passed, 1000) <= 30, String(densest(passed, 1000)))
  })

  test('holds to 30 in any second, and sends 28 a second, though every timer wakes late', async () => {
    const manual = createManualClock()
    const clock = {
      ...manual,
      now: manual.now,
      sleep: (ms: number, signal?: AbortSignal) => manual.sleep(ms + 5, signal),
    }
    const gate = createGate({ clock })
    const startAt = clock.now()
    const passed: Passed[] = []
    const enter = async (chatId: number): Promise<void> => {
      const answered = await gate.enter(chatId, 'digest')
      // Some arrive long after they left, and some at once.
      await manual.sleep(chatId % 30 === 1 ? 200 : 0)
      passed.push({ chatId, priority: 'digest', at: clock.now() - startAt })
      answered()
    }
    for (let chat = 1; chat <= 300; chat += 1) void enter(chat)
    await manual.advance(20_000)
    assert.equal(passed.length, 300)
    assert.ok(densest(passed, 1000) <= 30, String(densest(passed, 1000)))
    assert.ok(passed.at(-1)!.at <= (299 / 28) * 1000, String(passed.at(-1)!.at))
  })

  test('lets a group have at most 20 in any minute', async () => {
    const { clock, passed, enter } = openGate()
    for (let count = 0; count < 50; count += 1) void enter(-5)
    await clock.advance(180_000)
    assert.equal(passed.length, 50)
    assert.ok(densest(passed, 60_000) <= 20)
  })

  test('lets replies go before digests, and a free chat before one that has to wait', async () => {
    const { clock, passed, enter } = openGate()
    for (let count = 0; count < 4; count += 1) void enter(1, 'digest')
    await clock.advance(200)
    void enter(2, 'digest')
    void enter(1, 'reply')
    await clock.advance(5000)
    assert.deepEqual(
      passed.map(({ chatId, priority, at }) => `${chatId} ${priority} ${tenths(at)}`),
      ['1 digest 0', '1 digest 0', '1 digest 0', '2 digest 200', '1 reply 1000', '1 digest 2000'],
    )
  })

  test('lets nothing pass while Telegram asked to wait, and never shortens a wait', async () => {
    const { clock, gate, passed, enter } = openGate()
    gate.pause(20_000)
    gate.pause(5000)
    void enter(1)
    void enter(2)
    await clock.advance(19_999)
    assert.equal(passed.length, 0)
    await clock.advance(100)
    assert.equal(passed.length, 2)
  })

  test('allows no more over a restart than without one', async () => {
    for (const chatId of [7, -7]) {
      const { clock, passed, enter } = openGate()
      for (let count = 0; count < 40; count += 1) void enter(chatId)
      await clock.advance(20_500)
      const sofar = [...passed]
      const restarted = createGate({ clock, before: { usedUpAt: clock.now(), pausedUntil: 0, onPause: () => {} } })
      const startAt = clock.now()
      for (let count = 0; count < 40; count += 1) {
        void restarted
          .enter(chatId, 'reply')
          .then(() => sofar.push({ chatId, priority: 'reply', at: 20_500 + clock.now() - startAt }))
      }
      await clock.advance(70_000)
      assert.ok(densest(sofar, 1000) <= 4, String(densest(sofar, 1000)))
      assert.ok(densest(sofar, 60_000) <= (chatId < 0 ? 20 : 63))
      assert.ok(sofar.length > 25)
    }
  })

  test('keeps a pause over a restart, and tells of every longer one', async () => {
    const clock = createManualClock()
    const told: number[] = []
    const gate = createGate({
      clock,
      before: { usedUpAt: -Infinity, pausedUntil: clock.now() + 5000, onPause: (until) => void told.push(until) },
    })
    let passed = false
    void gate.enter(1, 'digest').then(() => (passed = true))
    await clock.advance(4900)
    assert.equal(passed, false)
    gate.pause(1)
    gate.pause(3000)
    assert.deepEqual(told, [clock.now() + 3000])
    await clock.advance(3000)
    assert.equal(passed, true)
  })

  test('lets go who stops waiting, and leaves no sleeper behind', async () => {
    const { clock, gate, passed, enter } = openGate()
    gate.pause(60_000)
    const stop = new AbortController()
    const waiting = enter(1, 'reply', stop.signal)
    await settle()
    stop.abort(new Error('enough'))
    await assert.rejects(waiting, /enough/)
    await settle()
    assert.equal(clock.sleepers, 0)
    await assert.rejects(enter(1, 'reply', stop.signal), /enough/)
    assert.equal(passed.length, 0)
  })
})

const flood = {
  ok: false,
  error_code: 429,
  description: 'Too Many Requests',
  parameters: { retry_after: 3 },
} as const

function failing(code: string): HttpError {
  return new HttpError('failed', Object.assign(new Error('x'), { code }))
}

/** One reply of a bot to whose calls these answers come. */
function send(answers: readonly unknown[], method = 'sendMessage') {
  const clock = createManualClock()
  const gate = createGate({ clock })
  const transform = createReplyTransformer({ gate, clock })
  const calls: number[] = []
  const startAt = clock.now()
  const prev = async (): Promise<unknown> => {
    const answer = answers[calls.length] ?? { ok: true, result: true }
    calls.push(clock.now() - startAt)
    if (answer instanceof Error) throw answer
    return answer
  }
  const payload = { chat_id: 1, text: 'x' }
  const call = transform as unknown as (...args: Parameters<Transformer>) => Promise<{ ok: boolean }>
  const result = call(prev as never, method as never, payload)
  result.catch(() => {})
  return { clock, gate, calls, result }
}

suite('a reply', () => {
  test('that meets flood control is sent again after the wait, and everybody waits', async () => {
    const { clock, gate, calls, result } = send([flood])
    await settle()
    let passed = false
    void gate.enter(2, 'digest').then(() => (passed = true))
    await clock.advance(2999)
    assert.deepEqual([calls, passed], [[0], false])
    await clock.advance(100)
    assert.deepEqual([calls, passed], [[0, 3000], true])
    assert.equal((await result).ok, true)
  })

  test('is given up after three more attempts, or when the wait is over a minute', async () => {
    const often = send([flood, flood, flood, flood, flood])
    await often.clock.advance(60_000)
    assert.equal(often.calls.length, 4)
    assert.equal((await often.result).ok, false)
    const long = send([{ ...flood, parameters: { retry_after: 61 } }])
    await settle()
    assert.equal((await long.result).ok, false)
    assert.equal(long.calls.length, 1)
  })

  test('that surely never left is sent again', async () => {
    const { clock, calls, result } = send([failing('ECONNREFUSED'), failing('ENOTFOUND')], 'answerCallbackQuery')
    await clock.advance(5000)
    assert.equal(calls.length, 3)
    assert.equal((await result).ok, true)
  })

  test('that may have arrived is not sent again', async () => {
    const { clock, calls, result } = send([failing('ECONNRESET')])
    await clock.advance(5000)
    await assert.rejects(result, /failed/)
    assert.equal(calls.length, 1)
  })

  test('does not stop the bot because of a limit on calls that send nothing', async () => {
    const { gate } = send([{ ...flood, parameters: { retry_after: 3600 } }], 'setMyDescription')
    await settle()
    await gate.enter(1, 'reply')
  })
})
