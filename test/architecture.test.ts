import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

interface SourceFile {
  readonly path: string
  /** Without comments. */
  readonly code: string
  /** Files of ours that it imports, from the repository's root. */
  readonly imports: readonly string[]
  /** Packages and built-in modules that it imports. */
  readonly packages: readonly string[]
}

/** What each part may import of ours; a part is a folder of src, or a file in src itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  core: ['domain', 'core'],
  flows: ['domain', 'core', 'flows'],
  telegram: ['domain', 'core', 'flows', 'telegram', 'http', 'log'],
  cli: ['domain', 'core', 'flows', 'cli', 'log'],
  sqlite: ['domain', 'core', 'sqlite', 'log'],
  tme: ['domain', 'core', 'tme', 'http', 'log'],
  cron: ['domain', 'core', 'cron', 'log'],
  http: ['domain', 'core', 'http', 'log'],
  resvg: ['domain'],
  log: ['config'],
  config: ['domain', 'core'],
  clock: ['domain'],
  dictionaries: ['core'],
  'check-node': [],
}
/** Where everything comes together. */
const roots = new Set(['app', 'chores', 'tools', 'main'])

const files = globSync('src/**/*.{ts,js}').map(readSource)

function readSource(path: string): SourceFile {
  const normalPath = path.replaceAll('\\', '/')
  const code = withoutComments(readFileSync(path, 'utf8'))
  const named = code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm)
  const bare = code.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)['"]/g)
  const specifiers = [...named, ...bare].map((match) => match[1] ?? '')
  const imports = specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(normalPath), specifier)).replaceAll('\\', '/'))
  return { path: normalPath, code, imports, packages: specifiers.filter((specifier) => !specifier.startsWith('.')) }
}

/** Strings and regular expressions that look like comments keep this simple: none of ours holds both quotes and slashes. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

function partOf(path: string): string {
  return path.split('/')[1]?.replace(/\.(?:ts|js)$/, '') ?? ''
}

function partsOf(...parts: string[]): readonly SourceFile[] {
  return files.filter(({ path }) => parts.includes(partOf(path)))
}

test('there is something to check, and every import leads to a file', () => {
  assert.ok(files.length > 20)
  const paths = new Set(files.map(({ path }) => path))
  const lost = files.flatMap(({ path, imports }) =>
    imports.filter((target) => target.startsWith('src/') && !paths.has(target)).map((target) => `${path} -> ${target}`),
  )
  assert.deepEqual(lost, [])
})

test('each part imports only what the dependency rule allows', () => {
  const forbidden = files.flatMap(({ path, imports }) => {
    if (roots.has(partOf(path))) return []
    const may = allowed[partOf(path)]
    assert.ok(may !== undefined, `${path} belongs to no known part`)
    return imports
      .filter((target) => !target.startsWith('src/') || !may.includes(partOf(target)))
      .map((target) => `${path} -> ${target}`)
  })
  assert.deepEqual(forbidden, [])
})

function packagesUsed(part: string, isAllowed: (name: string) => boolean): string[] {
  return partsOf(part).flatMap(({ path, packages }) =>
    packages.filter((name) => !isAllowed(name)).map((name) => `${path} -> ${name}`),
  )
}

test('the domain uses no package, the core only the stemmers, RE2, the zones of places and a hash, the flows none but built-in ones', () => {
  assert.deepEqual(
    packagesUsed('domain', () => false),
    [],
  )
  assert.deepEqual(
    packagesUsed(
      'core',
      (name) =>
        name.startsWith('@orama/stemmers/') || ['re2js', '@photostructure/tz-lookup', 'node:crypto'].includes(name),
    ),
    [],
  )
  assert.deepEqual(
    packagesUsed('flows', (name) => name.startsWith('node:')),
    [],
  )
})

test('the domain and the core know no clock, no chance and no outer world', () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bMath\.random\b|\bfetch\(|\bcrypto\b|\bprocess\b|\bset(?:Timeout|Interval|Immediate)\b|\bperformance\b/
  const found = partsOf('domain', 'core').flatMap(({ path, code }) => {
    // Of that package only the hash: it depends on nothing but its input.
    const match = impure.exec(code.replace("import { hash } from 'node:crypto'", ''))
    return match === null ? [] : [`${path}: ${match[0]}`]
  })
  assert.deepEqual(found, [])
  const dated = partsOf('core').filter(({ code }) => /\bnew Date\(/.test(code))
  assert.deepEqual(
    dated.map(({ path }) => path),
    [],
  )
})

test('flows take the time from a clock and chance from their caller', () => {
  const found = partsOf('flows').filter(({ code }) =>
    /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bMath\.random\b/.test(code),
  )
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
  )
})

test('only main touches the process, and the check of the Node version before it', () => {
  const found = files.filter(
    ({ code, packages }) => /(?<![.\w])process\./.test(code) || packages.includes('node:process'),
  )
  const others = found.map(({ path }) => path).filter((path) => path !== 'src/main.ts' && path !== 'src/check-node.js')
  assert.deepEqual(others, [])
})

test('no file imports itself, by whatever way', () => {
  const imports = new Map(files.map((file) => [file.path, file.imports]))
  const finished = new Set<string>()

  function findCycle(path: string, way: readonly string[]): readonly string[] | null {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path]
    if (finished.has(path)) return null
    for (const target of imports.get(path) ?? []) {
      const cycle = findCycle(target, [...way, path])
      if (cycle !== null) return cycle
    }
    finished.add(path)
    return null
  }

  for (const { path } of files) assert.equal(findCycle(path, [])?.join(' -> '), undefined)
})
