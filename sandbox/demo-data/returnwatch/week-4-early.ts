import { day, reactions, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekFourEarly: readonly DraftPost[] = [
  {
    minutesAgo: 6 * day + 1_260,
    views: 1_043,
    reactions: reactions({ '🕊': 88 }),
    html: `Exchange, the third in four weeks. Confirmed. We will write when there is something to summarise; today belongs to the people who got the call.${footer}`,
  },
  {
    label: 'essay',
    minutesAgo: 6 * day + 720,
    views: 1_022,
    reactions: reactions({ '❤': 121, '🙏': 64, '🕊': 40 }),
    html: `<b>What the letters do not say</b>

We have now read something over nine thousand public posts by families, in two languages, and several hundred letters that they chose to publish. This is a note about what is missing from them.

<b>They hardly ever mention the enemy.</b> In a random sample of 500 requests, 31 mention the other side at all, and 22 of these to say that mothers there must be waiting too. The address is nearly always upward — a ministry, a commission, a staff, a court — and not across.

<b>They hardly ever ask for money.</b> MONEY is our rarest label but one. Payments are discussed at length, but as advice to each other: which form, which office, which stamp. What families request is time: a term, a leave, a date, a return.

<b>They apologise.</b> One request in nine contains an apology: for writing again, for writing long, for tears on the paper, for "taking the time of busy people". We have yet to read a reply that apologises.

<b>They do not agree with each other,</b> and they say so, politely. There are wives who ask for the return of every mobilised man at once, and wives who ask only for rotation and consider the former unreachable. There are parents of prisoners who want noise, and parents who fear that noise costs a place in the next exchange. Both kinds write in the same channels. Moderators are mostly women who have not slept.

<b>They keep count.</b> Of days, of letters sent, of replies, of birthdays. The commonest number in our archive is not a date or a sum. It is the age of a child: "she was two, she is five".

<blockquote expandable>A note on method, for those who will ask. The sample was drawn from posts with at least one request, folded for duplicates, stratified by language and by month; two readers marked mentions of the other side, money, apologies and children; agreement was 0.88, 0.90, 0.79 and 0.95. The sample is of public writing, by people who have decided to write. Those who are silent are not in it, and we do not know how many they are. Nothing here describes what people feel. It describes what they put into words where others can read it.</blockquote>

We are three readers and we are tired, too, though we have no right to be. Tomorrow there will be a hundred and ninety posts again, and in some of them somebody will have returned.
#longread${footer}`,
  },
  {
    minutesAgo: 6 * day + 180,
    repliesTo: 'essay',
    views: 970,
    html: 'Many of you ask to translate the note above. Please do, all of it or none of it, with the paragraph on method.',
  },
  {
    minutesAgo: 5 * day + 1_140,
    views: 1_009,
    reactions: reactions({ '❤': 92, '🙏': 61 }),
    html: `A missing man has been found alive in a military hospital after four months. His wife's appeal was shared by volunteers in several towns; a nurse's relative recognised a tattoo described in the post.

Families say it happens more often than official replies suggest, and ask for a single register of unidentified patients.`,
  },
  {
    minutesAgo: 5 * day + 540,
    views: 981,
    html: `<b>Court watch.</b> The mother whose case was dismissed (see sixteen hearings ago; we number them now) has appealed. The appeal is to be heard within two months. Separately, a magistrate fined a woman for standing with a poster that read, in full, "Where is my husband?" She paid, photographed the receipt, and published it next to the poster.
#courtwatch${footer}`,
  },
  {
    minutesAgo: 5 * day + 480,
    views: 902,
    html: '🎙 Stream tonight: our statistician builds a bookshelf and takes questions about confidence intervals. Bring tea. No war, one hammer.',
  },
  {
    label: 'days-on-the-door-frame',
    minutesAgo: 5 * day + 360,
    forward: { name: 'Путь домой — демо', channel: 'putdomoj_demo', id: 97, author: null },
    views: 992,
    html: `«Четыреста двенадцать дней. Я считаю их на дверном косяке, рядом с ростом сына.

За это время муж пропустил: первый класс, два молочных зуба, ветрянку, мамины похороны, мой день рождения дважды. Приобрёл: седину, осколок под лопаткой и привычку говорить “принято” вместо “люблю”.

Когда я слышу по радио, что мобилизованные обеспечены всем необходимым, хочется ответить: необходимое моему мужу сейчас делает уроки на кухне и не понимает задачу про поезда. Необходимому нужен отец.

Верните. Просто верните».

<i>Екатерина, жена</i>

#вернитемужей #письма

<a href="https://t.me/putdomoj_demo">Подписаться</a> | <a href="https://putdomoj.example/pishite">Прислать новость</a>`,
  },
  {
    minutesAgo: 5 * day + 330,
    repliesTo: 'days-on-the-door-frame',
    views: 975,
    html: `<b>Translation</b> of the post above, by a wife:

<blockquote>"Four hundred and twelve days. I count them on the door frame, next to our son's height. In this time my husband has missed the first day of school, two milk teeth, chickenpox, my mother's funeral and my birthday twice. He has gained grey hair, a splinter under the shoulder blade and the habit of saying 'copy that' instead of 'I love you'.
When I hear on the radio that the mobilised are provided with everything necessary, I want to answer: what is necessary to my husband is doing homework in the kitchen and does not understand the sum about the trains. What is necessary needs a father.
Return him. Just return him."</blockquote>${footer}`,
  },
  {
    minutesAgo: 4 * day + 1_380,
    kind: 'service',
    html: 'Channel photo updated',
  },
  {
    minutesAgo: 4 * day + 1_200,
    repliesTo: 'about',
    views: 966,
    html: `<b>What this channel is</b>

Return Watch is a small research desk: three readers, three translators, one very patient statistician. We read the public channels of families who ask for the return of their men — mobilised men, prisoners of war, the missing — on all sides of the war, and we summarise what they ask for in plain English.

We do not take part. We do not republish names, faces of children, units, places or routes. We translate, count, check and correct ourselves in public.

What you will find here:
• a summary on most days;
• translations, marked as such;
• data notes once a week;
• court watch and press reviews;
• corrections, never hidden.

<blockquote>A mother who writes a letter is not a data point. We count posts, not people.</blockquote>

Posted again for the new readers, and for the new translator. Welcome.`,
  },
  {
    minutesAgo: 4 * day + 600,
    media: [{ kind: 'photo' }, { kind: 'video', durationS: 17 }, { kind: 'photo' }],
    views: 958,
    html: `Archive day: nine binders of printed posts with every name blacked out by hand. In the video, the blacking-out. It takes a morning a binder.${footer}`,
  },
  {
    minutesAgo: 4 * day + 120,
    views: 911,
    reactions: reactions({ '😢': 71, '❤': 58 }),
    html: `"He returned. He sleeps with the light on. We are getting to know each other again." — from a Ukrainian-language post of eleven sentences, each by a different family. The whole of it is worth your time, if you can read it.${footer}`,
  },
  {
    minutesAgo: 3 * day + 1_260,
    edited: true,
    views: 930,
    html: `<b>Press review</b>

1. A legal magazine explains in clear words what a family can do when a commission does not reply. We would only add: keep the envelope.
2. A national daily prints our figures with the right caveats. That doesn't happen often.
3. A blog with many readers prints our figures <s>without a source</s> with a source, since this afternoon.
#press${footer}`,
  },
]
