import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLogger, redactSecrets } from '../src/log.ts'

const token = '123456789:AAHabcdefghijklmnopqrstuvwxyz0123456'

describe('the log', () => {
  it('holds no token, wherever it stands in a line', () => {
    let written = ''
    const log = createLogger({ logLevel: 'info', logPretty: false }, { write: (line) => (written += line) })
    const cause = new Error(`connect to https://api.telegram.org/bot${token}/getMe failed`)
    log.error({ err: new Error('no answer', { cause }), url: `x/bot${token}/y` }, `token ${token}`)
    assert.doesNotMatch(written, /AAHabc/)
    assert.match(written, /\[token\]/)
  })

  it("holds no credentials of a proxy's address", () => {
    assert.equal(redactSecrets('via socks5://user:pa%40ss@host:1080/'), 'via socks5://[credentials]@host:1080/')
    assert.equal(redactSecrets('see https://t.me/x @name'), 'see https://t.me/x @name')
  })
})
