import type { Weekday } from '../../domain/schedule.ts'

/** What a word of a schedule means, in whichever of the three languages it stands. */
export type Meaning =
  | { readonly kind: 'days'; readonly days: readonly Weekday[] }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'half'; readonly half: Half }
  | { readonly kind: 'time'; readonly time: string }
  | {
      readonly kind:
        | 'every'
        | 'hourly'
        | 'weekly'
        | 'instant'
        | 'from'
        | 'to'
        | 'and'
        | 'at'
        | 'off'
        | 'on'
        | 'add'
        | 'remove'
        | 'plan'
        | 'quiet'
        | 'mute'
        | 'unmute'
        | 'tomorrow'
        | 'not'
        | 'disturb'
        /** "do not disturb" */
        | 'undisturbed'
        /** The time of a zone, as in "Kyiv time". */
        | 'clock'
    }

/** Which half of the day an hour of twelve is in. Of the night are eleven in the evening and two in the morning, of the day eleven and two. */
export type Half = 'am' | 'pm' | 'night' | 'day'

export type Unit = 'minute' | 'hour' | 'day' | 'week'

const weekdays = [1, 2, 3, 4, 5] as const
const weekend = [6, 7] as const
const all = [...weekdays, ...weekend] as const

const words: readonly (readonly [Meaning, string])[] = [
  [days(1), 'mon monday mondays пн понедельник понедельника понедельникам понеділок понеділка понеділках понеділкам'],
  [days(2), 'tue tues tuesday tuesdays вт вторник вторника вторникам вівторок вівторка вівторках вівторкам'],
  [days(3), 'wed weds wednesday wednesdays ср среда среду среды средам середа середу середи середах середам'],
  [days(4), 'thu thur thurs thursday thursdays чт четверг четверга четвергам четвер четверга четвергах'],
  [days(5), "fri friday fridays пт пятница пятницу пятницы пятницам п'ятниця п'ятницю п'ятниці п'ятницях п'ятницям"],
  [days(6), 'sat saturday saturdays сб суббота субботу субботы субботам субота суботу суботи суботах суботам'],
  [days(7), 'sun sunday sundays вс воскресенье воскресенья воскресеньям нд неділя неділю неділі неділях неділям'],
  [
    days(...weekdays),
    'weekday weekdays workdays будни будням будние рабочие рабочим будні буднях будням робочі робочим',
  ],
  [days(...weekend), 'weekend weekends выходные выходным вихідні вихідних вихідним'],
  [days(...all), 'daily ежедневно щодня щоденно'],
  [
    { kind: 'unit', unit: 'minute' },
    'm min mins minute minutes мин минута минуту минуты минут хв хвилина хвилини хвилин',
  ],
  [{ kind: 'unit', unit: 'hour' }, 'h hr hrs hour hours ч час часа часы часов год година годину години годин годині'],
  [{ kind: 'unit', unit: 'day' }, 'd day days день дня дней дни дням дні днів доба добу доби діб сутки суток'],
  [{ kind: 'unit', unit: 'week' }, 'w week weeks неделя неделю недели недель тиждень тижня тижні тижнів'],
  [{ kind: 'half', half: 'am' }, 'am утра ранку'],
  [{ kind: 'half', half: 'pm' }, 'pm вечера вечора пополудни'],
  [{ kind: 'half', half: 'night' }, 'ночи ночі'],
  [{ kind: 'half', half: 'day' }, 'дня'],
  [{ kind: 'time', time: '12:00' }, 'noon midday полдень опівдні полудень'],
  [{ kind: 'time', time: '00:00' }, 'midnight полночь опівночі північ'],
  [{ kind: 'every' }, 'every each каждый каждая каждое каждые каждую кожен кожний кожна кожне кожні кожну раз'],
  [{ kind: 'hourly' }, 'hourly ежечасно щогодини щогодинно'],
  [{ kind: 'weekly' }, 'weekly еженедельно щотижня'],
  [
    { kind: 'instant' },
    'instant instantly immediately once now сразу мгновенно немедленно моментально одразу відразу миттєво негайно',
  ],
  [{ kind: 'from' }, 'from between с со между з із від між'],
  [{ kind: 'to' }, 'to till until до'],
  [{ kind: 'and' }, 'and & и і й та plus'],
  [{ kind: 'at' }, 'at in в во у о об на по за'],
  [{ kind: 'off' }, 'off stop none выкл выключить отключить нет стоп викл вимкнути вимк ні'],
  [{ kind: 'on' }, 'on start вкл включить да увімк увімкнути так'],
  [{ kind: 'add' }, '+ add new also добавить добавь новый ещё ще додати додай новий'],
  [{ kind: 'remove' }, 'remove delete удалить удали убрать видалити видали прибрати'],
  [{ kind: 'plan' }, 'plan план'],
  [{ kind: 'quiet' }, 'quiet silence тихо тихие тихий тишина тиша тихі тиші'],
  [{ kind: 'mute' }, 'mute молчать молчи мовчати мовчи'],
  [{ kind: 'unmute' }, 'unmute говори говорити говорить'],
  [{ kind: 'tomorrow' }, 'tomorrow завтра'],
  [{ kind: 'not' }, "do not don't dont не"],
  [
    { kind: 'disturb' },
    'disturb bother беспокоить беспокой беспокойте тревожить тревожь тревожьте турбувати турбуй турбуйте непокоїти непокой',
  ],
  [{ kind: 'undisturbed' }, 'dnd'],
  [{ kind: 'clock' }, 'time время времени часом часу'],
]

function days(...of: readonly Weekday[]): Meaning {
  return { kind: 'days', days: of }
}

const meanings = new Map(
  words.toReversed().flatMap(([meaning, list]) => list.split(' ').map((word) => [word.replaceAll('ё', 'е'), meaning])),
)

/** All words that mean something, as they are written. */
export const scheduleWords: readonly string[] = words.flatMap(([, list]) => list.split(' '))

/** What a word means, in any case, with any apostrophe, with or without full stops; null when it means nothing here. */
export function meaningOf(word: string): Meaning | null {
  const key = word.toLowerCase().replaceAll('ё', 'е').replace(/[’ʼ`]/gu, "'").replaceAll('.', '')
  // "щоп'ятниці", "щопонеділка"
  return meanings.get(key) ?? (key.startsWith('що') ? (meanings.get(key.slice(2)) ?? null) : null)
}

/** The days from one to another, over the end of the week if need be: Friday to Monday is four days. */
export function daysBetween(first: Weekday, last: Weekday): readonly Weekday[] {
  const count = ((last - first + 7) % 7) + 1
  return sortDays(Array.from({ length: count }, (_, index) => (((first - 1 + index) % 7) + 1) as Weekday))
}

/** Each day once, ascending. */
export function sortDays(chosen: Iterable<Weekday>): readonly Weekday[] {
  return [...new Set(chosen)].toSorted((a, b) => a - b)
}
