import type { Analyzer, Token } from '../text/analyzer.ts'
import { monthNumber } from '../text/dates.ts'
import { telling } from '../text/substance.ts'

/** Words of which another in their place, or another order, makes another text; "=" joins spellings of one. */
const orderedWords = words(`
ноль один два три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто двести триста пятьсот
половина оба двое трое четверо пятеро дважды трижды вдвое втрое тысяча=тыс миллион=млн миллиард=млрд триллион=трлн
первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый
понедельник вторник среда четверг пятница суббота воскресенье вчера завтра послезавтра позавчера
нуль чотири п'ять шість сім вісім дев'ять двадцять тридцять п'ятдесят двісті триста п'ятсот обидва двоє троє четверо двічі вдвічі
тисяча=тис мільйон мільярд трильйон перший другий третій четвертий п'ятий шостий сьомий восьмий дев'ятий десятий
понеділок вівторок п'ятниця субота неділя вчора учора післязавтра позавчора
zero seven eight nine twenty thirty forty fifty hundred half both twice thousand million billion trillion
second third fourth fifth sixth seventh eighth ninth tenth
monday tuesday wednesday thursday friday saturday sunday yesterday tomorrow`)

/** Each with its sign. */
const currencies = words(`
доллар=долл=долар=dollar=$ евро=євро=euro=€ рубль=руб=карбованець=ruble=rouble=₽ гривна=гривня=грн=hryvnia=₴ юань=yuan=¥
фунт=pound=£ биткоин=биткойн=біткоїн=bitcoin=btc=₿`)
const sign = /[$€₽₴¥£₿]/gu

/** Words that mean another day each day. */
const dayWords = {
  near: words('сегодня вчера позавчера сьогодні вчора учора позавчора today yesterday tonight'),
  ahead: words('завтра послезавтра післязавтра tomorrow'),
}

/** What may not differ between two texts that are one. */
export interface Telling {
  /** Figures, months, weekdays, negations, numbers in words and magnitudes, in their order. */
  readonly ordered: readonly string[]
  readonly currencies: readonly string[]
  /** A day is named by how far it is from the day of publication: `near`, or `ahead`. */
  readonly relativeDay: 'none' | 'near' | 'ahead'
}

/** What a word has of it. */
export interface TellingWord {
  readonly ordered: string | null
  readonly currency: string | null
  readonly day: 'near' | 'ahead' | null
}

export interface TellingWords {
  /** null: the word may differ. */
  of(token: Token): TellingWord | null
  /** Of a text and its telling words. */
  gather(text: string, words: readonly TellingWord[]): Telling
}

export function createTellingWords(analyzer: Analyzer): TellingWords {
  const lemmaOf = (word: string): string => analyzer.tokenize(word)[0]?.terms[0] ?? word
  const ordered = bySpelling(orderedWords, lemmaOf)
  const money = bySpelling(currencies, lemmaOf)
  const near = new Set(dayWords.near.map(lemmaOf))
  const ahead = new Set(dayWords.ahead.map(lemmaOf))
  return {
    of: ({ folded, terms }) => {
      const lemma = terms[0] ?? folded
      const word: TellingWord = {
        ordered: ordered.get(lemma) ?? (isExact(folded) ? folded : null),
        currency: money.get(lemma) ?? null,
        day: ahead.has(lemma) ? 'ahead' : near.has(lemma) ? 'near' : null,
      }
      return word.ordered === null && word.currency === null && word.day === null ? null : word
    },
    gather: (text, found) => {
      const signs = (text.match(sign) ?? []).map((one) => money.get(one) ?? one)
      const days = found.flatMap(({ day }) => day ?? [])
      return {
        ordered: found.flatMap(({ ordered: word }) => word ?? []),
        currencies: [...new Set([...signs, ...found.flatMap(({ currency }) => currency ?? [])])],
        relativeDay: days.includes('ahead') ? 'ahead' : (days[0] ?? 'none'),
      }
    },
  }
}

/** Whether the later names no figure, day or currency that is not in the earlier, in the earlier's order. */
export function tellsNoOther(later: Telling, earlier: Telling): boolean {
  let found = 0
  for (const word of earlier.ordered) if (word === later.ordered[found]) found += 1
  return found === later.ordered.length && later.currencies.every((one) => earlier.currencies.includes(one))
}

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/)
}

function bySpelling(list: readonly string[], lemmaOf: (word: string) => string): ReadonlyMap<string, string> {
  return new Map(
    list.flatMap((spellings) => {
      const [first = '', ...others] = spellings.split('=')
      return [first, ...others].map((spelling) => [lemmaOf(spelling), first] as const)
    }),
  )
}

function isExact(folded: string): boolean {
  return telling.has(folded) || monthNumber(folded) !== null || /\d/.test(folded)
}
