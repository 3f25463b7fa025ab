import { day, reactions, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekOneEarly: readonly DraftPost[] = [
  {
    minutesAgo: 27 * day + 1_200,
    kind: 'service',
    html: 'Channel created',
  },
  {
    label: 'about',
    minutesAgo: 27 * day + 1_170,
    views: 1_890,
    reactions: reactions({ '👍': 84, '🕊': 41 }),
    html: `<b>What this channel is</b>

Return Watch is a small research desk: three readers, two translators, one very patient statistician. We read the public channels of families who ask for the return of their men — mobilised men, prisoners of war, the missing — on all sides of the war, and we summarise what they ask for in plain English.

We do not take part. We do not republish names, faces of children, units, places or routes. We translate, count, check and correct ourselves in public.

What you will find here:
• a summary on most days;
• translations, marked as such;
• data notes once a week;
• court watch and press reviews;
• corrections, never hidden.

<blockquote>A mother who writes a letter is not a data point. We count posts, not people.</blockquote>${footer}`,
  },
  {
    minutesAgo: 27 * day + 1_165,
    kind: 'service',
    html: 'Return Watch — demo pinned «What this channel is»',
  },
  {
    minutesAgo: 27 * day + 540,
    views: 1_744,
    html: `Two of the channels we read most closely: @putdomoj_demo (in Russian, families of the mobilised) and @povernennia_demo (in Ukrainian, families of prisoners and of the missing). Read them yourselves where you can. A summary is not a substitute.${footer}`,
  },
  {
    minutesAgo: 26 * day + 1_080,
    views: 1_690,
    reactions: reactions({ '👍': 66 }),
    html: `<b>Method, part 1: what counts as a request</b>

We label a post as a <i>request</i> when it asks somebody to do something for a serving, captured or missing person. Wishes, prayers and memories are not requests, though we read them with the same care.

The labels in use:

<pre>RETURN    bring him home, for good
ROTATION  replace him, let him rest
EXCHANGE  include prisoners in an exchange
LETTERS   let letters and parcels through
STATUS    confirm missing / captured / fallen
CARE      hospital, disability, psychologist
MONEY     pay what is owed
ANSWER    reply to our petition</pre>

What is not a request, though it sounds like one: "May they all come back alive." That is a prayer. What is one, though it does not sound like it: "My husband's papers have been on your desk since spring." That is ANSWER, and in the next sentence usually ROTATION.

A post may carry several labels. Two readers label every post independently; where they differ, the third decides. Agreement last month: <code>kappa = 0.81</code>.
#methodology${footer}`,
  },
  {
    label: 'exchange-forwarded',
    minutesAgo: 25 * day + 1_260,
    forward: { name: 'Повернення — демо', channel: 'povernennia_demo', id: 11, author: null },
    views: 1_633,
    html: `<b>Сьогодні був обмін.</b>

Офіційно підтверджено: додому повернулися і полонені, і кілька цивільних. Кількість і прізвища публікують лише уповноважені органи, ми їх не дублюємо.

Якщо вам подзвонили — кричіть, плачте, смійтеся. Якщо не подзвонили — ви не самі. Кожен наступний обмін починається з попереднього. 🕊
#обмін

💛 <a href="https://t.me/povernennia_demo">Підписатися</a> | <a href="https://povernennia.example/pytannia">Поставити запитання</a>`,
  },
  {
    minutesAgo: 25 * day + 1_245,
    repliesTo: 'exchange-forwarded',
    views: 1_658,
    reactions: reactions({ '🕊': 102, '❤': 77 }),
    html: `Translation of the post above, shortened: "<i>There was an exchange today. It is officially confirmed that prisoners and several civilians have returned home. We do not repeat numbers or surnames. If you got the call — shout, cry, laugh. If you did not — you are not alone. Every next exchange begins with the last one.</i>"${footer}`,
  },
  {
    minutesAgo: 25 * day + 540,
    views: 1_577,
    html: `<b>Daily summary.</b> Posts read: 188. The exchange fills every Ukrainian-language channel; the tone is joy with very careful edges. Russian-language channels of wives of mobilised men noticed it too: "If prisoners can be returned, why can't the mobilised be rotated?" asks one post, copied eleven times within three hours.

Also today: two petitions, one collective appeal, one rally cancelled because of weather.${footer}`,
  },
]
