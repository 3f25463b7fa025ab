import type { AgeUnit, Filter, MediaFilter, SearchOrder, StateFilter, TextLanguage } from '../../domain/query.ts'
import { parseChannelRefs, parseNameless } from '../channel-ref.ts'

/** `order` is not a filter, but is written like one. */
export type FilterName = Filter['name'] | 'order'

const media: Readonly<Record<string, MediaFilter>> = {
  ...named('photo', 'image', 'фото', 'картинка', 'зображення'),
  ...named('video', 'gif', 'видео', 'відео', 'гиф', 'гіф'),
  ...named('link', 'url', 'ссылка', 'посилання'),
  ...named('poll', 'quiz', 'опрос', 'опитування'),
  ...named('document', 'file', 'doc', 'документ', 'файл'),
  ...named('audio', 'music', 'аудио', 'аудіо', 'музыка', 'музика'),
  ...named('voice', 'голосовое', 'голосове', 'голос'),
}

const states: Readonly<Record<string, StateFilter>> = {
  ...named('forward', 'forwarded', 'repost', 'репост', 'пересланное', 'переслане'),
  ...named('edited', 'изменено', 'правка', 'змінено'),
  ...named('deleted', 'удалено', 'видалено'),
  ...named('reply', 'ответ', 'відповідь'),
}

const languages: Readonly<Record<string, TextLanguage>> = {
  ...named('ru', 'russian', 'rus', 'русский', 'рус'),
  ...named('uk', 'ua', 'ukrainian', 'ukr', 'українська', 'укр'),
  ...named('en', 'english', 'eng', 'английский', 'англ', 'англійська'),
}

const orders: Readonly<Record<string, SearchOrder>> = {
  ...named('newest', 'new', 'date', 'новые', 'нові', 'дата'),
  ...named('relevance', 'best', 'лучшие', 'важность', 'релевантность', 'релевантність', 'кращі'),
}

const units: Readonly<Record<string, AgeUnit>> = {
  ...named('h', 'ч', 'г', 'год'),
  ...named('d', 'д'),
  ...named('w', 'н', 'т'),
  ...named('m', 'м', 'мес', 'міс'),
  ...named('y', 'л', 'р'),
}

/** What may be written behind a filter, for whoever wrote something else. */
export const filterExamples: Readonly<Record<FilterName, string>> = {
  in: 'in:@channel',
  from: 'from:@channel',
  after: 'after:2024-01-31',
  before: 'before:2024-01-31',
  last: 'last:7d',
  has: 'has:photo|video|link|poll|document|audio|voice',
  is: 'is:forward|edited|deleted|reply',
  lang: 'lang:ru|uk|en',
  order: 'order:newest|relevance',
}

const maxAmount = 9999

/** Reads one value of a filter; null when it is none. Dates are days of the time zone (an IANA name). */
export function readFilter(name: Exclude<FilterName, 'order'>, value: string, timeZone: string): Filter | null {
  switch (name) {
    case 'in':
    case 'from': {
      const nameless = name === 'in' ? parseNameless(value) : null
      if (nameless !== null && nameless.messageId === null) return { name, channel: nameless.name }
      const [ref, ...others] = parseChannelRefs(value)
      return ref?.kind === 'channel' && others.length === 0 ? { name, channel: ref.name.toLowerCase() } : null
    }
    case 'after':
    case 'before':
      return readDay(name, value, timeZone)
    case 'last':
      return readAge(value)
    case 'has':
      return pick(media, value, (found) => ({ name, media: found }))
    case 'is':
      return pick(states, value, (found) => ({ name, state: found }))
    case 'lang':
      return pick(languages, value, (found) => ({ name, language: found }))
  }
}

/** null: no such order. */
export function readOrder(value: string): SearchOrder | null {
  return pick(orders, value, (order) => order)
}

/** As the canonical text has it. */
export function printFilter(filter: Filter): string {
  switch (filter.name) {
    case 'in':
    case 'from':
      return `${filter.name}:@${filter.channel}`
    case 'after':
    case 'before':
      return `${filter.name}:${filter.date}`
    case 'last':
      return `last:${filter.amount}${filter.unit}`
    case 'has':
      return `has:${filter.media}`
    case 'is':
      return `is:${filter.state}`
    case 'lang':
      return `lang:${filter.language}`
  }
}

/** "2024-01-31", "31.01.2024"; "2024-01" and "2024" stand for their first day. */
function readDay(name: 'after' | 'before', value: string, timeZone: string): Filter | null {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(value)
  const [year, month = '1', day = '1'] = iso === null ? [local?.[3], local?.[2], local?.[1]] : iso.slice(1)
  if (year === undefined) return null
  try {
    const date = Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
    return { name, date: date.toString(), at: date.toZonedDateTime(timeZone).epochMilliseconds }
  } catch {
    return null
  }
}

function readAge(value: string): Filter | null {
  const [, digits = '', letters = ''] = /^(\d{1,4})\s?(\p{L}+)$/u.exec(value.toLowerCase()) ?? []
  const amount = Number(digits)
  const unit = Object.hasOwn(units, letters) ? units[letters] : undefined
  return unit === undefined || amount < 1 || amount > maxAmount ? null : { name: 'last', amount, unit }
}

function pick<Value, Result>(
  table: Readonly<Record<string, Value>>,
  value: string,
  make: (found: Value) => Result,
): Result | null {
  const key = value.toLowerCase()
  const found = Object.hasOwn(table, key) ? table[key] : undefined
  return found === undefined ? null : make(found)
}

/** One meaning under several names, the first of which is the meaning. */
function named<Value extends string>(value: Value, ...others: readonly string[]): Record<string, Value> {
  return Object.fromEntries([value, ...others].map((name) => [name, value]))
}
