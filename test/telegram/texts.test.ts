import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { FluentResource } from '@fluent/bundle'
import { parseHtml } from '../../sandbox/formatting.ts'
import type { FetchFault } from '../../src/domain/channel.ts'
import { type Language, languages } from '../../src/domain/chat.ts'
import type { ErrorCode } from '../../src/domain/errors.ts'
import type { HealthKind } from '../../src/domain/health.ts'
import { markup } from '../../src/telegram/html.ts'
import { createTexts, toLanguage } from '../../src/telegram/texts.ts'

const folder = 'src/telegram'
const texts = createTexts()

// Checked by the compiler to be complete.
const errorCodes: Readonly<Record<ErrorCode, true>> = {
  not_found: true,
  invalid_input: true,
  forbidden: true,
  limit_reached: true,
  busy: true,
  unsupported: true,
}
const fetchFaults: Readonly<Record<FetchFault, true>> = {
  preview_unavailable: true,
  markup_changed: true,
  blocked: true,
  rate_limited: true,
  server_error: true,
  network: true,
  timeout: true,
  too_large: true,
  identity_changed: true,
}
const healthKinds = Object.keys({
  preview: true,
  unreachable: true,
  silent: true,
  scam: true,
  fake: true,
  subscribers: true,
} satisfies Readonly<Record<HealthKind, true>>)
/** Ids made of a prefix and a code, with the codes that there are. */
const families: Readonly<Record<string, readonly string[]>> = {
  'error-': ['defect', ...Object.keys(errorCodes)],
  'fault-': Object.keys(fetchFaults),
  'follow-invalid-': ['invite_link', 'private_link', 'not_a_name', 'reserved'],
  'follow-no-preview-': ['channel', 'group', 'bot', 'contact'],
  'notice-': ['channel-renamed', 'channel-recycled', 'channel-admitted', 'channel-dismissed'],
  'trouble-': ['group', 'channel', 'general', 'closed', 'missing'],
  'trouble-end-': ['rights', 'general', 'topic'],
  'trouble-here-': ['closed', 'missing'],
  'health-': healthKinds.flatMap((kind) => (kind === 'subscribers' ? [kind] : [kind, `${kind}-end`])),
  'health-many-': healthKinds.flatMap((kind) => (kind === 'subscribers' ? [kind] : [kind, `${kind}-end`])),
  'state-': healthKinds,
  'connect-': ['absent', 'cannot_post', 'not_admin', 'full', 'lost', 'away'],
  'watch-': ['usage'],
  'search-': ['usage'],
  'past-': ['some-button', 'year-button', 'all-button', 'pause-button', 'resume-button'],
  'export-': ['usage'],
  'schedule-fault-': [
    'bad-time',
    'unexpected',
    'bad-range',
    'too-many-times',
    'quiet-hours',
    'quiet-days',
    'mute-end',
    'which-plan',
  ],
  'schedule-done-': ['off', 'on', 'quiet', 'muted', 'zone', 'removed', 'undone'],
  'schedule-silence-': ['1h', '8h', 'morning', 'week', 'off'].map((key) => `${key}-button`),
  'schedule-whole-': ['watches-button', 'channels-button'],
  'schedule-region-': ['europe', 'asia', 'america', 'africa', 'australia', 'pacific'].map((name) => `${name}-button`),
  'settings-': [
    'title',
    'channel-news',
    'channel-news-button',
    'follow-ups',
    'follow-ups-button',
    'digest-length',
    'digest-length-button',
    'rich-messages',
    'rich-messages-button',
    'members',
    'members-button',
  ],
}

interface Message {
  readonly id: string
  readonly variables: readonly string[]
  readonly categories: readonly (readonly string[])[]
}

function readMessages(language: Language): readonly Message[] {
  const resource = new FluentResource(readFileSync(join(folder, 'texts', `${language}.ftl`), 'utf8'))
  return resource.body.map(({ id, value }) => ({ id, ...inspect(value) }))
}

/** The variables of a pattern, and the plural categories of each of its selections by number. */
function inspect(value: unknown): { variables: string[]; categories: string[][] } {
  const variables = new Set<string>()
  const categories: string[][] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    const { type, name, variants } = node as { type?: string; name?: string; variants?: { key: { value?: string } }[] }
    if (type === 'var' && name !== undefined) variables.add(name)
    if (variants !== undefined) {
      const keys = variants.map(({ key }) => String(key.value))
      if (keys.some((key) => ['one', 'few', 'many'].includes(key))) categories.push(keys)
    }
    Object.values(node).forEach(walk)
  }
  walk(value)
  return { variables: [...variables].sort(), categories }
}

function sources(path = folder): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name)
    if (entry.isDirectory()) return sources(child)
    return entry.name.endsWith('.ts') ? [readFileSync(child, 'utf8')] : []
  })
}

