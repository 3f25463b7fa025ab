import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/sqlite/database.ts'
import { migrate } from '../src/sqlite/migrate.ts'
import { firstIdAt } from '../src/sqlite/post-id.ts'
import { generatePosts, loadTexts } from './corpus.ts'
import { report, round } from './measure.ts'

const root = new URL('../', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'vestnik-bench-'))
const { texts, origin } = loadTexts()

/** An archive without its search index, which an export does not read. */
function makeArchive(count: number): string {
  const path = join(folder, `${count}.db`)
  const db = openDatabase(path)
  migrate(db)
  db.exec("INSERT INTO channels (id, name, title, next_poll_at, added_at) VALUES (1, 'bench', 'Bench', 0, 0)")
  const insert = db.prepare(
    `INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, views_label, views,
       album_ids_json, media_json, first_seen_at, matched_at)
     VALUES (?, 1, ?, ?, 'post', ?, '[{"type":"bold","offset":0,"length":4}]', 0, '1.2K', 1200, '[]', '[]', ?, 0)`,
  )
  db.transaction(() => {
    for (const { messageId, publishedAt, text } of generatePosts(count, texts)) {
      insert.run(firstIdAt(publishedAt), messageId, publishedAt, text, publishedAt)
    }
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return path
}

interface Run {
  readonly seconds: number
  readonly peakMb: number
}

/** A command of the command line in a process of its own, with the most memory that it had. */
async function run(words: readonly string[], database: string, output: string): Promise<Run> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['--import', './src/check-node.js', 'src/main.ts', ...words], {
    cwd: root,
    env: { DATABASE_PATH: database },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.pipe(createWriteStream(output))
  let peakMb = 0
  const look = setInterval(() => (peakMb = Math.max(peakMb, peakOf(child.pid ?? 0))), 20)
  await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(look)
  return { seconds: (performance.now() - startedAt) / 1000, peakMb }
}

function peakOf(pid: number): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

async function measure(name: string, count: number, words: readonly string[], database: string): Promise<void> {
  const output = join(folder, 'output')
  const { seconds, peakMb } = await run(words, database, output)
  const size = `${count} posts (${origin}), ${round(statSync(output).size / 1e6)} MB out`
  report({ case: `${name}: rate`, size, unit: 'posts/s', median: round(count / seconds) })
  report({ case: `${name}: peak memory (RSS)`, size, unit: 'MB', median: round(peakMb) })
}

const few = makeArchive(20_000)
const many = makeArchive(200_000)
for (const [count, database] of [
  [20_000, few],
  [200_000, many],
] as const) {
  for (const format of ['jsonl', 'csv', 'html', 'atom']) {
    await measure(`export ${format}`, count, ['export', '--channel', 'bench', '--format', format], database)
  }
  await measure('export jsonl of a query', count, ['export', '--query', 'домой | война'], database)
}
const lines = join(folder, 'few.jsonl')
await run(['export', '--channel', 'bench'], few, lines)
await measure('import jsonl', 20_000, ['import', lines], join(folder, 'imported.db'))
await measure('backup', 200_000, ['backup', join(folder, 'copy.db')], many)
rmSync(folder, { recursive: true })
