import type { Language } from '../../src/domain/chat.ts'
import type { Digest, DigestItem } from '../../src/domain/digest.ts'

const slotAt = Date.UTC(2026, 2, 5, 7)

interface Words {
  readonly timeZone: string
  readonly query: string
  readonly other: string
  readonly titles: readonly [string, string]
  readonly extracts: readonly [string, string, string]
  /** Words of the extracts that match. */
  readonly matched: RegExp
  readonly from: string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    timeZone: 'Europe/London',
    query: 'library "opening hours" -museum',
    other: 'reading room',
    titles: ['City & Council <official>', 'Riverside Post'],
    extracts: [
      'The libraries keep their opening hours through the holidays, says the council.',
      'A new reading room opens beside the old library on Mill Street… "Come & see", asks the mayor.',
      'What else the week brings.',
    ],
    matched: /librar\w+|opening hours/g,
    from: 'Mill Street Residents',
  },
  ru: {
    timeZone: 'Europe/Moscow',
    query: 'мобилизованные домой -кино',
    other: '"открытое письмо"',
    titles: ['Путь домой', 'Вестник & Ко <город>'],
    extracts: [
      'Жёны мобилизованных снова просят вернуть мужей домой: открытое письмо подписали двести семей.',
      '«Мы ждём дома», — сказала мать мобилизованного после встречи…',
      'Что ещё принесла неделя.',
    ],
    matched: /мобилизованн\S+|домой|дома/g,
    from: 'Семьи',
  },
  uk: {
    timeZone: 'Europe/Kyiv',
    query: 'повернення полонених',
    other: '"обмін"',
    titles: ['Повернення', 'Вісник <міста> & Ко'],
    extracts: [
      'Відбувся обмін: додому повернулися двадцять полонених, серед них троє поранених.',
      'Родини полонених чекають на повернення рідних і пишуть відкритого листа…',
      'Що ще приніс тиждень.',
    ],
    matched: /полонени\S+|повернення/g,
    from: 'Родини',
  },
}

/** A digest as it is on an ordinary day: two queries, two channels, marks of every sort. */
export function sampleDigest(language: Language): Digest {
  const { timeZone, query, other, titles, extracts, matched, from } = words[language]
  const item = (messageId: number, minutesBefore: number, more: Partial<DigestItem>): DigestItem => {
    const extract = more.extract ?? ''
    return {
      postId: messageId,
      messageId,
      publishedAt: slotAt - minutesBefore * 60_000,
      extract,
      highlights: [...extract.matchAll(matched)].map(({ index, 0: word }) => ({
        start: index,
        end: index + word.length,
      })),
      edited: false,
      media: [],
      forwardedFrom: null,
      alsoMatches: [],
      ...more,
    }
  }
  return {
    language,
    timeZone,
    slotAt,
    postCount: 5,
    leftOver: 22,
    groups: [
      {
        query,
        channels: [
          {
            name: 'first_demo',
            title: titles[0],
            items: [
              item(101, 900, { extract: extracts[0], media: ['photo', 'photo', 'link_preview'], alsoMatches: [other] }),
              item(102, 30, { extract: extracts[1], edited: true, forwardedFrom: from }),
            ],
          },
          { name: 'second_demo', title: titles[1], items: [item(7, 20, { extract: extracts[1], media: ['video'] })] },
        ],
      },
      {
        query: other,
        channels: [
          {
            name: 'first_demo',
            title: titles[0],
            items: [item(103, 10, { media: ['poll'] }), item(104, 5, { extract: extracts[2] })],
          },
        ],
      },
    ],
  }
}

function tell(item: DigestItem): DigestItem {
  const { extract = '', highlights = [] } = item
  const [headline = '', ...rest] = extract.split(/(?<=[:,—…])\s/u)
  const start = headline.length + 1
  return {
    ...item,
    headline: headline.replace(/[:,]$/u, ''),
    quote: {
      text: rest.join(' '),
      highlights: highlights
        .filter((span) => span.start >= start)
        .map((span) => ({ start: span.start - start, end: span.end - start })),
    },
    score: item.messageId === 101 ? 0.9 : 0.5,
    views: item.messageId * 123,
    ...([101, 7].includes(item.messageId) && { isLead: true }),
    ...(item.messageId === 104 && { deleted: true }),
    ...(item.messageId === 7 && {
      copies: [
        {
          postId: 900,
          channelName: 'third_demo',
          channelTitle: 'Third',
          messageId: 9,
          publishedAt: item.publishedAt - 3_600_000,
        },
        {
          postId: 901,
          channelName: 'fourth_demo',
          channelTitle: 'Fourth',
          messageId: 4,
          publishedAt: item.publishedAt - 1_800_000,
        },
      ],
    }),
  }
}

/** The same day, ranked: two leads with quotes, one of them told by three channels, views, and one that was deleted. */
export function sampleStories(language: Language, layout: 'short' | 'normal' | 'full' | 'rich' | 'alert'): Digest {
  const plain = sampleDigest(language)
  const groups = plain.groups.map((group, index) => ({
    ...group,
    watch: index + 1,
    // The first query has risen; what is usual is close to nothing in the second.
    rise: { count: [41, 8][index] ?? 0, usual: [12.4, 0.2][index] ?? 0, untilAt: slotAt },
    channels: group.channels.map((channel) => ({ ...channel, items: channel.items.map(tell) })),
  }))
  if (layout === 'alert') {
    const [group] = groups
    const channels = group?.channels.slice(1) ?? []
    const alert = {
      ...plain,
      leftOver: 0,
      postCount: 1,
      length: 'normal' as const,
      occasion: { kind: 'alert' as const },
    }
    return { ...alert, groups: [{ query: group?.query ?? null, channels }] }
  }
  // All posts of the third query stand among those of the others.
  const otherRises = [{ query: words[language].from, rise: { count: 21, usual: 3, untilAt: slotAt } }]
  return {
    ...plain,
    groups,
    otherRises,
    repeats: 2,
    length: layout === 'rich' ? 'normal' : layout,
    isRich: layout === 'rich',
  }
}
