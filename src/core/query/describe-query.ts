import type { Query, QueryFault, QueryWord, SearchOrder, TextLanguage } from '../../domain/query.ts'
import { compoundText } from './print-query.ts'
import { english } from './wording/en.ts'
import { russian } from './wording/ru.ts'
import { ukrainian } from './wording/uk.ts'
import { listed, type Wording } from './wording/wording.ts'

const wordings: Readonly<Record<TextLanguage, Wording>> = { en: english, ru: russian, uk: ukrainian }

/** A query in words: "posts with мобилизованный in any form and not реклама, in @x". Plain text. */
export function describeQuery(query: Query, language: TextLanguage, order: SearchOrder = 'newest'): string {
  const words = wordings[language]
  const text = describeAll(query.kind === 'and' ? query.queries : [query], words)
  return order === 'newest' ? text : `${text}; ${words.bestFirst}`
}

/** What is wrong with a query, as a sentence without its full stop. */
export function describeFault({ code, limit = 0, detail = '' }: QueryFault, language: TextLanguage): string {
  return wordings[language].faults[code]({ limit, detail })
}

/** What is asked of the words of a post, then what of the post itself. */
function describeAll(queries: readonly Query[], words: Wording): string {
  const contents = queries.filter((query) => query.kind !== 'not' && !isFilter(query))
  const excluded = queries.flatMap((query) => (query.kind === 'not' ? [query.query] : []))
  const unwanted = excluded.filter((query) => !isFilter(query))
  const filters = [
    ...queries.filter((query) => query.kind !== 'not' && isFilter(query)).map((query) => describe(query, words)),
    ...excluded.filter(isFilter).map((query) => words.notFilter(describe(query, words))),
  ]
  const [head, ...others] = [
    contents.length === 0 ? '' : words.with(listed(describeContents(contents, words), words.and)),
    unwanted.length === 0
      ? ''
      : words.without(
          listed(
            unwanted.map((query) => bare(query, words)),
            words.or,
          ),
        ),
  ].filter((part) => part !== '')
  return `${words.posts}${[head ?? '', ...others].join(',')}${filters.map((filter) => `, ${filter}`).join('')}`
}

/** Words that are asked for in any form are named together. */
function describeContents(queries: readonly Query[], words: Wording): string[] {
  const plain = queries.filter((query) => query.kind === 'word' && isPlain(query))
  const names = plain.map((query) => (query.kind === 'word' ? query.text : ''))
  const rest = queries.filter((query) => !plain.includes(query)).map((query) => describe(query, words))
  return names.length === 0 ? rest : [words.anyForm(names, 'all'), ...rest]
}

/** Whether it asks for something of the post rather than of its words. */
function isFilter(query: Query): boolean {
  return query.kind === 'filter' || (query.kind === 'or' && query.queries.every(isFilter))
}

function isPlain({ match, text }: QueryWord): boolean {
  return match === 'any_form' && !/^[#@]/.test(text)
}

/** Among exclusions a word needs no more than its name. */
function bare(query: Query, words: Wording): string {
  return query.kind === 'word' && isPlain(query) ? words.bare(query.text) : describe(query, words)
}

function describe(query: Query, words: Wording): string {
  switch (query.kind) {
    case 'word':
      return describeWord(query, words)
    case 'phrase':
      return describePhrase(query.words, words)
    case 'near':
      return words.near(
        query.words.map(({ text, match }) => (match === 'prefix' ? `${text}…` : text)),
        query.distance,
      )
    case 'regex':
      return words.regex(query.source)
    case 'filter':
      return words.filter(query.filter)
    case 'not':
      return `(${describeAll([query], words)})`
    case 'and':
      return `(${describeAll(query.queries, words)})`
    case 'or': {
      const compound = compoundText(query.queries)
      if (compound !== null) return words.anyForm([compound], 'all')
      const plain = query.queries.flatMap((part) => (part.kind === 'word' && isPlain(part) ? [part.text] : []))
      if (plain.length === query.queries.length) return words.anyForm(plain, 'one')
      const parts = listed(
        query.queries.map((part) => describe(part, words)),
        words.or,
      )
      return isFilter(query) ? parts : `(${parts})`
    }
  }
}

function describeWord({ text, match }: QueryWord, words: Wording): string {
  if (match === 'this_form') return words.thisForm(text)
  if (match === 'prefix') return words.prefix(text)
  return /^[#@]/.test(text) ? words.label(text) : words.anyForm([text], 'all')
}

function describePhrase(parts: readonly QueryWord[], words: Wording): string {
  if (parts.every(({ match }) => match === 'this_form'))
    return words.exactPhrase(parts.map(({ text }) => text).join(' '))
  return words.phrase(
    parts
      .map(({ text, match }) => (match === 'prefix' ? `${text}…` : match === 'this_form' ? `=${text}` : text))
      .join(' '),
  )
}
