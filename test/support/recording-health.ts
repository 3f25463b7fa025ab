// Records a round of health in a process of its own, for the test that kills it.
//   node recording-health.ts <database> <round as JSON> <beginning of a statement>
// It kills itself, with SIGKILL, right after the first statement of the round that begins so.
import Database from 'better-sqlite3'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { HealthStore } from '../../src/domain/health.ts'
import { openStore } from '../../src/sqlite/store.ts'

const [path = '', round = '', lastWords = ''] = process.argv.slice(2)
let isRecording = false
const prepare = Database.prototype.prepare
// How a round is written is no part of the contract of a store: the driver of the database is told where to end.
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql)
  if (!sql.trimStart().startsWith(lastWords)) return statement
  for (const name of ['run', 'get'] as const) {
    const original = statement[name].bind(statement) as (...values: unknown[]) => unknown
    const value = (...values: unknown[]): unknown => {
      const result = original(...values)
      if (isRecording) process.kill(process.pid, 'SIGKILL')
      return result
    }
    Object.defineProperty(statement, name, { value })
  }
  return statement
} as typeof prepare

const store = openStore({ path, analyzer: createStemAnalyzer() })
isRecording = true
await store.health.record(JSON.parse(round) as Parameters<HealthStore['record']>[0])
await store.close()
