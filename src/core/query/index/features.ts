import type { Filter, QueryWord } from '../../../domain/query.ts'
import type { Instant } from '../../../domain/time.ts'
import type { Token } from '../../text/analyzer.ts'
import type { PostFacts } from '../document.ts'
import { passes } from '../evaluate.ts'

/**
 * What queries ask of a document, numbered from 1: a word in any form, in one form, or by its beginning; a channel; something
 * that the post holds or is. Equal ones have one number for as long as a query uses it.
 */
export interface Features {
  /** The number of a word, in use once more. */
  useWord(word: QueryWord): number
  /** The number of a filter, in use once more; null for those that depend on the time. */
  useFilter(filter: Filter): number | null
  /** In use once less; a number that nobody uses is given to another. */
  release(feature: number): void
  /** How many use it. */
  usesOf(feature: number): number
  /** Whether it says so little about a post that a query had better be looked up by something else. */
  isBroad(feature: number): boolean
  /** What the number stands for. */
  wordOf(feature: number): QueryWord | null
  filterOf(feature: number): Filter | null
  /** Words that a token is. */
  ofToken(token: Token): readonly number[]
  /** Filters that a post passes. */
  ofFacts(facts: PostFacts, now: Instant): readonly number[]
  /** Numbers are below this. */
  readonly end: number
}

/** First signs of the keys of words; no name of a filter begins with one. */
const signOf: Readonly<Record<QueryWord['match'], string>> = { any_form: '~', this_form: '=', prefix: '*' }

interface Feature {
  readonly key: string
  readonly word: QueryWord | null
  readonly filter: Filter | null
  uses: number
}

const nothing: readonly number[] = []

export function createFeatures(): Features {
  const features: (Feature | undefined)[] = [undefined]
  const free: number[] = []
  const byKey = new Map<string, number>()
  const words = createWords()
  const filters = createFilters()

  function use(key: string, word: QueryWord | null, filter: Filter | null): number {
    const known = byKey.get(key)
    const feature = known === undefined ? undefined : features[known]
    if (known !== undefined && feature !== undefined) {
      feature.uses += 1
      return known
    }
    const number = free.pop() ?? features.length
    features[number] = { key, word, filter, uses: 1 }
    byKey.set(key, number)
    if (word !== null) words.add(word, number)
    if (filter !== null) filters.add(filter, number)
    return number
  }

  function release(number: number): void {
    const feature = features[number]
    if (feature === undefined) return
    feature.uses -= 1
    if (feature.uses > 0) return
    features[number] = undefined
    free.push(number)
    byKey.delete(feature.key)
    if (feature.word !== null) words.remove(feature.word, number)
    if (feature.filter !== null) filters.remove(feature.filter, number)
  }

  return {
    useWord: (word) => {
      const terms = termsOf(word)
      return use(`${signOf[word.match]}${terms.join(' ')}`, { text: '', match: word.match, terms }, null)
    },
    useFilter: (filter) => {
      const key = keyOf(filter)
      return key === null ? null : use(key, null, filter)
    },
    release,
    usesOf: (number) => features[number]?.uses ?? 0,
    isBroad: (number) => {
      const filter = features[number]?.filter ?? null
      return filter !== null && filter.name !== 'in' && filter.name !== 'from'
    },
    wordOf: (number) => features[number]?.word ?? null,
    filterOf: (number) => features[number]?.filter ?? null,
    ofToken: words.of,
    ofFacts: filters.of,
    get end() {
      return features.length
    },
  }
}

/** null for what depends on the time: a post passes it today and not tomorrow, or the other way round. */
function keyOf(filter: Filter): string | null {
  switch (filter.name) {
    case 'in':
    case 'from':
      return `${filter.name}:${filter.channel}`
    case 'has':
      return `has:${filter.media}`
    case 'is':
      return `is:${filter.state}`
    case 'lang':
      return `lang:${filter.language}`
    case 'after':
    case 'before':
    case 'last':
      return null
  }
}

/** Terms in one order, so that equal words look equal; the one that counts for what is no word in any form. */
function termsOf({ match, terms }: QueryWord): readonly string[] {
  if (match !== 'any_form') return [terms[0] ?? '']
  return terms.length < 2 ? terms : [...new Set(terms)].sort()
}

interface Words {
  add(word: QueryWord, number: number): void
  remove(word: QueryWord, number: number): void
  of(token: Token): readonly number[]
}

/** What a word of a text is: of the words that were asked for when it was looked up. */
interface Known {
  readonly folded: string
  readonly numbers: readonly number[]
}

