import { isSameBoilerplate, learnBoilerplate, minPostsToLearn } from '../core/text/boilerplate/learn.ts'
import type { Lesson, Store } from '../domain/store.ts'
import { type Clock, minute } from '../domain/time.ts'
import type { Matching } from './match.ts'

const lessonLeaseMs = minute
/** A channel is learnt anew after at most so many posts; a young one sooner. */
const maxPostsBetweenLessons = 100
/** One step of marking holds the process for about a tenth of a second. */
const postsAtOnce = 200
/** Matching waits for no more lessons than this; more are due only after an upgrade. */
const maxLessonsBeforeMatching = 20

export interface Learning {
  /** Marks some older posts by what was learnt, and learns one channel; true when another may be due. */
  run(): Promise<boolean>
  /** Learns the channels that are due; their newest posts are marked when the promise resolves. */
  learnDue(): Promise<void>
}

/** The loop that learns what channels add to their posts, and marks it in the posts that are stored. */
export function createLearning({ store, clock }: { readonly store: Store; readonly clock: Clock }): Learning {
  const learnOne = async (): Promise<boolean> => {
    // Lessons are long: others have the process in between.
    await new Promise((resolve) => void setImmediate(resolve))
    const now = clock.now()
    const [lesson] = await store.boilerplate.claimLessons({ now, leaseUntil: now + lessonLeaseMs, limit: 1 })
    if (lesson === undefined) return false
    await learn(store, lesson)
    return true
  }
  // One lesson at a time: whoever waits for what is due must also wait for the lesson that the loop has taken.
  let last: Promise<unknown> = Promise.resolve()
  const learnNext = (): Promise<boolean> => {
    const lesson = last.then(learnOne)
    last = lesson.catch(() => undefined)
    return lesson
  }
  return {
    run: async () => {
      // One step a round and no more: in a long archive, marking must not take all the time of the process.
      await store.boilerplate.markNext(postsAtOnce)
      return learnNext()
    },
    learnDue: async () => {
      for (let lessons = 0; lessons < maxLessonsBeforeMatching && (await learnNext()); lessons += 1);
    },
  }
}

/** Matching that first learns what is due, so that the first posts of a channel too are matched without its boilerplate. */
export function learningFirst(learning: Learning, matching: Matching): Matching {
  return {
    run: async () => {
      await learning.learnDue()
      return matching.run()
    },
    drain: async () => {
      await learning.learnDue()
      await matching.drain()
    },
  }
}

async function learn(store: Store, { channelId, learnt, texts, newPosts }: Lesson): Promise<void> {
  const boilerplate = learnBoilerplate(texts)
  await store.boilerplate.recordLesson({
    channelId,
    boilerplate: learnt !== null && isSameBoilerplate(learnt, boilerplate) ? null : boilerplate,
    newPosts,
    nextAfter: Math.min(Math.max(texts.length, minPostsToLearn), maxPostsBetweenLessons),
    markAtOnce: postsAtOnce,
  })
}
