import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { GrammyError, HttpError } from 'grammy'
import type { SendOutcome } from '../../src/domain/messenger.ts'
import { surelyNotSent, toOutcome } from '../../src/telegram/outcome.ts'

function refusal(
  code: number,
  description: string,
  parameters?: { retry_after?: number; migrate_to_chat_id?: number },
) {
  const answer = { ok: false as const, error_code: code, description, ...(parameters ? { parameters } : {}) }
  return new GrammyError('failed', answer, 'sendMessage', {})
}

function failed(code: string): HttpError {
  return new HttpError('failed', new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }))
}

const table: Readonly<Record<Exclude<SendOutcome['kind'], 'migrated' | 'wait'>, readonly [number, string][]>> = {
  sent: [
    [400, 'Bad Request: message is not modified: specified new message content and reply markup are exactly the same'],
    [400, 'Bad Request: message to edit not found'],
    [400, "Bad Request: message can't be edited"],
    [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'],
  ],
  gone: [
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [403, "Forbidden: bot can't initiate conversation with a user"],
    [403, 'Forbidden: bot was kicked from the group chat'],
    [403, 'Forbidden: bot was kicked from the supergroup chat'],
    [403, 'Forbidden: bot was kicked from the channel chat'],
    [403, 'Forbidden: bot is not a member of the supergroup chat'],
    [403, 'Forbidden: the group chat was deleted'],
    [403, "Forbidden: bots can't send messages to bots"],
  ],
  paused: [
    [400, 'Bad Request: message thread not found'],
    [400, 'Bad Request: TOPIC_CLOSED'],
    [400, 'Bad Request: TOPIC_DELETED'],
    [400, 'Bad Request: not enough rights to send text messages to the chat'],
    [400, 'Bad Request: need administrator rights in the channel chat'],
    [400, 'Bad Request: have no write access to the chat'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
    [403, 'Forbidden: CHAT_WRITE_FORBIDDEN'],
    [400, 'Bad Request: CHAT_RESTRICTED'],
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: PEER_ID_INVALID'],
  ],
  ours: [
    [400, 'Bad Request: message is too long'],
    [400, 'Bad Request: message text is empty'],
    [400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0'],
    [400, 'Bad Request: ENTITIES_TOO_LONG'],
    [400, 'Bad Request: BUTTON_DATA_INVALID'],
    [400, 'Bad Request: reply markup is too long'],
    [400, 'Bad Request: something nobody has heard of'],
    [404, 'Not Found: method not found'],
  ],
  unreachable: [
    [401, 'Unauthorized'],
    [500, 'Internal Server Error'],
    [502, 'Bad Gateway'],
  ],
}

function troubleOf(description: string): string | undefined {
  const outcome = toOutcome(refusal(400, `Bad Request: ${description}`))
  return outcome.kind === 'paused' ? outcome.trouble : 'not paused'
}

suite('what a refusal by Telegram means', () => {
  for (const [kind, lines] of Object.entries(table)) {
    for (const [code, description] of lines) {
      test(`${code} "${description}" is ${kind}, in any case of letters`, () => {
        for (const words of [description, description.toUpperCase(), description.toLowerCase()]) {
          assert.equal(toOutcome(refusal(code, words)).kind, kind)
        }
      })
    }
  }

  test('a refusal for want of rights, or of General, is trouble for an administrator; one of a lost chat is none', () => {
    assert.deepEqual(
      [
        'not enough rights to send text messages to the chat',
        'need administrator rights in the channel chat',
        'have no write access to the chat',
        'CHAT_WRITE_FORBIDDEN',
        'CHAT_RESTRICTED',
        'TOPIC_CLOSED',
        'chat not found',
        'PEER_ID_INVALID',
      ].map(troubleOf),
      ['rights', 'rights', 'rights', 'rights', 'rights', 'general', undefined, undefined],
    )
  })

  test('a group that became a supergroup tells the new id', () => {
    const error = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: -1001,
    })
    assert.deepEqual(toOutcome(error), { kind: 'migrated', toChatId: -1001 })
  })

  test('429 is a wait of retry_after seconds, also when only the words tell them', () => {
    const words = 'Too Many Requests: retry after 7'
    assert.deepEqual(toOutcome(refusal(429, words, { retry_after: 13 })), { kind: 'wait', waitMs: 13_000 })
    assert.deepEqual(toOutcome(refusal(429, words)), { kind: 'wait', waitMs: 7000 })
    assert.deepEqual(toOutcome(refusal(429, 'Too Many Requests')), { kind: 'wait', waitMs: 5000 })
  })

  test('a broken connection is unreachable, by its code and without the token', () => {
    const reset = Object.assign(new Error('read'), { code: 'ECONNRESET' })
    const broken = new HttpError('Network request failed', new TypeError('fetch failed', { cause: reset }))
    assert.deepEqual(toOutcome(broken), { kind: 'unreachable', reason: 'ECONNRESET' })
    const leaky = new HttpError(
      'x',
      new Error('at https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/x'),
    )
    assert.doesNotMatch(JSON.stringify(toOutcome(leaky)), /AAHdq/)
  })

  test('only a request that never left surely was not sent', () => {
    assert.deepEqual(
      ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'].map(
        (code) => surelyNotSent(failed(code)),
      ),
      [true, true, true, false, false, false],
    )
    assert.equal(surelyNotSent(refusal(500, 'x')), false)
  })
})
