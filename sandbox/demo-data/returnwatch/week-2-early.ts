import { day, reactions, type DraftPost } from '../draft-post.ts'
import { footer } from './footer.ts'

export const weekTwoEarly: readonly DraftPost[] = [
  {
    minutesAgo: 20 * day + 180,
    views: 1_388,
    reactions: reactions({ '👍': 47 }),
    html: `<b>Families' appeals: the week in brief</b>

Relatives of mobilised men in three regions handed over more than 400 letters asking for leave, rotation and a clear end of service. A deputy promised a written inquiry; no date was given.

A white-kerchief photo action has been announced. Organisers ask participants not to show children's faces or addresses.`,
  },
  {
    minutesAgo: 19 * day + 1_380,
    views: 1_366,
    html: `<b>Daily summary.</b> A meeting of families with a coordination body took place on the Ukrainian side; the notes published afterwards are unusually detailed. Families asked about exchanges, letters, the status of the missing, banks, and — for the mobilised — rotation. On rotation the answer was, in the words of the notes, "under discussion, no dates".

On the Russian side: a collective appeal of wives to a regional parliament, 214 signatures, asking for a fixed term of service for the mobilised. Handed in on paper. A stamp was obtained.

What the two have in common struck all three readers: both groups asked first for an answer <i>in writing</i>, and only then for the thing itself. Both brought lists with numbers. Both thanked the people on duty by their job and not by name. And both published their notes within the day, errors included, with a request to correct them.${footer}`,
  },
  {
    label: 'letters',
    minutesAgo: 19 * day + 1_260,
    views: 1_401,
    reactions: reactions({ '😢': 88, '🙏': 52 }),
    html: 'Letters, both directions. We asked families, in Ukrainian and in Russian, how long letters take. 212 letters were reported by 140 families. Mean: 94 days. Median: 71. Longest: 431. One family in three has received no letter in six months. Wives and mothers in different countries ask for the same things in nearly the same words: a sign of life, rotation, return.',
  },
  {
    minutesAgo: 19 * day + 480,
    repliesTo: 'letters',
    views: 1_322,
    html: 'To those who asked: the sample is self-selected, so read it as "what families report" and not as "how the mail works". The questionnaire stays open.',
  },
  {
    minutesAgo: 18 * day + 1_380,
    views: 1_344,
    html: `<b>Vocabulary corner.</b> Russian <code>мобилизованный</code>, Ukrainian <code>мобілізований</code>: a man who was mobilised. In family channels also «наши» / «наші», "ours". We translate the latter as "our men", and never as "our boys" unless the original says so.${footer}`,
  },
  {
    label: 'letter-of-a-child',
    minutesAgo: 18 * day + 720,
    forward: { name: 'Путь домой — демо', channel: 'putdomoj_demo', id: 22, author: null },
    media: [{ kind: 'photo' }],
    views: 1_411,
    html: `Письмо в пачку для депутатов. Автору восемь лет. Орфографию не правим.

<blockquote>«Здраствуйте дядя депутат. Меня зовут Кира. Мой папа уехал когда мне было шесть. Я уже умею плавать и читать а он не видел. Отпустите его пожалуста домой на мой день рожденья. Я испеку торт сама. Можете тоже прийти».</blockquote>

Мама Киры спросила, можно ли такое передавать. Можно. Нужно.

#дети #письма

<a href="https://t.me/putdomoj_demo">Подписаться</a> | <a href="https://putdomoj.example/pishite">Прислать новость</a>`,
  },
  {
    minutesAgo: 18 * day + 660,
    repliesTo: 'letter-of-a-child',
    views: 1_390,
    html: `<b>Translation.</b> The author of the letter above is eight years old. The spelling is hers, and we have tried to keep it:

<blockquote>"Deer mister deputy. My name is Kira. My dad went away when I was six. I can alredy swim and read and he has not seen it. Pleas let him come home for my birthday. I will bake the cake myself. You can come to."</blockquote>

The channel adds: "Her mother asked whether such a letter may be handed in. It may. It must." We asked for permission before we forwarded it, which is why it comes late.`,
  },
  {
    minutesAgo: 18 * day + 180,
    views: 1_309,
    html: `<b>Daily summary.</b> A quiet Sunday kind of day. Posts read: 141. Children's drawings on both sides; a long thread about knee-deep mud and where to buy boots; one petition, by the parents of a student who was mobilised in the last week of his studies, for his return to the university. Three families write that their letters have come back unopened, marked "addressee has left". Nobody could tell them where to.

For readers who ask what such a day means: nothing, as far as we can see. Quiet days come after loud ones. Families rest too; they catch up on school, on work, on the queue at the notary's. The number of posts falls by a quarter and the number of photographs of cats doubles. We log the cats under CARE, which is not in the codebook.${footer}`,
  },
  {
    minutesAgo: 17 * day + 1_140,
    views: 1_352,
    reactions: reactions({ '🕊': 121, '❤': 64 }),
    html: `Exchange reported on Ukrainian-language channels, confirmed within the hour. As always, we wait for the official text before we log it. No names here, please, not even happy ones.${footer}`,
  },
]
