import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { SandboxEntity } from '../../../sandbox/channels.ts'
import { parseHtml } from '../../../sandbox/formatting.ts'

interface Link {
  href: string
  start: string | null
}

interface LinkWorld {
  channels: { name: string }[]
  webRoot: string
  bot: { username: string }
}

interface Timeline {
  get(key: number): { id: number; text: string }[] | null
  errorOf(key: number): string | null
  put(key: number, item: { id: number; text: string }): void
  remove(key: number, id: number): void
  load(key: number): Promise<void>
}

/** The page's modules are plain browser JavaScript without declarations; their types are stated here. */
async function loadModule<T>(name: string): Promise<T> {
  return (await import(new URL(`../../../sandbox/page/${name}`, import.meta.url).href)) as T
}

const { toTelegramHtml } = await loadModule<{
  toTelegramHtml: (text: string, entities: readonly SandboxEntity[]) => string
}>('telegram-html.js')
const { resolveLink, resolveMention } = await loadModule<{
  resolveLink: (raw: string, world: LinkWorld) => Link | null
  resolveMention: (mention: string, world: LinkWorld) => Link | null
}>('links.js')
const { walkSpans } = await loadModule<{
  walkSpans: (
    text: string,
    entities: readonly SandboxEntity[],
    visitor: { open(entity: SandboxEntity): void; close(entity: SandboxEntity): void; text(piece: string): void },
  ) => void
}>('spans.js')
const { createTimeline } = await loadModule<{
  createTimeline: (options: {
    fetchItems: (key: number) => Promise<{ id: number; text: string }[]>
    idOf: (item: { id: number }) => number
    onChange: () => void
  }) => Timeline
}>('timeline.js')
const { nextMinute } = await loadModule<{
  nextMinute: (now: Date) => { time: string; zone: string; inSeconds: number }
}>('dates.js')

const world: LinkWorld = {
  channels: [{ name: 'Harbour_Demo' }],
  webRoot: 'http://127.0.0.1:4100',
  bot: { username: 'vestnik_demo_bot' },
}

const types = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'hashtag', 'code', 'blockquote']
const anyEntity = fc.record({
  type: fc.constantFrom(...types),
  offset: fc.integer({ min: -3, max: 40 }),
  length: fc.integer({ min: -3, max: 40 }),
})
const anyText = fc.string({ unit: fc.constantFrom('а', 'b', '<', '&', '>', '"', '\n', '😀', ' '), maxLength: 30 })

test('whatever the entities, the text is walked through once and every entity that opens closes', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyEntity, { maxLength: 8 }), (text, entities) => {
      let walked = ''
      const open: SandboxEntity[] = []
      walkSpans(text, entities, {
        open: (entity) => open.push(entity),
        close: (entity) => assert.equal(open.pop(), entity),
        text: (piece) => (walked += piece),
      })
      assert.equal(walked, text)
      assert.deepEqual(open, [])
    }),
  )
})

test('the HTML offered to an author who edits gives the same post when it is saved unchanged', () => {
  const posts = [
    'Плоский текст с &lt; &amp; &gt; и "кавычками"',
    '<b>жирный <i>и курсив</i></b>, <u>черта</u>, <s>нет</s>, <tg-spoiler>тайна</tg-spoiler>',
    'смотрите <a href="https://example.org/?a=1&amp;b=2">здесь</a> <code>x &lt; y</code>',
    '<blockquote>цитата\nв две строки</blockquote>\n<blockquote expandable>длинная</blockquote>',
    '<pre><code class="language-sql">select 1</code></pre>\n<pre>plain</pre> 😀<b>😀</b>',
  ]
  for (const html of posts) {
    const { text, entities } = parseHtml(html)
    assert.deepEqual(parseHtml(toTelegramHtml(text, entities)), { text, entities })
  }
})

