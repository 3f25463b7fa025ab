import { readFileSync } from 'node:fs'

interface Affix {
  readonly strip: string
  readonly add: string
  /** Whether the rule applies to a word. */
  readonly fits: (word: string) => boolean
}

/** One line of a hunspell dictionary. */
export interface Entry {
  readonly word: string
  readonly flags: string
}

export interface Hunspell {
  readonly entries: readonly Entry[]
  /** The forms that a suffix flag makes of a word; none for a flag that is no suffix. */
  suffixed(word: string, flag: string): readonly string[]
  /** The words that a prefix flag makes of a word. */
  prefixed(word: string, flag: string): readonly string[]
}

/** Reads a dictionary whose flags are single characters and whose affixes carry no flags of their own. */
export function readHunspell(folder: URL): Hunspell {
  const affixes = readAffixes(readFileSync(new URL('index.aff', folder), 'utf8'))
  const entries = readFileSync(new URL('index.dic', folder), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [word = '', flags = ''] = line.split('/')
      return { word, flags }
    })
  const apply = (kind: string, flag: string, word: string, make: (affix: Affix) => string): string[] =>
    (affixes.get(kind + flag) ?? []).filter(({ fits }) => fits(word)).map(make)
  return {
    entries,
    suffixed: (word, flag) =>
      apply('SFX', flag, word, ({ strip, add }) => word.slice(0, word.length - strip.length) + add),
    prefixed: (word, flag) => apply('PFX', flag, word, ({ strip, add }) => add + word.slice(strip.length)),
  }
}

function readAffixes(text: string): ReadonlyMap<string, readonly Affix[]> {
  const affixes = new Map<string, Affix[]>()
  for (const line of text.split('\n')) {
    const [kind = '', flag = '', strip = '', add = '', condition] = line.split(/\s+/)
    if ((kind !== 'SFX' && kind !== 'PFX') || condition === undefined || condition === '') continue
    const known = affixes.get(kind + flag) ?? []
    if (known.length === 0) affixes.set(kind + flag, known)
    known.push(readAffix(kind, strip === '0' ? '' : strip, add === '0' ? '' : add, condition))
  }
  return affixes
}

function readAffix(kind: string, strip: string, add: string, condition: string): Affix {
  const pattern = new RegExp(kind === 'SFX' ? `(?:${condition})$` : `^(?:${condition})`, 'u')
  const holds = (word: string): boolean => (kind === 'SFX' ? word.endsWith(strip) : word.startsWith(strip))
  return { strip, add, fits: (word) => holds(word) && pattern.test(word) }
}
