import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { createRefusedPages, listRefusedPages } from '../../src/tme/refused-pages.ts'
import type { RefusedPages } from '../../src/tme/refused-pages.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { createOpenLimiter, systemClock } from './support/clocks.ts'
import { createHandClock } from './support/hand-clock.ts'
import type { HandClock } from './support/hand-clock.ts'
import { openLoopback, reply } from './support/loopback.ts'

let folder: string
let clock: HandClock
let troubles: unknown[]
let pages: RefusedPages

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'vestnik-test-')), 'refused')
  clock = createHandClock()
  troubles = []
  pages = createRefusedPages(folder, { clock, onTrouble: (error) => troubles.push(error) })
})

afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

const names = (): readonly string[] => listRefusedPages(folder).map(({ name }) => name)

test('the last five pages are kept, and another look at the folder finds them', async () => {
  assert.deepEqual(names(), [])
  for (let index = 1; index <= 7; index += 1) {
    await pages.keep({ name: `name_${index}`, html: '<p>text</p>', reason: 'a post has no date' })
    await clock.advance(1000)
  }
  assert.deepEqual(names(), ['name_7', 'name_6', 'name_5', 'name_4', 'name_3'])
  assert.equal(listRefusedPages(folder)[0]?.at, '2026-01-01T00:00:06Z')
  const [oldest = ''] = readdirSync(folder).sort()
  assert.equal(readFileSync(join(folder, oldest), 'utf8'), '<!-- Refused: a post has no date -->\n<p>text</p>')
  assert.deepEqual(troubles, [])
})

test('a page takes no more than a megabyte', async () => {
  await pages.keep({ name: 'name', html: 'я'.repeat(2_000_000), reason: 'too much' })
  const [file = ''] = readdirSync(folder)
  assert.equal(statSync(join(folder, file)).size, 1024 * 1024)
})

test('files of others in the folder stay', async () => {
  await pages.keep({ name: 'name', html: '', reason: 'x' })
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  for (let index = 0; index < 6; index += 1) {
    await clock.advance(1000)
    await pages.keep({ name: 'name', html: '', reason: 'x' })
  }
  assert.equal(readFileSync(join(folder, 'notes.txt'), 'utf8'), 'mine')
  assert.equal(names().length, 5)
})

test('a folder that cannot be written to is told of, and nothing is thrown', async () => {
  writeFileSync(folder, 'a file is in the way')
  await pages.keep({ name: 'name', html: '', reason: 'x' })
  assert.equal(troubles.length, 1)
  rmSync(folder)
})

test('the source keeps a page that it refuses, and only such a page', async () => {
  await using server = await openLoopback(reply(200, '<html><body>Your provider says hello</body></html>'))
  await using stack = new AsyncDisposableStack()
  const source = createWebSource({
    root: server.root,
    dispatcher: stack.adopt(createDispatcher(null), (agent) => agent.destroy()),
    userAgent: 'test',
    limiter: createOpenLimiter(),
    clock: systemClock,
    refused: pages,
  })
  const read = () => source.fetchPage('some_news', { kind: 'newest' }, new AbortController().signal)
  await assert.rejects(read, { fault: 'markup_changed' })
  assert.deepEqual(names(), ['some_news'])
  await clock.advance(1000)
  server.answer(reply(500))
  await assert.rejects(read, { fault: 'server_error' })
  server.answer(reply(200, '<html><body>'))
  await assert.rejects(read, { fault: 'network' })
  assert.equal(names().length, 1)
})
