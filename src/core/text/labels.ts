import { foldWord } from './fold.ts'
import { memoize } from './memo.ts'
import { splitRunTogether } from './run-together.ts'
import type { Lexicon, Part } from './lexicon.ts'

const rememberedLabels = 10_000

const capitals = /(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\p{Lu}\p{M}*)(?=\p{Lu}\p{M}*\p{Ll})/u
const numbers = /(?<=\p{L}\p{M}*)(?=\p{Nd})|(?<=\p{Nd})(?=\p{L})/u
const tagParts = new RegExp(`_+|${capitals.source}|${numbers.source}`, 'u')

/** Gives the words of hashtags and mentions, each indexed under the whole as well. */
export function createLabels(lexicon: Lexicon, analyze: (word: string) => Part): (label: string) => readonly Part[] {
  return memoize((label: string): readonly Part[] => {
    const isTag = label.startsWith('#')
    const places = isTag
      ? placesOf(label, tagParts).flatMap((place) => runTogether(label, place))
      : placesOf(label, /_+/)
    const own = [labelTerm(label)]
    const joined = own[0]?.slice(1) ?? ''
    if (isTag && places.length > 1) own.push(...lexicon.documentTerms(joined, joined))
    return places.map(({ start, end }) => {
      const { folded, terms } = analyze(label.slice(start, end))
      return { start, end, folded, terms: [...new Set([...terms, ...own])] }
    })
  }, rememberedLabels)

  function runTogether(label: string, place: Place): readonly Place[] {
    const { languagesOf } = lexicon
    const word = label.slice(place.start, place.end)
    const folded = foldWord(word)
    // Where folding left letters out, places in the one are not places in the other.
    if (languagesOf === undefined || folded.length !== word.length) return [place]
    let start = place.start
    return splitRunTogether(folded, languagesOf).map(({ length }) => ({ start, end: (start += length) }))
  }
}

interface Place {
  readonly start: number
  readonly end: number
}

/** "#ПутьДомой", "#путь_домой" -> "#путьдомой"; "@Put_Domoj" -> "@put_domoj". */
export function labelTerm(label: string): string {
  const words = label.slice(1).split('_').map(foldWord)
  return label.startsWith('#') ? `#${words.join('')}` : `@${words.join('_')}`
}

function placesOf(label: string, separator: RegExp): readonly Place[] {
  const places: Place[] = []
  let from = 1
  for (const part of label.slice(1).split(separator)) {
    from = part === '' ? from : label.indexOf(part, from)
    if (part !== '') places.push({ start: from, end: from + part.length })
    from += part.length
  }
  return places
}
