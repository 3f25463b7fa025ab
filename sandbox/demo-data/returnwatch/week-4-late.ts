import { day, reactions, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekFourLate: readonly DraftPost[] = [
  {
    label: 'report',
    minutesAgo: 3 * day + 720,
    media: [
      {
        kind: 'link_preview',
        url: 'https://returnwatch.example/reports/asking-for-an-answer',
        site: 'Return Watch',
        title: 'Asking for an answer: petitions of families, one year',
        description: 'What 1,904 petitions asked for, who replied, how long it took and in which words.',
      },
    ],
    views: 899,
    html: `Our first long report is out, in three languages: https://returnwatch.example/reports/asking-for-an-answer

Of 1,904 petitions that families published within a year, 612 received a reply that they published as well. The median reply took 38 days. 344 replies share one paragraph.${footer}`,
  },
  {
    minutesAgo: 3 * day + 240,
    media: [{ kind: 'round_video', durationS: 33 }],
    views: 870,
    html: 'One of the translators reads that paragraph aloud. In one breath.',
  },
  {
    label: 'who-asks',
    minutesAgo: 2 * day + 1_380,
    views: 888,
    reactions: reactions({ '❤': 64 }),
    html: `<b>Wives, mothers, fathers: who asks for what</b>

A question from a reader led to this table. Share of requests with each label, by who signs:

<pre>           RETURN  ROTATION  EXCHANGE  ANSWER
wives        58%      34%       21%      13%
mothers      64%      19%       33%      12%
fathers      49%      22%       30%      28%
children     77%       4%       18%       3%</pre>

Fathers ask for answers twice as often as anybody else. Children ask for one thing.
#data${footer}`,
  },
  {
    minutesAgo: 2 * day + 1_350,
    repliesTo: 'who-asks',
    views: 820,
    html: 'Small numbers warning: "children" means grown children who sign, plus 14 letters written by younger ones and posted by their mothers. n = 52.',
  },
  {
    minutesAgo: 2 * day + 720,
    edited: true,
    views: 846,
    html: `<b>Daily summary.</b> A rainy rally of prisoners' families in Kalynopil; a queue outside a district office where mobilised men's wives hand in their requests one by one, because collective letters are no longer accepted there. Somebody brought folding chairs for the pregnant and the old. Sixty-four letters were stamped <s>by noon</s> by five o'clock.${footer}`,
  },
  {
    minutesAgo: 2 * day + 60,
    views: 812,
    html: `Tomorrow we join the editors of @povernennia_demo on a local radio station. Letters, the missing, and why families on different sides ask for the same. In Ukrainian, with our summary here afterwards.${footer}`,
  },
  {
    minutesAgo: 1 * day + 1_320,
    customEmojiWrap: true,
    views: 803,
    html: `<tg-emoji emoji-id="5368324170671202286">⭐</tg-emoji> 2,100 readers. We have no merch, no sponsor and no opinion on your favourite analyst. We do have a correction for tomorrow.${footer}`,
  },
  {
    label: 'meeting-forwarded',
    minutesAgo: 1 * day + 1_140,
    forward: { name: 'Повернення — демо', channel: 'povernennia_demo', id: 95, author: null },
    views: 790,
    html: `<b>Координаційна зустріч: підсумки за п’ять хвилин</b>

✔️ Друга точка приймання листів запрацює з наступного тижня.
✔️ Довідку дітям полонених видаватимуть на весь строк, а не щороку. Наказ підписано, чекаємо на оприлюднення.
✔️ Окремий день прийому для родин із сіл — перший вівторок місяця.
✖️ Строків ротації для мобілізованих так і не назвали. Запитаємо знову.
✖️ Переведення полонених: відповідь «з’ясовуємо».

Протокол — на сайті. Дякуємо тим шістдесятьом, хто їхав крізь ніч.
#зустріч

💛 <a href="https://t.me/povernennia_demo">Підписатися</a> | <a href="https://povernennia.example/pytannia">Поставити запитання</a>`,
  },
  {
    minutesAgo: 1 * day + 1_080,
    repliesTo: 'meeting-forwarded',
    views: 781,
    html: `In English, the five results of the coordination meeting: a second place to hand in letters opens next week; certificates for the children of prisoners will be valid for the whole term and not for one year; families from villages get a day of their own, the first Tuesday of a month. Two things were not settled: no term of rotation for the mobilised was named ("we shall ask again"), and on prisoners moved from place to place the reply is "we are finding out".${footer}`,
  },
  {
    minutesAgo: 1 * day + 600,
    views: 760,
    reactions: reactions({ '👍': 77 }),
    html: `<b>Correction.</b> In <a href="post:report">our report</a> we wrote that 344 replies share one paragraph. It is 334: ten replies were quoted by two families each. The web version is corrected, the PDF will be tomorrow, and the sentence was read aloud in one breath with the wrong number, for which the translator apologises.
#correction${footer}`,
  },
  {
    minutesAgo: 1 * day + 240,
    media: [{ kind: 'voice', durationS: 188 }],
    views: 744,
    html: `What we said on the radio, in three minutes of English. Mostly this: families aren't asking to be agreed with. They are asking to be answered.${footer}`,
  },
  {
    minutesAgo: 1_380,
    views: 735,
    html: `<b>Court watch.</b> A regional court has returned the case of the father of four to the commission <i>for a second time</i>, with a deadline of ten days and a private ruling about delays. Our lawyer's note: the wording "must be considered together with the documents on the children" is new. Other mobilised fathers may be able to refer to it.
#courtwatch${footer}`,
  },
  {
    minutesAgo: 1_100,
    media: [{ kind: 'photo' }],
    views: 690,
    html: `The new collection point for letters, photographed by a volunteer from behind, as agreed. Thirty-eight letters in the first hour.${footer}`,
  },
  {
    minutesAgo: 1_020,
    views: 655,
    reactions: reactions({ '👍': 31 }),
    html: `<b>Data note, week 4</b>

Channels read: 48 (one new)
Posts read: 1,340
Posts with a request: 726

RETURN 431
ROTATION 211
EXCHANGE 176
LETTERS 127
ANSWER 109

Four weeks in one line: rotation rises slowly, letters follow exchanges, and answers are asked for more often than they are given.
#data${footer}`,
  },
  {
    label: 'talk',
    minutesAgo: 780,
    media: [{ kind: 'location', latitude: 51.5, longitude: 10.5 }],
    views: 540,
    html: '',
  },
  {
    minutesAgo: 765,
    repliesTo: 'talk',
    views: 531,
    html: 'A reading room, next Thursday, doors at six: public talk on how we count. The pin shows the country only; the address goes to those who register.',
  },
  {
    label: 'leave-signed',
    minutesAgo: 310,
    forward: { name: 'Путь домой — демо', channel: 'putdomoj_demo', id: 120, author: null },
    views: 342,
    html: `🎉 <b>Та самая новость</b> 🎉

Мужу Ольги подписали отпуск. Пятнадцать суток и дорога. После суда прошло три дня!

Он успеет на операцию к дочке. Ольга написала одно слово: «Едет».

<blockquote>Если вам отказали — не сдавайтесь. Сначала рапорт, потом жалоба, потом суд. <a href="https://t.me/putdomoj_demo/108">Теперь мы знаем, что так бывает</a>.</blockquote>

#отпуск #суд #домой

<a href="https://t.me/putdomoj_demo">Подписаться</a> | <a href="https://putdomoj.example/pishite">Прислать новость</a>`,
  },
  {
    minutesAgo: 290,
    repliesTo: 'leave-signed',
    views: 336,
    html: `The news from the post above, for those who have followed the case: a husband's leave has been signed, fifteen days and the road, three days after the court found the refusal unlawful. He will be in time for his daughter's operation. His wife wrote one word: "Coming."

We log it as ROTATION: no, RETURN: no, ANSWER: yes.`,
  },
  {
    label: 'rumour',
    minutesAgo: 270,
    forward: { name: 'Повернення — демо', channel: 'povernennia_demo', id: 104, author: null },
    views: 330,
    html: `Просять нагадати: чутки про «великий обмін сьогодні» нічим не підтверджено. Будь ласка, не пересилайте. Кожна така чутка — це сотні безсонних матерів.

💛 <a href="https://t.me/povernennia_demo">Підписатися</a> | <a href="https://povernennia.example/pytannia">Поставити запитання</a>`,
  },
  {
    minutesAgo: 250,
    repliesTo: 'rumour',
    views: 318,
    html: 'In short: rumours of a "big exchange today" are not confirmed by anybody, and families ask not to pass them on. "Every such rumour is hundreds of sleepless mothers."',
  },
  {
    minutesAgo: 120,
    edited: true,
    views: 204,
    html: `<b>Daily summary</b> (so far). Posts read: 122. Families of the mobilised: two appeals for rotation, one for a hospital transfer, one thank-you to a doctor. Families of prisoners: legal consultations all day, a quiet hour announced in Verbivsk for the evening. No exchange, no confirmed returns.${footer}`,
  },
  {
    minutesAgo: 35,
    views: 88,
    html: 'Candles in jars, flags, photographs: the quiet hour has begun. Wives of prisoners and wives of mobilised men are standing together, one post says.',
  },
  {
    minutesAgo: 11,
    views: 31,
    reactions: reactions({ '🕊': 6 }),
    html: 'We log off when they go home.',
  },
]
