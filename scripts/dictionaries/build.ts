import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { compile, type Compiled } from './compile.ts'
import { addEnglish } from './english.ts'
import { addOpenCorpora } from './open-corpora.ts'
import { readIrregular, readSupplement } from './supplement.ts'
import { addUkrainian } from './ukrainian.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

const root = new URL('../../', import.meta.url)
const folder = new URL('dictionaries/', root)
const packages = new URL('node_modules/', root)

interface Recipe {
  readonly name: string
  readonly characters: string
  /** Gives words that are looked up often, if the sources tell. */
  fill(vocabulary: Vocabulary): readonly string[]
}

const recipes: readonly Recipe[] = [
  {
    name: 'russian',
    characters: 'абвгдежзийклмнопрстуфхцчшщъыьэюя',
    fill: (vocabulary) => {
      const supplement = readSupplement('russian')
      const recorded = vocabulary.record(supplement.models)
      const frequent = addOpenCorpora(new URL('az/dicts/', packages), vocabulary)
      supplement.addTo(vocabulary, recorded)
      return frequent
    },
  },
  {
    name: 'ukrainian',
    characters: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    fill: (vocabulary) => {
      const supplement = readSupplement('ukrainian')
      const recorded = vocabulary.record(supplement.models)
      addUkrainian(new URL('dictionary-uk/', packages), readIrregular('ukrainian'), vocabulary)
      supplement.addTo(vocabulary, recorded)
      return []
    },
  },
  {
    name: 'english',
    characters: "abcdefghijklmnopqrstuvwxyz'",
    fill: (vocabulary) => {
      const supplement = readSupplement('english')
      const recorded = vocabulary.record(supplement.models)
      addEnglish(new URL('dictionary-en/', packages), readIrregular('english'), vocabulary)
      supplement.addTo(vocabulary, recorded)
      return []
    },
  },
]

/** Sizes in bytes and sums of the artifacts, as dictionaries/checksums.json has them. */
export type Checksums = Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>

function build({ characters, fill }: Recipe): Compiled {
  const sorted = Array.from(characters)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('')
  const vocabulary = createVocabulary(new RegExp(`^[${sorted}]+$`))
  return compile(vocabulary, sorted, fill(vocabulary))
}

function main(check: boolean, wanted: readonly string[]): void {
  mkdirSync(folder, { recursive: true })
  const sumsFile = new URL('checksums.json', folder)
  const known = existsSync(sumsFile) ? (JSON.parse(readFileSync(sumsFile, 'utf8')) as Checksums) : {}
  const sums: Record<string, { sha256: string; bytes: number }> = { ...known }
  for (const recipe of recipes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const startedAt = performance.now()
    const file = `${recipe.name}.bin`
    const { bytes, ...counts } = build(recipe)
    const sum = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    process.stdout.write(`${JSON.stringify({ file, ...counts, ...sum, seconds })}\n`)
    if (check && known[file]?.sha256 !== sum.sha256) {
      process.stderr.write(`${file} is not what its sources make\n`)
      process.exitCode = 1
    }
    if (check) continue
    sums[file] = sum
    writeFileSync(new URL(file, folder), bytes)
  }
  if (!check) writeFileSync(sumsFile, `${JSON.stringify(sums, null, 2)}\n`)
}

if (import.meta.main) {
  const options = process.argv.slice(2)
  main(
    options.includes('--check'),
    options.filter((option) => !option.startsWith('--')),
  )
}
