import { day, reactions, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekThreeEarly: readonly DraftPost[] = [
  {
    minutesAgo: 13 * day + 1_320,
    views: 1_218,
    html: '📣 AD. Learn to read Cyrillic in a fortnight: evening course, online, first lesson free → https://cyrillic-evenings.example/try',
  },
  {
    label: 'three-requests',
    minutesAgo: 13 * day + 1_260,
    views: 1_244,
    reactions: reactions({ '❤': 70 }),
    html: `<b>Translation.</b> From a collective letter by families of mobilised men (Russian, published openly, 96 signatures):

<blockquote>We are wives, mothers and sisters. We do not break laws and we do not call on anybody to break them. We ask for three things. First, a term: nobody can serve without knowing until when. Second, rotation: those who went first should rest first. Third, an answer: we have sent one hundred and eleven letters and received nine replies, seven of them identical.</blockquote>

The letter goes on to describe the answers:

<blockquote expandable>"Your appeal has been considered. The matter is under control. Thank you for your active position." We are thankful for the thanks. But our position is not active, it is a chair in the kitchen, by the telephone, and a child asleep in the next room. If the matter is under control, tell us who controls it and until when. If there is no term, write that there is no term, and sign it. We can bear a bad answer. What we cannot bear is the same answer for the seventh time.</blockquote>

We have seen the list of the letters. It has one hundred and eleven lines.${footer}`,
  },
  {
    minutesAgo: 13 * day + 1_020,
    media: [
      {
        kind: 'poll',
        question: 'Which of our regular posts do you read to the end?',
        type: 'Anonymous Poll',
        options: [
          { text: 'Daily summaries', percent: 44 },
          { text: 'Translations', percent: 38 },
          { text: 'Court watch', percent: 12 },
          { text: 'Methodology (honestly)', percent: 6 },
        ],
        voters: 317,
      },
    ],
    views: 1_222,
    html: '',
  },
  {
    minutesAgo: 13 * day + 720,
    media: [{ kind: 'photo' }],
    views: 1_248,
    html: `Slide from yesterday's talk: requests by label, both languages side by side. The order of the first four labels is the same. We did not expect that.${footer}`,
  },
  {
    minutesAgo: 13 * day + 540,
    repliesTo: 'three-requests',
    views: 1_180,
    html: 'Since posting: reply number ten has arrived. It is identical.',
  },
  {
    minutesAgo: 12 * day + 1_200,
    views: 1_266,
    html: `<b>Method, part 2: duplicates</b>

Families repost. A letter written in one town is copied to forty channels, with a greeting added here and a hashtag dropped there. If we counted every copy, one good text would look like a movement.

So we fold near-duplicates: texts whose sets of five-word shingles overlap by more than 80 % count once, dated by the first copy. We publish both numbers: <i>texts</i> and <i>appearances</i>.

Example from week 1:
• "We are not asking for the impossible…" — 1 text, 37 appearances;
• "Set a term" — 1 text, 29 appearances;
• everything else — 1,143 texts, 1,246 appearances.

<b>What folding must not do.</b> Two mothers may write the same sentence because they have lived the same year. So nothing is folded below eight words, and letters with a signature of their own are never folded at all, however alike they are. An edited post is still the same text: we keep its versions, date it by the first, and read it by the last. A forward is an appearance of the original, even when the channel adds a line on top.

<b>What folding shows.</b> Copied texts travel along the roads of friendship and not of geography. The appeal "Set a term" began in a channel of four hundred readers, slept for two days, was copied by a choir teacher to her former pupils, and returned three weeks later to the channel where it was born, under somebody else's name and with a better last sentence. The author kept the new ending. We kept both.
#methodology${footer}`,
  },
  {
    minutesAgo: 12 * day + 960,
    skipIds: 1,
    views: 1_211,
    html: `Six per cent. The statistician has printed it out and put it above the desk. Translations will now appear three times a week.${footer}`,
  },
  {
    minutesAgo: 12 * day + 780,
    skipIds: 1,
    views: 1_190,
    html: `<b>Vocabulary corner.</b> Readers ask why we write <i>mobilise</i> and not <i>mobilize</i>. House style, nothing more: search engines find both. What does matter:

• a <u>mobilised</u> man was called up; a <u>contract</u> soldier signed; families never confuse the two, and translations often do;
• <u>demobilisation</u> is the end of service for good;
• to <u>rotate</u> a unit is not to send a man home;
• <u>returning</u> somebody from captivity is an exchange or a release, never a "deal".${footer}`,
  },
  {
    minutesAgo: 12 * day + 600,
    media: [{ kind: 'gif' }],
    views: 1_184,
    html: 'Three readers, one disagreement about a comma, 23:40.',
  },
  {
    minutesAgo: 12 * day + 240,
    edited: true,
    media: [{ kind: 'video', durationS: 92 }],
    views: 1_199,
    html: `Ninety-two seconds on how a post becomes a line in our table: reading, labelling, folding, checking, and the argument in between. Subtitles in three languages.${footer}`,
  },
  {
    minutesAgo: 12 * day,
    views: 1_166,
    html: `<b>Press review</b>

1. Two newspapers on two sides, on the same day, run nearly the same headline: "He has not seen his child walk." Neither can have known of the other.
2. A radio station invites a psychologist to talk about families after a return: sleep, silence, anger, small children who do not recognise their fathers. Forty minutes, no politics at all.
3. A small paper far from any front asks its readers to send in recipes for parcels: what keeps, what melts, what the post refuses. It is the most useful page of the month, and it was put together by the grandmother of a mobilised student, the daughter of a missing man and a retired postwoman who knows every rule by number.
4. An opinion column calls the wives' letters "choreographed". We have read them; the spelling mistakes alone rule that out.
#press${footer}`,
  },
  {
    minutesAgo: 11 * day + 840,
    media: [{ kind: 'photo' }, { kind: 'photo' }],
    views: 1_205,
    reactions: reactions({ '👍': 39 }),
    html: `The whiteboard before and after we understood the difference between <i>leave</i>, <i>rotation</i>, <i>discharge</i> and <i>return</i>. Families know the difference. Headlines mostly do not.${footer}`,
  },
  {
    minutesAgo: 11 * day + 540,
    views: 1_201,
    html: `<b>Daily summary.</b> Letters day. A Ukrainian-language channel reports that forty-one letters from prisoners arrived at once. The post underneath is the one that stays with us: in six of the letters the same sentence stands, word for word. The families understand why. So do we, and we shall not quote it.${footer}`,
  },
  {
    minutesAgo: 11 * day + 240,
    kind: 'unsupported',
    views: 1_122,
    html: '',
  },
  {
    minutesAgo: 11 * day + 220,
    views: 1_140,
    html: 'The post above is a story format that the web does not show. Nothing important: the office plant has been repotted.',
  },
  {
    minutesAgo: 10 * day + 1_320,
    views: 1_177,
    reactions: reactions({ '🙏': 44 }),
    html: `<b>Daily summary.</b> Wives of mobilised men in three regions chose the same afternoon to lay flowers at local memorials, in silence, two or three at a time so that it was not a gathering. Nobody was detained, according to every post we found. The flowers were white. The photographs we have seen show hands only, and we are grateful for that care.

Also read today: a grandfather's petition, typed on a typewriter, for the return of both his grandsons' leave days; a mother who has been told that her son is "not on any list" and asks which lists there are; and a thank-you from a family whose prisoner came home in the last exchange and who have learnt, they write, to close doors without a sound.${footer}`,
  },
  {
    label: 'one-dish',
    minutesAgo: 10 * day + 1_200,
    forward: { name: 'Путь домой — демо', channel: 'putdomoj_demo', id: 77, author: null },
    views: 1_161,
    html: `Маленький флешмоб для тех, у кого нет сил на большое: напишите в комментариях <b>одно</b> блюдо, которое приготовите, когда он вернётся домой.

Начинаю: сырники. С изюмом, хотя я изюм терпеть не могу. #одноблюдо`,
  },
  {
    minutesAgo: 10 * day + 1_180,
    repliesTo: 'one-dish',
    views: 1_139,
    html: 'A small game for those who have no strength left for a big one, says the post: name <i>one</i> dish that you will cook when he returns home. The moderator begins: curd pancakes, "with raisins, although I cannot stand raisins". By now there are 212 replies, and the commonest answer is <tg-spoiler>potatoes</tg-spoiler>.',
  },
]
