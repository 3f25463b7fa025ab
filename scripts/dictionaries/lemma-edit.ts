import type { LemmaEdit } from '../../src/core/text/dictionary/artifact.ts'

export type { LemmaEdit }

/** Beginnings of superlatives and comparatives that their lemmas lack. */
const prefixes = ['щонай', 'якнай', 'щоякнай', 'най', 'наи', 'по']

/** The edit that leaves most of the form as it is. */
export function editBetween(form: string, lemma: string): LemmaEdit {
  const plain = editAfter(form, lemma, 0)
  if (plain.ending.length + 2 < lemma.length || plain.cut === 0) return plain
  const candidates = prefixes
    .filter((prefix) => form.startsWith(prefix))
    .map((prefix) => editAfter(form, lemma, prefix.length))
  return candidates.reduce((best, edit) => (edit.ending.length < best.ending.length ? edit : best), plain)
}

function editAfter(form: string, lemma: string, front: number): LemmaEdit {
  let shared = 0
  while (front + shared < form.length && shared < lemma.length && form[front + shared] === lemma[shared]) shared += 1
  return { front, cut: form.length - front - shared, ending: lemma.slice(shared) }
}

export function applyEdit(form: string, edit: LemmaEdit): string {
  return form.slice(edit.front, form.length - edit.cut) + edit.ending
}

export function isIdentity(edit: LemmaEdit): boolean {
  return edit.front === 0 && edit.cut === 0 && edit.ending === ''
}
