import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { ChatState } from '../../src/domain/chat.ts'
import { firstPlan } from '../support/plans.ts'
import { sampleDigest } from './sample-digest.ts'
import { type BotUnderTest, openBot } from './support.ts'

/** What Telegram answers to a message of the outbox, and what becomes of the chat and of what it waits for. */
interface Line {
  readonly code: number
  readonly words: string
  readonly parameters?: object
  readonly state: ChatState
  /** `sent`: after what the line asks for, such as plain words. `waits`: kept. */
  readonly fate: 'sent' | 'waits'
}

const gone = { code: 403, state: 'gone', fate: 'waits' } as const
const shut = { code: 400, state: 'paused', fate: 'waits' } as const
const ours = { code: 400, state: 'active', fate: 'sent' } as const
const later = { state: 'active', fate: 'waits' } as const

const lines: readonly Line[] = [
  { ...gone, words: 'Forbidden: bot was blocked by the user' },
  { ...gone, words: 'Forbidden: user is deactivated' },
  { ...gone, words: "Forbidden: bot can't initiate conversation with a user" },
  { ...gone, words: 'Forbidden: bot was kicked from the group chat' },
  { ...gone, words: 'Forbidden: bot was kicked from the supergroup chat' },
  { ...gone, words: 'Forbidden: bot was kicked from the channel chat' },
  { ...gone, words: 'Forbidden: bot is not a member of the channel chat' },
  { ...gone, words: 'Forbidden: the group chat was deleted' },
  { ...shut, words: 'Bad Request: not enough rights to send text messages to the chat' },
  { ...shut, words: 'Bad Request: need administrator rights in the channel chat' },
  { ...shut, words: 'Bad Request: have no write access to the chat' },
  { ...shut, words: 'Bad Request: CHAT_WRITE_FORBIDDEN' },
  { ...shut, words: 'Bad Request: CHAT_RESTRICTED' },
  { ...shut, words: 'Bad Request: chat not found' },
  { ...shut, words: 'Bad Request: PEER_ID_INVALID' },
  { ...ours, words: 'Bad Request: message is too long' },
  { ...ours, words: 'Bad Request: message text is empty' },
  { ...ours, words: "Bad Request: can't parse entities: Unsupported start tag" },
  { ...ours, words: 'Bad Request: ENTITIES_TOO_LONG' },
  { ...ours, words: 'Bad Request: BUTTON_DATA_INVALID' },
  { ...ours, words: 'Bad Request: reply markup is too long' },
  { ...later, code: 401, words: 'Unauthorized' },
  { ...later, code: 429, words: 'Too Many Requests: retry after 5', parameters: { retry_after: 5 } },
  { ...later, code: 500, words: 'Internal Server Error' },
  { ...later, code: 502, words: 'Bad Gateway' },
]

async function queue({ store, clock }: BotUnderTest, chatId: number): Promise<void> {
  const plan = await firstPlan(store, chatId)
  const now = clock.now()
  const digest = sampleDigest('en')
  await store.digests.recordDigest({ planId: plan.id, chatId, slotAt: now, digest, postIds: [], now })
}

suite('what Telegram answers to a message of the outbox', () => {
  for (const { code, words, parameters, state, fate } of lines) {
    test(`${code} ${words}: the chat is ${state}, the message ${fate === 'sent' ? 'is sent' : 'waits'}`, async () => {
      await using bot = await openBot()
      const emily = bot.person({ languageCode: 'en' })
      await emily.say('/start')
      const fault = bot.sandbox.faults.add({
        kind: 'status',
        status: code,
        body: { ok: false, error_code: code, description: words, ...(parameters ? { parameters } : {}) },
        match: { server: 'bot', method: 'sendMessage' },
      })
      await queue(bot, emily.id)
      await bot.deliver()
      assert.equal(fault.hits, 1)
      const { waiting } = await bot.store.outbox.counts(emily.id)
      assert.equal((await bot.store.chats.find(emily.id))!.state, state)
      assert.equal(waiting, fate === 'sent' ? 0 : 1)
    })
  }
})
