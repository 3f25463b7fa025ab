import { day, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekTwoLate: readonly DraftPost[] = [
  {
    minutesAgo: 17 * day + 420,
    views: 1_287,
    html: `<b>Daily summary.</b> Among those exchanged yesterday, according to families' channels, are men who had been listed as missing. The sentence that travels furthest today: "Missing is not a verdict." Quoted in nine channels, twice in Russian translation, without comment.${footer}`,
  },
  {
    minutesAgo: 16 * day + 1_200,
    edited: true,
    views: 1_338,
    html: `<b>Court watch.</b> A garrison court in a northern region heard the complaint of a mobilised man whose request for discharge on family grounds had been refused. He is the father of four children; the youngest was born after his mobilisation. The court ordered the commission to look at the papers again within thirty days. That is not a discharge, but it is the first such order in our log this quarter.

<i>Edited: the youngest child was born after, not before, the mobilisation.</i>
#courtwatch${footer}`,
  },
  {
    minutesAgo: 16 * day + 540,
    media: [{ kind: 'document', title: 'labels-codebook-v3.pdf', sizeLabel: '212 KB' }],
    views: 1_402,
    html: `The codebook, version 3. New since v2: <b>ANSWER</b> is a label of its own, because so many posts ask for nothing more than a reply.${footer}`,
  },
  {
    minutesAgo: 15 * day + 1_200,
    views: 1_236,
    html: 'Letters, both directions. We asked families, in Ukrainian and in Russian, how long letters take. 231 letters were reported by 151 families. Mean: 94 days. Median: 72. Longest: 431. One family in three has received no letter in six months. Wives and mothers in different countries ask for the same things in nearly the same words: a sign of life, rotation, return.',
  },
  {
    minutesAgo: 15 * day + 480,
    views: 1_270,
    html: `Court watch: a garrison court will hear the first case about refused leave brought by a family of this network. The claim is modest. It asks the command to consider the soldier's request again, in writing and with reasons.

We will follow the hearing and translate the ruling when it is published.`,
  },
  {
    minutesAgo: 14 * day + 1_380,
    views: 1_251,
    html: 'Reading note: «домой» and «додому» both mean "homeward". Neither has anything to do with houses.',
  },
  {
    label: 'press-review',
    minutesAgo: 14 * day + 780,
    views: 1_262,
    html: `<b>Press review</b>

1. A regional weekly prints a full page of letters from wives of mobilised men, unsigned. Rare: the last such page we logged is seven months old.
2. A public broadcaster runs a careful piece on how the missing are confirmed as captured. Recommended.
3. A large news site writes that families "demanded mobilization be ended". The appeal it cites says <b>rotation</b>, five times, and does not contain the other word. We wrote to the editors.
#press${footer}`,
  },
  {
    minutesAgo: 14 * day + 750,
    repliesTo: 'press-review',
    views: 1_209,
    html: 'The news site has corrected its headline. Credit where due.',
  },
  {
    label: 'rally-forwarded',
    minutesAgo: 14 * day + 420,
    forward: { name: 'Повернення — демо', channel: 'povernennia_demo', id: 53, author: null },
    media: [{ kind: 'video', durationS: 74 }],
    views: 1_233,
    html: 'Вербівськ зараз. Нас більше, ніж чекали.',
  },
  {
    minutesAgo: 14 * day + 390,
    repliesTo: 'rally-forwarded',
    views: 1_190,
    html: '"Verbivsk now. There are more of us than we expected." A peaceful rally of families of prisoners and of the missing. The video shows flags, photographs and a great many umbrellas; our reader counted about 240 people.',
  },
  {
    minutesAgo: 14 * day + 180,
    views: 1_260,
    html: `<b>Data note, week 2</b>

Channels read: 47 (one new)
Posts read: 1,287
Posts with a request: 690

RETURN 401
ROTATION 203
EXCHANGE 171
LETTERS 131
ANSWER 94

Letters jumped by a third after two exchanges, because returning prisoners brought news of letters that had arrived, and families wrote to say so. Rotation is up on both sides.
#data${footer}`,
  },
]