/** Ids that the program asks for, by reading it. */
function usedIds(): ReadonlySet<string> {
  const source = sources().join('\n')
  const quoted = [...source.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, id]) => id ?? '')
  const made = [...source.matchAll(/`((?:[a-z]+-)+)\$\{/g)].flatMap(([, prefix = '']) => {
    const codes = families[prefix]
    assert.ok(codes !== undefined, `no codes are known for ${prefix}`)
    return codes.map((code) => prefix + code)
  })
  const byCommand = ['watch-usage', 'search-usage', 'export-usage', 'trend-usage']
  return new Set([...quoted, ...made, ...byCommand])
}

function plain(language: Language, count: number): string {
  return texts(language).plain('digest-count', { count }).replaceAll(/\s/g, ' ')
}

suite('texts', () => {
  test('have the same ids and variables in every language', () => {
    const [first, ...others] = languages.map((language) =>
      readMessages(language)
        .map(({ id, variables }) => `${id} ${variables.join(' ')}`)
        .sort(),
    )
    for (const other of others) assert.deepEqual(other, first)
  })

  test('are all used, and none that is used is missing', () => {
    const ids = readMessages('en').map(({ id }) => id)
    const used = usedIds()
    assert.deepEqual(
      ids.filter((id) => !used.has(id)),
      [],
    )
    const asked = [
      ...sources()
        .join('\n')
        .matchAll(/\bt(?:exts\(\w+\))?(?:\.plain)?\(\s*'([^']+)'/g),
    ].map(([, id]) => id ?? '')
    const made = Object.entries(families).flatMap(([prefix, codes]) => codes.map((code) => prefix + code))
    assert.deepEqual(
      [...asked, ...made].filter((id) => !ids.includes(id)),
      [],
    )
  })

  test('have every plural category of their language', () => {
    for (const language of languages) {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      for (const { id, categories } of readMessages(language)) {
        for (const all of categories) {
          // A number by itself is no category, and comes beside them.
          const keys = all.filter((key) => !/^\d+$/.test(key))
          // Where only the singular differs, the other forms may share the default.
          const isEnough = keys.length === 2 && keys.includes('one') && keys.includes('other')
          assert.ok(
            isEnough || wanted.every((category) => keys.includes(category)),
            `${language} ${id}: ${keys.join(' ')}`,
          )
        }
      }
    }
  })

  test('decline with their number', () => {
    assert.deepEqual(
      [1, 2, 5, 11, 21, 22, 1234].map((count) => plain('ru', count)),
      ['1 пост', '2 поста', '5 постов', '11 постов', '21 пост', '22 поста', '1 234 поста'],
    )
    assert.deepEqual(
      [1, 3, 7, 12, 31].map((count) => plain('uk', count)),
      ['1 допис', '3 дописи', '7 дописів', '12 дописів', '31 допис'],
    )
    assert.deepEqual(
      [1, 2].map((count) => plain('en', count)),
      ['1 post', '2 posts'],
    )
  })

  test('are HTML that Telegram accepts, whatever stands in their values', () => {
    for (const language of languages) {
      for (const { id, variables } of readMessages(language)) {
        const values = Object.fromEntries(variables.map((name) => [name, `<&"'>`]))
        assert.doesNotThrow(() => parseHtml(texts(language)(id, values).source), `${language} ${id}`)
      }
    }
  })

  test('for buttons, menus and notices have no markup', () => {
    const isPlain = /-(?:button|notice|mark)$|^bot-description$|^fault-|^post-media$|^post-empty$/
    for (const language of languages) {
      for (const { id, variables } of readMessages(language).filter((message) => isPlain.test(message.id))) {
        const values = Object.fromEntries(variables.map((name) => [name, 'x']))
        assert.doesNotMatch(texts(language).plain(id, values), /[<>&]/, `${language} ${id}`)
      }
    }
  })

  test('escape strings and keep markup', () => {
    const t = texts('en')
    assert.equal(t('not-followed', { name: '<b>' }).source.includes('&lt;b&gt;'), true)
    assert.equal(t('not-followed', { name: markup`<b>${'&'}</b>` }).source.includes('<b>&amp;</b>'), true)
  })

  test('that do not exist, or lack a value, are a defect', () => {
    assert.throws(() => texts('en')('no-such-text'), /no text no-such-text/)
    assert.throws(() => texts('en')('not-followed'), /lacks a value/)
  })

  test('come in the language of the person’s app, or in English', () => {
    assert.deepEqual(['ru', 'uk-UA', 'EN', 'de', undefined, ''].map(toLanguage), ['ru', 'uk', 'en', 'en', 'en', 'en'])
  })
})
