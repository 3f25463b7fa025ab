import type { DemoChannel } from './demo-post.ts'
import { resolveLabels } from './draft-post.ts'
import { weekOneEarly } from './putdomoj/week-1-early.ts'
import { weekOneLate } from './putdomoj/week-1-late.ts'
import { weekTwoEarly } from './putdomoj/week-2-early.ts'
import { weekTwoLate } from './putdomoj/week-2-late.ts'
import { weekThreeEarly } from './putdomoj/week-3-early.ts'
import { weekThreeLate } from './putdomoj/week-3-late.ts'
import { weekFourEarly } from './putdomoj/week-4-early.ts'
import { weekFourLate } from './putdomoj/week-4-late.ts'

const name = 'putdomoj_demo'

/** A fictional Russian channel of families who ask for the return of mobilised men: four weeks of posts. */
export const putdomojDemo: DemoChannel = {
  name,
  title: 'Путь домой — демо',
  description:
    'Жёны, матери и дети мобилизованных. Письма, встречи с депутатами, отпуск, ВВК, госпитали. ' +
    'Демонстрационный канал: все люди, города и письма вымышлены. Писать: pisma@putdomoj.example',
  subscribers: 4_812,
  telegramId: 1_900_000_101,
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
