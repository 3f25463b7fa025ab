import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { settings } from '../src/config.ts'

const root = new URL('../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')

describe('the documents', () => {
  const readme = read('README.md')
  const example = read('.env.example')

  for (const setting of settings) {
    it(`README and .env.example tell of ${setting.name} and its default`, () => {
      const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${setting.name}\``))
      assert.ok(row, 'a row of the table in README.md')
      const line = example.split('\n').find((text) => new RegExp(`^#?${setting.name}=`).test(text))
      assert.ok(line, 'a line in .env.example')
      assert.equal(line.slice(line.indexOf('=') + 1), setting.default)
      if (setting.default !== '') assert.ok(row.includes(`\`${setting.default}\``), `the default in: ${row}`)
    })
  }

  it('.env.example has no setting that does not exist', () => {
    const names = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1])
    assert.deepEqual(new Set(names), new Set(settings.map((setting) => setting.name)))
  })

  it('README tells of every command, and of no other', () => {
    const folder = new URL('src/telegram/commands/', root)
    const defined = readdirSync(folder).flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/defineCommand\(\{\s*name: '(\w+)'/g)].map(
        ([, name]) => name,
      ),
    )
    const told = [...readme.matchAll(/^\| `\/(\w+)/gm)].map(([, name]) => name)
    assert.ok(defined.length > 10)
    assert.deepEqual(new Set(told), new Set(defined))
  })

  it('the container starts Vestnik as npm does', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } }
    const command = /^CMD (.*)$/m.exec(read('Dockerfile'))?.[1] ?? ''
    assert.deepEqual(JSON.parse(command), scripts.start.split(' '))
  })

  it('links between documents lead somewhere', () => {
    for (const file of ['README.md', 'docs/architecture.md', 'PRIVACY.md']) {
      const base = new URL(file, root)
      for (const [, target] of read(file).matchAll(/(?:\]\(|src=")(?!https?:)([^)"#]+)/g)) {
        assert.doesNotThrow(() => {
          const url = new URL(target ?? '', base)
          if (!url.pathname.endsWith('/')) readFileSync(url)
        }, `${file} links to ${target}`)
      }
    }
  })
})
