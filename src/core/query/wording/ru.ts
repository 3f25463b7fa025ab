import type { AgeUnit, Filter } from '../../../domain/query.ts'
import { listed, pluralOf, type Wording } from './wording.ts'

const units: Readonly<Record<AgeUnit, { one: string; few: string; other: string }>> = {
  h: { one: 'час', few: 'часа', other: 'часов' },
  d: { one: 'день', few: 'дня', other: 'дней' },
  w: { one: 'неделю', few: 'недели', other: 'недель' },
  m: { one: 'месяц', few: 'месяца', other: 'месяцев' },
  y: { one: 'год', few: 'года', other: 'лет' },
}
const lastOne: Readonly<Record<AgeUnit, string>> = {
  h: 'за последний час',
  d: 'за последний день',
  w: 'за последнюю неделю',
  m: 'за последний месяц',
  y: 'за последний год',
}
const media = {
  photo: 'с фото',
  video: 'с видео',
  link: 'со ссылкой',
  poll: 'с опросом',
  document: 'с документом',
  audio: 'с аудио',
  voice: 'с голосовым сообщением',
}
const states = { forward: 'пересланные', edited: 'изменённые', deleted: 'удалённые', reply: 'в ответ на другой пост' }
const languages = { ru: 'на русском', uk: 'на украинском', en: 'на английском' }
const inQuotes = (words: readonly string[]): string[] => words.map((word) => `«${word}»`)

export const russian: Wording = {
  posts: 'посты',
  with: (things) => `, где есть ${things}`,
  without: (things) => ` кроме тех, где есть ${things}`,
  and: 'и',
  or: 'или',
  anyForm: (words, how) =>
    how === 'all' && words.length > 1
      ? `слова ${listed(inQuotes(words), 'и')} в любой форме`
      : `слово ${listed(inQuotes(words), 'или')} в любой форме`,
  bare: (word) => `слово «${word}»`,
  thisForm: (word) => `слово «${word}» только в этой форме`,
  prefix: (beginning) => `слово, которое начинается на «${beginning}»`,
  label: (label) => label,
  phrase: (text) => `фраза «${text}» в любой форме`,
  exactPhrase: (text) => `в точности «${text}»`,
  near: (words, distance) =>
    `слова ${listed(inQuotes(words), 'и')} не дальше ${distance} ${distance === 1 ? 'слова' : 'слов'} друг от друга`,
  regex: (source) => `то, что находит выражение /${source}/`,
  filter,
  notFilter: (text) => `не ${text}`,
  bestFirst: 'сначала самые подходящие',
  faults: {
    empty: () => 'Здесь нет ни одного слова, которое можно искать',
    only_exclusions: () => 'Здесь только слова с минусом, а искать нечего. Добавьте хотя бы одно слово без минуса',
    unclosed_quote: () => 'Здесь кавычка открыта, но не закрыта',
    unclosed_group: () => 'Здесь скобка открыта, но не закрыта',
    unopened_group: () => 'Здесь закрыта скобка, которую не открывали',
    empty_group: () => 'Между этими скобками ничего нет',
    nothing_beside_or: () => 'По обе стороны от ИЛИ должно стоять по слову',
    nothing_to_exclude: () => 'После минуса нет слова',
    no_words_in_quotes: () => 'Между этими кавычками нет слов',
    prefix_too_short: ({ limit }) => `Перед звёздочкой нужно хотя бы ${limit} буквы`,
    misplaced_star: () => 'Звёздочка ставится только в конце слова',
    prefix_of_label: () => 'Хештег и имя пишутся целиком, без звёздочки',
    bad_distance: ({ limit }) => `После ~ нужно число от 1 до ${limit}`,
    unknown_filter: ({ detail }) => `Нет условия «${detail}:»`,
    bad_filter_value: ({ detail }) => `Здесь ожидается: ${detail}`,
    unclosed_regex: () => 'Здесь выражение открыто знаком /, но не закрыто',
    bad_regex: ({ detail }) => `Это выражение не годится: ${detail}`,
    regex_alone: () => 'В большом архиве рядом с выражением нужно слово или in:@канал',
    too_long: ({ limit }) => `Запрос слишком длинный: можно не больше ${limit} знаков. Лишнее начинается здесь`,
    too_many_terms: ({ limit }) => `Слишком много слов: можно не больше ${limit}. Лишнее начинается здесь`,
    too_deep: ({ limit }) => `Слишком много скобок внутри скобок: можно не больше ${limit}`,
  },
}

function filter(filter: Filter): string {
  switch (filter.name) {
    case 'in':
      return `в канале @${filter.channel}`
    case 'from':
      return `пересланные из @${filter.channel}`
    case 'after':
      return `начиная с ${filter.date}`
    case 'before':
      return `до ${filter.date}`
    case 'last':
      if (filter.amount === 1) return lastOne[filter.unit]
      return `за последние ${filter.amount} ${pluralOf('ru', filter.amount, units[filter.unit])}`
    case 'has':
      return media[filter.media]
    case 'is':
      return states[filter.state]
    case 'lang':
      return languages[filter.language]
  }
}
