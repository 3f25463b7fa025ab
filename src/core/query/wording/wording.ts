import type { Filter, QueryFault, TextLanguage } from '../../../domain/query.ts'

/** How one language speaks of queries and of what is wrong with them. Lists come joined already. */
export interface Wording {
  readonly posts: string
  /** " with …" */
  with(things: string): string
  /** " and not …" */
  without(things: string): string
  readonly and: string
  readonly or: string
  /** All of the words, or one of them, in any form. */
  anyForm(words: readonly string[], how: 'all' | 'one'): string
  /** A word, without saying that it may stand in any form. */
  bare(word: string): string
  thisForm(word: string): string
  prefix(beginning: string): string
  /** "#tag" or "@name". */
  label(label: string): string
  phrase(text: string): string
  exactPhrase(text: string): string
  near(words: readonly string[], distance: number): string
  regex(source: string): string
  filter(filter: Filter): string
  notFilter(filter: string): string
  readonly bestFirst: string
  readonly faults: Readonly<Record<QueryFault['code'], (fault: FaultFacts) => string>>
}

export interface FaultFacts {
  readonly limit: number
  readonly detail: string
}

/** "a, b and c" */
export function listed(items: readonly string[], word: string): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`
}

/** Picks the form of a word that goes with a number, by the plural categories of the language. */
export function pluralOf(
  language: TextLanguage,
  number: number,
  forms: { one: string; few?: string; other: string },
): string {
  const category = plurals[language].select(number)
  if (category === 'one') return forms.one
  return category === 'few' ? (forms.few ?? forms.other) : forms.other
}

const plurals = {
  en: new Intl.PluralRules('en'),
  ru: new Intl.PluralRules('ru'),
  uk: new Intl.PluralRules('uk'),
}
