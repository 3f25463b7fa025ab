import type { Language } from '../domain/chat.ts'
import { type Html, join, markup } from './html.ts'
import type { Translate } from './texts.ts'

/** A query, and what it finds. */
export interface QueryExample {
  readonly query: string
  readonly finds: string
}

/** What /help queries shows, the commonest needs first. */
export const queryExamples: Readonly<Record<Language, readonly QueryExample[]>> = {
  en: [
    { query: 'school election', finds: 'both words, in any form and order: “elections in schools” too' },
    { query: 'rotation | leave', finds: 'one of the two at least (OR is the same)' },
    { query: 'school -university', finds: 'no post with the word behind the minus' },
    { query: '"bring home"', finds: 'the words side by side: “brought home” too' },
    { query: '"bring home"~3', finds: 'within three words of each other, in any order' },
    { query: '(mother | wife) soldier', finds: 'groups: one of the first, and the last' },
    { query: '=homes', finds: 'this form only, not “home”' },
    { query: 'mobili*', finds: 'every word that begins so' },
    {
      query: 'rotation in:@put_domoj last:30d',
      finds: 'one channel, the last 30 days; also after:2024-01-31, before:, from:@name',
    },
    {
      query: '#WayHome has:photo -is:forward',
      finds: 'a tag, with a photo, not forwarded; also has:video, is:edited, lang:en',
    },
  ],
  ru: [
    { query: 'школа выборы', finds: 'оба слова, в любой форме и порядке: и «выборов в школе»' },
    { query: 'ротация | отпуск', finds: 'хотя бы одно из двух (ИЛИ значит то же)' },
    { query: 'школа -университет', finds: 'без постов со словом после минуса' },
    { query: '"вернуть домой"', finds: 'слова рядом: и «вернули домой»' },
    { query: '"вернуть домой"~3', finds: 'не дальше трёх слов друг от друга, в любом порядке' },
    { query: '(мать | жена) солдат', finds: 'скобки: одно из первых и последнее' },
    { query: '=дома', finds: 'только эта форма, не «дом»' },
    { query: 'мобил*', finds: 'все слова с таким началом' },
    {
      query: 'ротация in:@put_domoj last:30d',
      finds: 'один канал, за 30 дней; ещё after:2024-01-31, before:, from:@имя',
    },
    {
      query: '#ПутьДомой has:photo -is:forward',
      finds: 'тег, с фото, не пересланное; ещё has:video, is:edited, lang:ru',
    },
  ],
  uk: [
    { query: 'школа вибори', finds: 'обидва слова, у будь-якій формі й порядку: і «виборів у школі»' },
    { query: 'ротація | відпустка', finds: 'хоча б одне з двох (АБО значить те саме)' },
    { query: 'школа -університет', finds: 'без дописів зі словом після мінуса' },
    { query: '"повернути додому"', finds: 'слова поруч: і «повернули додому»' },
    { query: '"повернути додому"~3', finds: 'не далі трьох слів одне від одного, у будь-якому порядку' },
    { query: '(мати | дружина) солдат', finds: 'дужки: одне з перших і останнє' },
    { query: '=школи', finds: 'лише ця форма, не «школа»' },
    { query: 'мобіл*', finds: 'усі слова з таким початком' },
    {
      query: 'ротація in:@put_domoj last:30d',
      finds: 'один канал, за 30 днів; ще after:2024-01-31, before:, from:@імʼя',
    },
    {
      query: '#ШляхДодому has:photo -is:forward',
      finds: 'тег, із фото, не переслане; ще has:video, is:edited, lang:uk',
    },
  ],
}

/** How to write a query, by examples that can be copied with a tap. */
export function renderQueryHelp(t: Translate): Html {
  const lines = queryExamples[t.language].map(({ query, finds }) => markup`<code>${query}</code>\n${finds}`)
  return join([t('help-queries-title'), ...lines, t('help-queries-more')], '\n\n')
}