test('any text keeps its words through the HTML offered for editing', () => {
  const formatting = anyEntity.filter(({ type }) => !['code', 'blockquote', 'hashtag'].includes(type))
  fc.assert(
    fc.property(anyText, fc.array(formatting, { maxLength: 4 }), (text, entities) => {
      assert.equal(parseHtml(toTelegramHtml(text, entities)).text.trim(), text.trim())
    }),
  )
})

test('links to demo channels lead to the web preview of the sandbox, in any case of letters and form', () => {
  assert.equal(resolveLink('https://t.me/harbour_demo/12', world)?.href, 'http://127.0.0.1:4100/harbour_demo/12')
  assert.equal(resolveLink('t.me/s/Harbour_Demo', world)?.href, 'http://127.0.0.1:4100/s/Harbour_Demo')
  assert.equal(resolveLink('https://telegram.me/Harbour_Demo', world)?.href, 'http://127.0.0.1:4100/s/Harbour_Demo')
  assert.equal(resolveMention('@Harbour_Demo', world)?.href, 'http://127.0.0.1:4100/s/Harbour_Demo')
})

test('other links stay what they are, and a deep link to the bot tells its payload', () => {
  assert.deepEqual(resolveLink('example.org/a', world), { href: 'https://example.org/a', start: null })
  assert.equal(resolveLink('https://t.me/durov/1', world)?.href, 'https://t.me/durov/1')
  assert.equal(resolveLink('https://evil.example/t.me/harbour_demo/1', world)?.href.startsWith('https://evil'), true)
  assert.equal(resolveLink('https://t.me/Vestnik_Demo_Bot?start=abc', world)?.start, 'abc')
  assert.equal(resolveMention('@somebody_else', world), null)
})

test('addresses that could run code are not links', () => {
  for (const raw of [
    'javascript:alert(1)',
    ' JaVaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    '',
    ' ',
  ]) {
    assert.equal(resolveLink(raw, world), null, raw)
  }
})

function openTimeline(fetchItems: (key: number) => Promise<{ id: number; text: string }[]>): Timeline {
  return createTimeline({ fetchItems, idOf: ({ id }) => id, onChange: () => undefined })
}

test('changes that arrive during a fetch are not undone by its older result', async () => {
  const fetched = Promise.withResolvers<{ id: number; text: string }[]>()
  const timeline = openTimeline(() => fetched.promise)
  const loading = timeline.load(1)
  timeline.put(1, { id: 3, text: 'new' })
  timeline.put(1, { id: 1, text: 'edited' })
  timeline.remove(1, 2)
  fetched.resolve([
    { id: 1, text: 'old' },
    { id: 2, text: 'deleted meanwhile' },
  ])
  await loading
  assert.deepEqual(timeline.get(1), [
    { id: 1, text: 'edited' },
    { id: 3, text: 'new' },
  ])
})

test('items that a new fetch finds unchanged stay the same objects', async () => {
  const timeline = openTimeline(() => Promise.resolve([{ id: 1, text: 'same' }]))
  await timeline.load(1)
  const before = timeline.get(1)?.[0]
  await timeline.load(1)
  assert.equal(timeline.get(1)?.[0], before)
})

test('a failed fetch is told and keeps what was there', async () => {
  let fails = false
  const timeline = openTimeline(() =>
    fails ? Promise.reject(new Error('no answer')) : Promise.resolve([{ id: 1, text: 'kept' }]),
  )
  await timeline.load(1)
  fails = true
  await timeline.load(1)
  assert.equal(timeline.errorOf(1), 'no answer')
  assert.equal(timeline.get(1)?.[0]?.text, 'kept')
})

test('the minute of "send the digest now" is never too near to be still ahead when the bot reads it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_400_000 }), (ms) => {
      const { time, inSeconds } = nextMinute(new Date(ms))
      assert.match(time, /^\d\d:\d\d$/)
      assert.ok(inSeconds >= 5 && inSeconds <= 65, `${inSeconds}`)
    }),
  )
})
