import { existsSync, readFileSync } from 'node:fs'

/** A word of a treebank with the lemma that its annotators gave it. */
export interface GoldToken {
  readonly form: string
  readonly lemma: string
}

export interface GoldSet {
  /** Content words, with their counts, each pair of form and lemma once. */
  readonly tokens: readonly GoldToken[]
  readonly counts: readonly number[]
  readonly lemmas: readonly string[]
}

export const goldFolder = new URL('../../../shared/gold/', import.meta.url)
const contentTags = new Set(['NOUN', 'PROPN', 'VERB', 'ADJ', 'ADV'])
/** Words only: what holds anything but letters, apostrophes, hyphens and stress marks is left out. */
const word = /^\p{L}[\p{L}\p{M}'’ʼ-]*$/u

export function hasGold(): boolean {
  return existsSync(goldFolder)
}

/** The content words of treebanks in CoNLL-U. A "#" before a word and its lemma is not part of the word. */
export function readGold(files: readonly string[]): GoldSet {
  const counts = new Map<string, number>()
  for (const file of files) {
    for (const line of readFileSync(new URL(file, goldFolder), 'utf8').split('\n')) {
      const [id = '', form = '', lemma = '', tag = ''] = line.split('\t')
      if (!/^\d+$/.test(id) || !contentTags.has(tag) || /\b(?:Typo|Foreign)=Yes\b/.test(line)) continue
      const pair = [form, lemma].map((text) => text.replace(/^#/, ''))
      if (pair.every((text) => word.test(text))) counts.set(pair.join('\t'), (counts.get(pair.join('\t')) ?? 0) + 1)
    }
  }
  const tokens = [...counts.keys()].map((pair) => {
    const [form = '', lemma = ''] = pair.split('\t')
    return { form, lemma }
  })
  return { tokens, counts: [...counts.values()], lemmas: [...new Set(tokens.map(({ lemma }) => lemma))] }
}
