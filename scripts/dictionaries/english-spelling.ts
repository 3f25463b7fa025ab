import { readFileSync } from 'node:fs'

const file = new URL('../../dictionaries/supplement/english-spelling.txt', import.meta.url)

/** Verbs that are spelt with z everywhere. */
const alwaysZ = /^(?:cap|down|re|out|over|under|up|super)?(?:size|siz)|^(?:prize|seize|maize|assize|apprize|capsize)/
const izing = /^(\p{L}{3,})iz(e|es|ed|er|ers|ing|able|ation|ations)$/u
const yzing = /^(\p{L}{2,})yz(e|ed|er|ers|ing)$/u
/** The l of an unstressed syllable is doubled: "travelled". */
const singleL = /^(\p{L}*[^aeiou]|fu|du|equ|sign|init)(el|al|il)(ed|ing|er|ers)$/u

/** Endings that a word of the list may have in its British spelling; fewer where that ends in e. */
const endings =
  /^(?:s|e[drs]|ers|ing|y|ly|al|ally|hood|hoods|able|abl[ey]|ful|fully|less|it[ei]s?|ism|ists?|ments?|ity)?$/
const endingsAfterE = /^(?:s|ed|ing|less)?$/

/** British spellings of an American form, the form itself not among them. */
export type BritishSpellings = (form: string, lemma: string) => readonly string[]

/** By rule (-ize, -yze, -led) and by the list of the supplement. */
export function createBritishSpellings(): BritishSpellings {
  const pairs = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [american = '', british = ''] = line.split(' ')
      return { american, british }
    })
  return (form, lemma) => {
    const listed = pairs.map(({ american, british }) => respell(form, american, british)).filter((one) => one !== null)
    return [...listed, byRule(form, lemma)].filter((spelling) => spelling !== form)
  }
}

/** null: not a form of that word. */
function respell(form: string, american: string, british: string): string | null {
  const start = american.replace('-', '')
  if (!form.startsWith(start)) return null
  const rest = form.slice(start.length)
  if (start !== american) return british.replace('-', '') + rest
  if (!british.endsWith('e')) return endings.test(rest) ? british + rest : null
  if (!endingsAfterE.test(rest)) return null
  return (/^[ei]/.test(rest) ? british.slice(0, -1) : british) + rest
}

function byRule(form: string, lemma: string): string {
  if (alwaysZ.test(form)) return form
  if (singleL.test(form) && /(?:[ae]l|il|ed|ing|ers?)$/.test(lemma)) return form.replace(singleL, '$1$2l$3')
  return form.replace(izing, '$1is$2').replace(yzing, '$1ys$2')
}
