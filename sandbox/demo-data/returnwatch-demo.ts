import type { DemoChannel } from './demo-post.ts'
import { resolveLabels } from './draft-post.ts'
import { weekOneEarly } from './returnwatch/week-1-early.ts'
import { weekOneLate } from './returnwatch/week-1-late.ts'
import { weekTwoEarly } from './returnwatch/week-2-early.ts'
import { weekTwoLate } from './returnwatch/week-2-late.ts'
import { weekThreeEarly } from './returnwatch/week-3-early.ts'
import { weekThreeLate } from './returnwatch/week-3-late.ts'
import { weekFourEarly } from './returnwatch/week-4-early.ts'
import { weekFourLate } from './returnwatch/week-4-late.ts'

const name = 'returnwatch_demo'

/** A fictional English channel of a research desk that sums up what families ask for, on all sides: four weeks of posts. */
export const returnwatchDemo: DemoChannel = {
  name,
  title: 'Return Watch — demo',
  description:
    'What families of mobilised men, of prisoners and of the missing ask for, in plain English: summaries, translations, data notes, corrections. ' +
    'A demonstration channel: all people, towns, letters and figures are invented. Write to desk@returnwatch.example',
  subscribers: 2_107,
  telegramId: 1_900_000_103,
  posts: resolveLabels(name, [
    ...weekOneEarly,
    ...weekOneLate,
    ...weekTwoEarly,
    ...weekTwoLate,
    ...weekThreeEarly,
    ...weekThreeLate,
    ...weekFourEarly,
    ...weekFourLate,
  ]),
}
