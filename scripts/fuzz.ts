import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as fc from 'fast-check'
import { anyDamage, checkAgainst, checkPage, truthOf, whole } from '../test/tme/support/mutations.ts'
import type { Truth } from '../test/tme/support/mutations.ts'

/** Runs at a time; between two batches the clock is looked at. */
const batch = 50
const progressMs = 10_000
const usage = 'Usage: npm run -s fuzz -- [--seconds N] [--seed N]\n'

/** A page with what it says as long as it is whole. */
interface Sound {
  readonly name: string
  readonly html: string
  readonly truth: Truth
}

/** Damages pages at random until the time is up, and says what it found. False when it found something. */
function fuzz(seconds: number, seed: number): boolean {
  const sound = [...readPages('../test/fixtures/tme/'), ...readPages('../../shared/pages/')]
  const properties = [
    fc.property(anyDamage, (damage) => checkPage(damage(whole))),
    fc.property(fc.constantFrom(...sound), anyDamage, ({ html, truth }, damage) => checkAgainst(truth, damage(html))),
  ]
  process.stdout.write(`seed ${seed}, ${seconds} s, ${sound.length + 1} pages\n`)
  const startedAt = performance.now()
  const elapsed = (): number => performance.now() - startedAt
  const report = (): string => `${runs} damaged pages, ${Math.round((runs / elapsed()) * 1000)} a second`
  let runs = 0
  let toldAt = 0
  for (let turn = 0; elapsed() < seconds * 1000; turn += 1) {
    if (elapsed() - toldAt > progressMs) {
      toldAt = elapsed()
      process.stdout.write(`${Math.round(toldAt / 1000)} s: ${report()}\n`)
    }
    const property = properties[(seed + turn) % properties.length] as fc.IRawProperty<unknown, false>
    const result = fc.check(property, { seed: seed + turn, numRuns: batch })
    runs += result.numRuns
    if (!result.failed) continue
    // The counterexample is a page with its texts, so only where it can be found again is told.
    process.stdout.write(
      `FOUND after ${runs} damaged pages: --seed ${seed + turn}, path ${String(result.counterexamplePath)}\n`,
    )
    process.stdout.write(`${describe(result.errorInstance)}\n`)
    return false
  }
  process.stdout.write(`${report()}, nothing found\n`)
  return true
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Every page in a folder, and the folders in it, that reads whole and has posts. */
function readPages(path: string): readonly Sound[] {
  const folder = new URL(path, import.meta.url)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => ({ name, html: readFileSync(new URL(name, folder), 'utf8') }))
    .map((page) => ({ ...page, truth: truthOf(page.html) }))
    .filter(({ truth }) => truth.size > 0)
}

const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } })
const seconds = Number(values.seconds ?? 60)
const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
if (seconds > 0 && Number.isSafeInteger(seed)) process.exitCode = fuzz(seconds, seed) ? 0 : 1
else {
  process.stderr.write(usage)
  process.exitCode = 2
}