/**
 * Which of the words asked for a token is. The analyzer gives a word the same array of terms for as long as it remembers the
 * word, and so long it is remembered here.
 */
function createWords(): Words {
  const byTerm = new Map<string, readonly number[]>()
  const byForm = new Map<string, number>()
  const prefixes = createPrefixes()
  let known = new WeakMap<readonly string[], Known>()
  let knowsAny = false
  /** A list of one number, which all the forms of a word have in common. */
  const alone: (readonly number[])[] = []

  function find({ folded, terms }: Token): readonly number[] {
    const numbers: number[] = []
    for (const term of terms) {
      for (const number of byTerm.get(term) ?? nothing) if (!numbers.includes(number)) numbers.push(number)
    }
    const form = byForm.get(folded)
    if (form !== undefined) numbers.push(form)
    prefixes.find(folded, numbers)
    const [first] = numbers
    if (first === undefined) return nothing
    return numbers.length > 1 ? numbers : (alone[first] ??= numbers)
  }

  function forget(): void {
    if (knowsAny) known = new WeakMap()
    knowsAny = false
  }

  return {
    add: ({ match, terms }, number) => {
      forget()
      const [first = ''] = terms
      if (match === 'this_form') byForm.set(first, number)
      if (match === 'prefix') prefixes.add(first, number)
      if (match !== 'any_form') return
      for (const term of terms) byTerm.set(term, [...(byTerm.get(term) ?? nothing), number])
    },
    remove: ({ match, terms }, number) => {
      forget()
      const [first = ''] = terms
      if (match === 'this_form') byForm.delete(first)
      if (match === 'prefix') prefixes.remove(first)
      if (match !== 'any_form') return
      for (const term of terms) {
        const others = (byTerm.get(term) ?? nothing).filter((other) => other !== number)
        if (others.length > 0) byTerm.set(term, others)
        else byTerm.delete(term)
      }
    },
    of: (token) => {
      const before = known.get(token.terms)
      if (before !== undefined && before.folded === token.folded) return before.numbers
      const numbers = find(token)
      knowsAny = true
      known.set(token.terms, { folded: token.folded, numbers })
      return numbers
    },
  }
}

interface Prefixes {
  add(prefix: string, number: number): void
  remove(prefix: string): void
  /** Adds the prefixes that a word begins with to `numbers`. */
  find(folded: string, numbers: number[]): void
}

/** A word is looked up once for each length that prefixes have. */
function createPrefixes(): Prefixes {
  const numberOf = new Map<string, number>()
  const counts = new Map<number, number>()

  function count({ length }: string, change: number): void {
    const left = (counts.get(length) ?? 0) + change
    if (left > 0) counts.set(length, left)
    else counts.delete(length)
  }

  return {
    add: (prefix, number) => {
      numberOf.set(prefix, number)
      count(prefix, 1)
    },
    remove: (prefix) => {
      numberOf.delete(prefix)
      count(prefix, -1)
    },
    find: (folded, numbers) => {
      for (const length of counts.keys()) {
        const number = length <= folded.length ? numberOf.get(folded.slice(0, length)) : undefined
        if (number !== undefined) numbers.push(number)
      }
    },
  }
}

interface Filters {
  add(filter: Filter, number: number): void
  remove(filter: Filter, number: number): void
  of(facts: PostFacts, now: Instant): readonly number[]
}

/** Which of the filters asked for a post passes. Channels are looked up; of the others there are only a few. */
function createFilters(): Filters {
  const byChannel = { in: new Map<string, number>(), from: new Map<string, number>() }
  const others = new Map<number, Filter>()
  return {
    add: (filter, number) => {
      if (filter.name === 'in' || filter.name === 'from') byChannel[filter.name].set(filter.channel, number)
      else others.set(number, filter)
    },
    remove: (filter, number) => {
      if (filter.name === 'in' || filter.name === 'from') byChannel[filter.name].delete(filter.channel)
      else others.delete(number)
    },
    of: (facts, now) => {
      const numbers: number[] = []
      const inChannel = facts.channel === null ? undefined : byChannel.in.get(facts.channel)
      const fromChannel = facts.forwardedFrom === null ? undefined : byChannel.from.get(facts.forwardedFrom)
      if (inChannel !== undefined) numbers.push(inChannel)
      if (fromChannel !== undefined) numbers.push(fromChannel)
      for (const [number, filter] of others) if (passes(filter, facts, now)) numbers.push(number)
      return numbers
    },
  }
}
