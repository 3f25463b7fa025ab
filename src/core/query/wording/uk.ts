import type { AgeUnit, Filter } from '../../../domain/query.ts'
import { listed, pluralOf, type Wording } from './wording.ts'

const units: Readonly<Record<AgeUnit, { one: string; few: string; other: string }>> = {
  h: { one: 'годину', few: 'години', other: 'годин' },
  d: { one: 'день', few: 'дні', other: 'днів' },
  w: { one: 'тиждень', few: 'тижні', other: 'тижнів' },
  m: { one: 'місяць', few: 'місяці', other: 'місяців' },
  y: { one: 'рік', few: 'роки', other: 'років' },
}
const lastOne: Readonly<Record<AgeUnit, string>> = {
  h: 'за останню годину',
  d: 'за останній день',
  w: 'за останній тиждень',
  m: 'за останній місяць',
  y: 'за останній рік',
}
const media = {
  photo: 'з фото',
  video: 'з відео',
  link: 'з посиланням',
  poll: 'з опитуванням',
  document: 'з документом',
  audio: 'з аудіо',
  voice: 'з голосовим повідомленням',
}
const states = { forward: 'переслані', edited: 'змінені', deleted: 'видалені', reply: 'у відповідь на інший допис' }
const languages = { ru: 'російською', uk: 'українською', en: 'англійською' }
const inQuotes = (words: readonly string[]): string[] => words.map((word) => `«${word}»`)

export const ukrainian: Wording = {
  posts: 'дописи',
  with: (things) => `, де є ${things}`,
  without: (things) => ` крім тих, де є ${things}`,
  and: 'та',
  or: 'або',
  anyForm: (words, how) =>
    how === 'all' && words.length > 1
      ? `слова ${listed(inQuotes(words), 'та')} у будь-якій формі`
      : `слово ${listed(inQuotes(words), 'або')} у будь-якій формі`,
  bare: (word) => `слово «${word}»`,
  thisForm: (word) => `слово «${word}» лише в цій формі`,
  prefix: (beginning) => `слово, що починається на «${beginning}»`,
  label: (label) => label,
  phrase: (text) => `фраза «${text}» у будь-якій формі`,
  exactPhrase: (text) => `точно «${text}»`,
  near: (words, distance) =>
    `слова ${listed(inQuotes(words), 'та')} не далі ${distance} ${distance === 1 ? 'слова' : 'слів'} одне від одного`,
  regex: (source) => `те, що знаходить вираз /${source}/`,
  filter,
  notFilter: (text) => `не ${text}`,
  bestFirst: 'спершу найдоречніші',
  faults: {
    empty: () => 'Тут немає жодного слова, яке можна шукати',
    only_exclusions: () => 'Тут лише слова з мінусом, а шукати нічого. Додайте хоча б одне слово без мінуса',
    unclosed_quote: () => 'Тут лапки відкрито, але не закрито',
    unclosed_group: () => 'Тут дужку відкрито, але не закрито',
    unopened_group: () => 'Тут закрито дужку, якої не відкривали',
    empty_group: () => 'Між цими дужками нічого немає',
    nothing_beside_or: () => 'По обидва боки від АБО має стояти по слову',
    nothing_to_exclude: () => 'Після мінуса немає слова',
    no_words_in_quotes: () => 'Між цими лапками немає слів',
    prefix_too_short: ({ limit }) => `Перед зірочкою потрібно щонайменше ${limit} літери`,
    misplaced_star: () => 'Зірочка стоїть лише в кінці слова',
    prefix_of_label: () => 'Гештег та імʼя пишуть повністю, без зірочки',
    bad_distance: ({ limit }) => `Після ~ потрібне число від 1 до ${limit}`,
    unknown_filter: ({ detail }) => `Немає умови «${detail}:»`,
    bad_filter_value: ({ detail }) => `Тут очікується: ${detail}`,
    unclosed_regex: () => 'Тут вираз відкрито знаком /, але не закрито',
    bad_regex: ({ detail }) => `Цей вираз не годиться: ${detail}`,
    regex_alone: () => 'У великому архіві поруч із виразом потрібне слово або in:@канал',
    too_long: ({ limit }) => `Запит задовгий: можна не більше ${limit} знаків. Зайве починається тут`,
    too_many_terms: ({ limit }) => `Забагато слів: можна не більше ${limit}. Зайве починається тут`,
    too_deep: ({ limit }) => `Забагато дужок усередині дужок: можна не більше ${limit}`,
  },
}

function filter(filter: Filter): string {
  switch (filter.name) {
    case 'in':
      return `у каналі @${filter.channel}`
    case 'from':
      return `переслані з @${filter.channel}`
    case 'after':
      return `починаючи з ${filter.date}`
    case 'before':
      return `до ${filter.date}`
    case 'last':
      if (filter.amount === 1) return lastOne[filter.unit]
      return `за останні ${filter.amount} ${pluralOf('uk', filter.amount, units[filter.unit])}`
    case 'has':
      return media[filter.media]
    case 'is':
      return states[filter.state]
    case 'lang':
      return languages[filter.language]
  }
}
