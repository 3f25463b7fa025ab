import { editOf, rolesOf, type Dictionary } from './artifact.ts'

/**
 * Adds the lemmas of `word` by those readings of list `list` that have the role, each once; to a new array where `lemmas` is null.
 */
export function addLemmas(
  dictionary: Dictionary,
  list: number,
  word: string,
  role: number,
  lemmas: string[] | null,
): string[] {
  const { listStarts, readings } = dictionary
  const end = listStarts[list + 1] as number
  let added = lemmas
  for (let index = listStarts[list] as number; index < end; index += 1) {
    const reading = readings[index] as number
    if ((rolesOf(reading) & role) === 0) continue
    const lemma = lemmaBy(dictionary, editOf(reading), word)
    // An ending that is the whole word leaves nothing of it.
    if (lemma === '') continue
    if (added === null) added = [lemma]
    // Within one list no lemma comes twice.
    else if (lemmas === null || !added.includes(lemma)) added.push(lemma)
  }
  return added ?? [word]
}

function lemmaBy({ fronts, cuts, lemmaEndings }: Dictionary, edit: number, word: string): string {
  const cut = cuts[edit] as number
  const front = fronts[edit] as number
  const stem = cut === 0 && front === 0 ? word : word.slice(front, word.length - cut)
  const ending = lemmaEndings[edit] as string
  return ending === '' ? stem : stem + ending
}
