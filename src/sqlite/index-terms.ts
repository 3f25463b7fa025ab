import type { PostFacts } from '../core/query/document.ts'
import type { MediaFilter, StateFilter, TextLanguage } from '../domain/query.ts'

/** So many first letters of a word stand in the index; a shorter beginning cannot be asked for. */
export const prefixLength = 3

/** The term of a word: its first letters and the set of its lemmas. "стали" -> "ста.сталь+стать". */
export function wordTerm(folded: string, lemmas: readonly string[]): string {
  const [only] = lemmas
  const set =
    only !== undefined && lemmas.length === 1
      ? toIndexable(only)
      : [...new Set(lemmas.map(toIndexable))].sort().join('+')
  return `${toIndexable(folded.slice(0, prefixLength))}.${set}`
}

/** The term of all words, but for the common ones, that begin with these letters. */
export function prefixTerm(folded: string): string {
  return `^${toIndexable(folded.slice(0, prefixLength))}`
}

/** What is known of a post, as terms. `channelId` and not its name, which may change. */
export function factTerms(channelId: number, facts: PostFacts): string[] {
  const states: readonly (readonly [StateFilter, boolean])[] = [
    ['forward', facts.isForward],
    ['edited', facts.isEdited],
    ['deleted', facts.isDeleted],
    ['reply', facts.isReply],
  ]
  const language = facts.language()
  return [
    channelTerm(channelId),
    ...(facts.forwardedFrom === null ? [] : [forwardTerm(facts.forwardedFrom)]),
    ...[...facts.has].sort().map(mediaTerm),
    ...states.filter(([, isSo]) => isSo).map(([state]) => stateTerm(state)),
    ...(language === null ? [] : [languageTerm(language)]),
  ]
}

export const channelTerm = (channelId: number): string => `c:${channelId}`
/** `channel`: a username in lower case. */
export const forwardTerm = (channel: string): string => `f:${toIndexable(channel)}`
export const mediaTerm = (media: MediaFilter): string => `h:${media}`
export const stateTerm = (state: StateFilter): string => `k:${state}`
export const languageTerm = (language: TextLanguage): string => `l:${language}`

/**
 * The tokenizer of the index splits at ASCII punctuation. Of it a folded word has only the apostrophe, which gives way to a
 * letter that no folded word has; no two words are written alike.
 */
export function toIndexable(text: string): string {
  return plain.test(text) ? text : text.replaceAll("'", 'ʼ').replaceAll(/[^\p{L}\p{N}\p{M}#@~_]/gu, '_')
}

const plain = /^[#@~]?[a-z0-9а-яіїєґ_]+$/

/** A term in an FTS5 expression. */
export function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`
}
