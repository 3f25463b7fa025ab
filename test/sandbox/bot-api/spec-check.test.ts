import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { checkCall } from '../../../sandbox/bot-api/spec-check.ts'
import type { Spec } from '../../../sandbox/bot-api/spec-check.ts'

const spec: Spec = {
  methods: {
    getMe: {},
    sendMessage: {
      fields: [
        { name: 'chat_id', types: ['Integer', 'String'], required: true },
        { name: 'text', types: ['String'], required: true },
        { name: 'silent', types: ['Boolean'], required: false },
        { name: 'reply_markup', types: ['Keyboard', 'Removal'], required: false },
      ],
    },
    sendPhoto: { fields: [{ name: 'photo', types: ['InputFile', 'String'], required: true }] },
  },
  types: {
    Keyboard: { fields: [{ name: 'rows', types: ['Array of Array of Button'], required: true }] },
    Button: { fields: [{ name: 'text', types: ['String'], required: true }] },
    Removal: { fields: [{ name: 'remove', types: ['True'], required: true }] },
  },
}
const check = (params: Record<string, unknown>) => checkCall(spec, 'sendMessage', { chat_id: 1, text: 'x', ...params })

describe('checkCall', () => {
  it('finds nothing wrong with a good call', () => {
    assert.deepEqual(check({ reply_markup: { rows: [[{ text: 'x' }]] }, silent: true }), [])
    assert.deepEqual(checkCall(spec, 'getMe', {}), [])
  })

  it('takes numbers and structures as text, as forms write them', () => {
    assert.deepEqual(check({ chat_id: '-100', reply_markup: '{"rows":[[{"text":"x"}]]}', silent: 'false' }), [])
  })

  it('names an unknown method or parameter', () => {
    assert.deepEqual(checkCall(spec, 'sendMesage', {}), ['sendMesage: no such method'])
    assert.deepEqual(check({ parse_mod: 'HTML' }), ['sendMessage: unknown parameter "parse_mod"'])
  })

  it('names what is missing or of the wrong type, also inside of structures', () => {
    assert.deepEqual(check({ text: undefined }), ['sendMessage: required parameter "text" is missing'])
    assert.deepEqual(check({ text: 5, silent: 'maybe' }), [
      'sendMessage.text: expected String',
      'sendMessage.silent: expected Boolean',
    ])
    assert.deepEqual(check({ reply_markup: { rows: [[{ text: 1 }]] } }), [
      'sendMessage.reply_markup.rows[0][0].text: expected String',
    ])
  })

  it('knows files in the body', () => {
    const file = { fileName: 'a.png', type: 'image/png', size: 5 }
    assert.deepEqual(checkCall(spec, 'sendPhoto', { photo: file }), [])
    assert.deepEqual(checkCall(spec, 'sendPhoto', { photo: 'attach://one', one: file }), [])
  })

  const path = '../shared/botapi-spec.json'
  it('reads the whole specification', { skip: existsSync(path) ? false : `${path} is not here` }, () => {
    const whole = JSON.parse(readFileSync(path, 'utf8')) as Spec
    const reply_markup = { inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] }
    const params = {
      chat_id: 1,
      text: 'x',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup,
    }
    assert.deepEqual(checkCall(whole, 'sendMessage', params), [])
    const broken = { ...params, reply_markup: { inline_keyboard: [[{ text: 'x', callback: 'y' }]] } }
    assert.equal(checkCall(whole, 'sendMessage', broken).length, 1)
    const scope = { type: 'chat', chat_id: 1 }
    assert.deepEqual(checkCall(whole, 'setMyCommands', { commands: [{ command: 'a', description: 'b' }], scope }), [])
    const media = [{ type: 'photo', media: 'attach://a', caption: 'x' }]
    assert.deepEqual(checkCall(whole, 'sendMediaGroup', { chat_id: 1, media }), [])
  })
})
