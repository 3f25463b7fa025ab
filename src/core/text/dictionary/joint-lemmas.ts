import { editOf, indexed, rolesOf, type Dictionary } from './artifact.ts'
import { find, notFound, type Automaton } from './automaton.ts'

/** The readings of a dictionary that texts are indexed under, as numbers of edits that all dictionaries share. */
interface JointLists {
  readonly words: Automaton
  /** Edits of list n: `edits` from `starts[n]` to `starts[n + 1]`, at least one. */
  readonly starts: Uint32Array
  readonly edits: Uint32Array
}

/** Edits that several dictionaries have, each once; number 0 leaves a word as it is. */
interface JointEdits {
  readonly fronts: number[]
  readonly cuts: number[]
  readonly endings: string[]
}

/**
 * Gives the lemmas that a word of a text has in the dictionaries together, each once; null: none of them has it. What two
 * dictionaries make of a word in the same way is the same lemma: nothing is spelt out to be compared.
 */
export function createJointLemmas(dictionaries: readonly Dictionary[]): (folded: string) => string[] | null {
  const joint: JointEdits = { fronts: [0], cuts: [0], endings: [''] }
  const numbers = new Map([[keyOf(0, 0, ''), 0]])
  const lists = dictionaries.map((dictionary) => jointLists(dictionary, joint, numbers))
  const { fronts, cuts, endings } = joint
  // Room for the readings of a word in all dictionaries: no list comes near.
  const found = new Uint32Array(256)

  const spell = (word: string, edit: number): string => {
    if (edit === 0) return word
    const ending = endings[edit] as string
    const cut = cuts[edit] as number
    const front = fronts[edit] as number
    const stem = cut === 0 && front === 0 ? word : word.slice(front, word.length - cut)
    return ending === '' ? stem : stem + ending
  }

  return (folded) => {
    let count = 0
    for (const { words, starts, edits } of lists) {
      const list = find(words, folded)
      if (list === notFound) continue
      const end = starts[list + 1] as number
      const others = count
      for (let index = starts[list] as number; index < end; index += 1) {
        const edit = edits[index] as number
        let at = 0
        while (at < others && found[at] !== edit) at += 1
        if (at === others) found[count++] = edit
      }
    }
    if (count === 0) return null
    const first = spell(folded, found[0] as number)
    // Arrays that never grow: most words have one lemma or two.
    if (count === 1) return [first]
    const second = spell(folded, found[1] as number)
    if (count === 2) return [first, second]
    const lemmas = [first, second, spell(folded, found[2] as number)]
    for (let at = 3; at < count; at += 1) lemmas.push(spell(folded, found[at] as number))
    return lemmas
  }
}

function jointLists(dictionary: Dictionary, joint: JointEdits, numbers: Map<string, number>): JointLists {
  const { words, fronts, cuts, lemmaEndings, listStarts, readings } = dictionary
  const own = lemmaEndings.map((ending, edit) => {
    const [front = 0, cut = 0] = [fronts[edit], cuts[edit]]
    const key = keyOf(front, cut, ending)
    const known = numbers.get(key)
    if (known !== undefined) return known
    joint.fronts.push(front)
    joint.cuts.push(cut)
    numbers.set(key, joint.endings.push(ending) - 1)
    return joint.endings.length - 1
  })
  const starts = new Uint32Array(listStarts.length)
  const edits: number[] = []
  for (let list = 0; list + 1 < listStarts.length; list += 1) {
    const indexedReadings = readings
      .subarray(listStarts[list], listStarts[list + 1])
      .filter((reading) => (rolesOf(reading) & indexed) !== 0)
    for (const reading of indexedReadings) edits.push(own[editOf(reading)] ?? 0)
    if (indexedReadings.length === 0) edits.push(0)
    starts[list + 1] = edits.length
  }
  return { words, starts, edits: Uint32Array.from(edits) }
}

function keyOf(front: number, cut: number, ending: string): string {
  return `${front} ${cut} ${ending}`
}
