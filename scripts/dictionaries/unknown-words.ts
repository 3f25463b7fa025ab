import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { find, notFound } from '../../src/core/text/dictionary/automaton.ts'
import { foldWord } from '../../src/core/text/fold.ts'
import { readDictionaries } from '../../src/dictionaries.ts'

/*
 * Lists the commonest words of a corpus that no dictionary knows, each with its count and the spelling it mostly has: what
 * dictionaries/supplement may lack. Usage: node scripts/dictionaries/unknown-words.ts [--limit 200] <file or folder> …
 * A .json file is a list of posts ({ text }); any other is plain text, or a frequency list ("word count" on each line).
 */

interface Unknown {
  count: number
  readonly spellings: Map<string, number>
}

const { russian, ukrainian, english } = readDictionaries()
const frequencyLine = /^(\S+) (\d+)$/

/** Counts the unknown words of `text` into `counts`. */
export function countUnknown(text: string, times: number, counts: Map<string, Unknown>): void {
  for (const [word] of text.replace(/https?:\S+|[@#]\S+/g, ' ').matchAll(/\p{L}[\p{L}\p{M}'’ʼ]+/gu)) {
    const folded = foldWord(word)
    if ([russian, ukrainian, english].some(({ words }) => find(words, folded) !== notFound)) continue
    const known = counts.get(folded) ?? { count: 0, spellings: new Map() }
    known.count += times
    known.spellings.set(word, (known.spellings.get(word) ?? 0) + times)
    counts.set(folded, known)
  }
}

function readTexts(path: string): readonly { readonly text: string; readonly times: number }[] {
  if (statSync(path).isDirectory()) return readdirSync(path).flatMap((name) => readTexts(join(path, name)))
  const content = readFileSync(path, 'utf8')
  if (path.endsWith('.json')) {
    return (JSON.parse(content) as { readonly text?: string }[]).map((post) => ({ text: post.text ?? '', times: 1 }))
  }
  return content.split('\n').map((line) => {
    const [, text = line, count = '1'] = frequencyLine.exec(line) ?? []
    return { text, times: Number(count) }
  })
}

function main(options: readonly string[]): void {
  const limitAt = options.indexOf('--limit')
  const limit = limitAt < 0 ? 200 : Number(options[limitAt + 1])
  const paths = options.filter((_, index) => limitAt < 0 || (index !== limitAt && index !== limitAt + 1))
  const counts = new Map<string, Unknown>()
  for (const path of paths) for (const { text, times } of readTexts(path)) countUnknown(text, times, counts)
  const commonest = [...counts].sort(([, a], [, b]) => b.count - a.count).slice(0, limit)
  for (const [, { count, spellings }] of commonest) {
    const [spelling] = [...spellings].reduce((best, one) => (one[1] > best[1] ? one : best))
    process.stdout.write(`${count}\t${spelling}\n`)
  }
}

if (import.meta.main) main(process.argv.slice(2))
