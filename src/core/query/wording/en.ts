import type { AgeUnit, Filter } from '../../../domain/query.ts'
import { listed, pluralOf, type Wording } from './wording.ts'

const units: Readonly<Record<AgeUnit, string>> = { h: 'hour', d: 'day', w: 'week', m: 'month', y: 'year' }
const media = {
  photo: 'with a photo',
  video: 'with a video',
  link: 'with a link',
  poll: 'with a poll',
  document: 'with a document',
  audio: 'with audio',
  voice: 'with a voice message',
}
const states = { forward: 'forwarded', edited: 'edited', deleted: 'deleted', reply: 'that are replies' }
const languages = { ru: 'in Russian', uk: 'in Ukrainian', en: 'in English' }

export const english: Wording = {
  posts: 'posts',
  with: (things) => ` with ${things}`,
  without: (things) => ` and not ${things}`,
  and: 'and',
  or: 'or',
  anyForm: (words, how) => `${listed(words, how === 'all' ? 'and' : 'or')} in any form`,
  bare: (word) => word,
  thisForm: (word) => `${word} in this form only`,
  prefix: (beginning) => `a word that begins with ${beginning}`,
  label: (label) => label,
  phrase: (text) => `“${text}” side by side, in any form`,
  exactPhrase: (text) => `exactly “${text}”`,
  near: (words, distance) =>
    `${listed(words, 'and')} within ${distance} ${distance === 1 ? 'word' : 'words'} of each other`,
  regex: (source) => `what the expression /${source}/ finds`,
  filter,
  notFilter: (text) => `not ${text}`,
  bestFirst: 'the best matches first',
  faults: {
    empty: () => 'There is no word to look for here',
    only_exclusions: () => 'Only words to leave out, and none to find. Add at least one word without a minus',
    unclosed_quote: () => 'A quotation mark is opened here and never closed',
    unclosed_group: () => 'A bracket is opened here and never closed',
    unopened_group: () => 'A bracket is closed here that was never opened',
    empty_group: () => 'There is nothing between these brackets',
    nothing_beside_or: () => 'OR needs a word on each side',
    nothing_to_exclude: () => 'After the minus there is no word',
    no_words_in_quotes: () => 'There is no word between these quotation marks',
    prefix_too_short: ({ limit }) => `Before a star there must be at least ${limit} letters`,
    misplaced_star: () => 'A star stands only at the end of a word',
    prefix_of_label: () => 'A hashtag or a name is asked for as a whole, without a star',
    bad_distance: ({ limit }) => `Behind ~ a number from 1 to ${limit} is expected`,
    unknown_filter: ({ detail }) => `There is no filter “${detail}:”`,
    bad_filter_value: ({ detail }) => `Expected here: ${detail}`,
    unclosed_regex: () => 'An expression is opened here with / and never closed',
    bad_regex: ({ detail }) => `This expression cannot be used: ${detail}`,
    regex_alone: () => 'In a large archive an expression needs a word or in:@channel beside it',
    too_long: ({ limit }) => `The query is too long: at most ${limit} characters. Here is where it gets too much`,
    too_many_terms: ({ limit }) => `Too many words: at most ${limit}. Here is where it gets too much`,
    too_deep: ({ limit }) => `Too many brackets within brackets: at most ${limit}`,
  },
}

function filter(filter: Filter): string {
  switch (filter.name) {
    case 'in':
      return `in @${filter.channel}`
    case 'from':
      return `forwarded from @${filter.channel}`
    case 'after':
      return `from ${filter.date} on`
    case 'before':
      return `before ${filter.date}`
    case 'last':
      return filter.amount === 1
        ? `of the last ${units[filter.unit]}`
        : `of the last ${filter.amount} ${pluralOf('en', filter.amount, { one: units[filter.unit], other: `${units[filter.unit]}s` })}`
    case 'has':
      return media[filter.media]
    case 'is':
      return states[filter.state]
    case 'lang':
      return languages[filter.language]
  }
}
