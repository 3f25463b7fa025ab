import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BackupFolder, CopyReport } from '../domain/upkeep.ts'
import { toIsoTime, readIsoTime } from '../core/iso-time.ts'
import { removeDatabase } from './copy.ts'

/**
 * Copies of a database in a folder, under names such as vestnik-20260301T040000Z.db. They are made in a thread of their own:
 * copying and checking a large archive takes a while, and the bot goes on answering.
 */
export function createBackupFolder({
  databasePath,
  folder,
}: {
  readonly databasePath: string
  readonly folder: string
}): BackupFolder {
  const pathOf = (at: number): string => join(folder, nameOf(at))
  return {
    list: async () => {
      mkdirSync(folder, { recursive: true })
      const found = readdirSync(folder).map(instantOf)
      return found.filter((at) => at !== null).sort((a, b) => b - a)
    },
    make: async (at) => {
      mkdirSync(folder, { recursive: true })
      for (const file of readdirSync(folder)) {
        // A process that was killed leaves what it had begun.
        if (/^vestnik-\d{8}T\d{6}Z\.db\.unfinished$/.test(file)) removeDatabase(join(folder, file))
      }
      return copyInThread(databasePath, pathOf(at))
    },
    remove: async (at) => removeDatabase(pathOf(at)),
  }
}

function nameOf(at: number): string {
  return `vestnik-${toIsoTime(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z.db`
}

function instantOf(file: string): number | null {
  const parts = /^vestnik-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/.exec(file)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second] = parts
  return readIsoTime(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

type Answer = { readonly report: CopyReport } | { readonly reason: string }

function copyInThread(from: string, to: string): Promise<CopyReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('copy-thread.ts', import.meta.url), { workerData: { from, to }, execArgv: [] })
    worker.once('message', (answer: Answer) => {
      if ('report' in answer) resolve(answer.report)
      else reject(new Error(answer.reason))
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that copies ended with ${code}`)))
  })
}
