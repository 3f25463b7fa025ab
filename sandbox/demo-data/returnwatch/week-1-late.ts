import { day, reactions, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekOneLate: readonly DraftPost[] = [
  {
    minutesAgo: 22 * day + 1_260,
    views: 1_455,
    reactions: reactions({ '❤': 91, '😢': 60 }),
    html: `<b>Translation.</b> A wife, posted anonymously in Russian, with permission to translate:

<blockquote expandable>"My husband was mobilised when our daughter was four months old. She is walking, talking and arguing now. He has been home twice, ten days each time. The first time she was afraid of him. The second time she would not let go of his sleeve in the corridor, and he missed the bus and had to pay for a taxi to the station.
I am not writing against anybody. I am writing because I have filled in every form there is. The answers come back in the same words, only the dates are different. I can recite them.
What I ask for fits on one line: set a term. Tell a man when he will return and he will be able to bear the waiting, and so will I, and so will the child who sleeps with his sleeve, because in the end I cut it off an old shirt for her."</blockquote>

Translated by our desk; two words were changed to keep her unidentifiable.${footer}`,
  },
  {
    minutesAgo: 21 * day + 1_140,
    edited: true,
    views: 1_437,
    reactions: reactions({ '👍': 58 }),
    html: `<b>Data note, week 1</b>

Channels read: 46
Posts read: 1,312
Posts with a request: 702

RETURN 418
ROTATION 187
EXCHANGE 164
LETTERS 96
ANSWER 88

Labels overlap, so they add up to more than the posts. Wives write 61 % of signed requests, mothers 27 %, fathers and brothers 8 %, grown children 4 %.
#data${footer}`,
  },
]
