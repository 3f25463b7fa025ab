import type { DemoChannel } from './demo-post.ts'
import { resolveLabels } from './draft-post.ts'
import { weekOneEarly } from './povernennia/week-1-early.ts'
import { weekOneLate } from './povernennia/week-1-late.ts'
import { weekTwoEarly } from './povernennia/week-2-early.ts'
import { weekTwoLate } from './povernennia/week-2-late.ts'
import { weekThreeEarly } from './povernennia/week-3-early.ts'
import { weekThreeLate } from './povernennia/week-3-late.ts'
import { weekFourEarly } from './povernennia/week-4-early.ts'
import { weekFourLate } from './povernennia/week-4-late.ts'

const name = 'povernennia_demo'

/** A fictional Ukrainian channel of families who wait for prisoners of war and look for the missing: four weeks of posts. */
export const povernenniaDemo: DemoChannel = {
  name,
  title: 'Повернення — демо',
  description:
    'Родини полонених, зниклих безвісти й мобілізованих: обміни, листи, поради юристів і психологів, мирні акції, збори. ' +
    'Демонстраційний канал: усі люди, міста й листи вигадані. Писати: lysty@povernennia.example',
  subscribers: 6_214,
  telegramId: 1_900_000_102,
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
