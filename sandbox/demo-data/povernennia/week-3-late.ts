import { day, reactions, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekThreeLate: readonly DraftPost[] = [
  {
    label: 'stream-announced',
    minutesAgo: 10 * day + 540,
    views: 2_077,
    html: `<b>Сьогодні о 19:00 — прямий ефір</b> з реабілітологинею лікарні. Теми: сон, харчування, перші аналізи, інвалідність. Запитання лишайте у формі.${footer}`,
  },
  {
    minutesAgo: 10 * day,
    kind: 'service',
    html: 'Live stream started',
  },
  {
    minutesAgo: 9 * day + 1_360,
    kind: 'service',
    html: 'Live stream finished (1 hour, 17 minutes)',
  },
  {
    minutesAgo: 9 * day + 1_200,
    repliesTo: 'stream-announced',
    views: 2_240,
    reactions: reactions({ '👍': 81 }),
    html: `Коротко за ефіром, для тих, хто не встиг:

— не годуйте звільненого «щоб набрав»: їжу збільшують поступово, за планом лікаря;
— зуби й зір перевіряють у перший місяць;
— довідку про полон і виписку сканувати одразу, оригінал не віддавати;
— лікування може тривати довше, ніж відпустка: питайте про продовження письмово.${footer}`,
  },
  {
    minutesAgo: 9 * day + 660,
    views: 2_130,
    reactions: reactions({ '❤': 175, '🔥': 40 }),
    html: `<b>Збір закрито!</b> 103 %. Лікарня у Липовому Броді отримала два ліжка, УЗД, білизну й одинадцять чайників. Лікарі передають вітання, а ми — низький уклін кожному з 1 926 людей, які скинули хто двадцять гривень, хто двадцять тисяч.${footer}`,
  },
  {
    minutesAgo: 8 * day + 1_380,
    skipIds: 1,
    media: [{ kind: 'photo' }],
    views: 2_099,
    html: `Як виглядає палата тепер. Штори шили дружини й матері полонених самі.${footer}`,
  },
  {
    minutesAgo: 8 * day + 900,
    views: 2_051,
    html: `<b>Тека родини.</b> Перевірте, що у вас є копії:

<pre>1. Сповіщення
2. Витяг про статус
3. Заява до поліції + номер
4. Довідка про ДНК
5. Звернення до штабу + вхідний
6. Листи (конверти теж!)
7. Рапорт про виплати
8. Свідоцтва: шлюб, діти</pre>

Звідки почати, якщо зникнення сталося щойно, — <a href="post:first-days">у пам’ятці про перші дні</a>.

Паперова тека, флешка, хмара. І одна довірена людина, яка знає, де це лежить.
#документи${footer}`,
  },
  {
    minutesAgo: 7 * day + 1_380,
    forward: { name: 'Return Watch — demo', channel: 'returnwatch_demo', id: 64, author: null },
    views: 2_140,
    html: 'Same-day pairs. Once a month we look for requests that were made on different sides, on the same day, in the same words. This month: "Return our fathers while our children still ask about them." One post is in Ukrainian, by the wife of a prisoner of war; the other is in Russian, by the wife of a mobilised man. They were published fifty minutes apart. Neither woman can have read the other.',
  },
  {
    minutesAgo: 7 * day + 840,
    signature: 'Оля',
    views: 2_033,
    reactions: reactions({ '😢': 121, '❤': 93 }),
    html: `Сьогодні синові моєї подруги, яка чекає зниклого чоловіка, п’ять. Він задув свічки і сказав бажання вголос, бо «воно в нас одне на всіх».${footer}`,
  },
  {
    minutesAgo: 7 * day + 360,
    views: 1_980,
    html: `Нагадуємо: лист полоненому пишемо на одному аркуші, друкованими літерами, тільки про дім. Без прізвищ побратимів, без новин, без міст. Можна дитячий малюнок.

✅ «Мама здорова. Яблуня зацвіла. Кіт спить на твоєму кріслі».
❌ «Твій командир сказав, що вас скоро…»

Листи приймає гуманітарна місія щосереди (<b>день змінився!</b>). Відповідь може йти три тижні, а може пів року. Відсутність листа не означає найгіршого: ми знаємо родини, які отримали першу звістку через чотирнадцять місяців — і дочекалися.

Пишіть навіть без відповіді. З розповідей звільнених: листами ділилися, їх переповідали вголос, за ними рахували час.
#листи`,
  },
]
