import { readFileSync } from 'node:fs'
import { readArtifact, type Dictionary } from './core/text/dictionary/artifact.ts'
import type { Dictionaries } from './core/text/dictionary/dictionary-analyzer.ts'

const folder = new URL('../dictionaries/', import.meta.url)

/** Reads the compiled dictionaries from disk. Throws when a file is missing or of another version. */
export function readDictionaries(): Dictionaries {
  return { version: readVersion(), russian: read('russian'), ukrainian: read('ukrainian'), english: read('english') }
}

function read(name: string): Dictionary {
  return readArtifact(readFileSync(new URL(`${name}.bin`, folder)))
}

/** The beginnings of the checksums, which the build writes beside the files. */
function readVersion(): string {
  const checksums = JSON.parse(readFileSync(new URL('checksums.json', folder), 'utf8')) as Record<
    string,
    { sha256: string }
  >
  return Object.values(checksums)
    .map(({ sha256 }) => sha256.slice(0, 8))
    .join(' ')
}
