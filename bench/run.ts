import { existsSync, readdirSync } from 'node:fs'

const folder = new URL('./', import.meta.url)
const shared = new Set(['run.ts', 'measure.ts', 'start-words.ts', 'corpus.ts', 'archive.ts', 'queries.ts'])
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !shared.has(file))
  .map((file) => file.slice(0, -'.ts'.length))

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !existsSync(new URL(`${name}.ts`, folder)) || shared.has(`${name}.ts`))
if (wanted.length === 0 || unknown.length > 0) {
  process.stderr.write(`Usage: npm run -s bench -- <name> …\nBenchmarks: ${names.join(', ')}\n`)
  process.exitCode = 2
} else {
  for (const name of wanted) await import(new URL(`${name}.ts`, folder).href)
}
