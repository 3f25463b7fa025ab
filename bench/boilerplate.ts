import { existsSync } from 'node:fs'
import { findBoilerplate } from '../src/core/text/boilerplate/find.ts'
import { learnBoilerplate } from '../src/core/text/boilerplate/learn.ts'
import type { Span } from '../src/domain/query.ts'
import { type Exam, judgeLabels, newestCount, type Teach } from './boilerplate/judge.ts'
import { postsFolder, readLabels, readShared, type Scores, scoreSpans } from './boilerplate/score.ts'
import { median, report, round, timeRuns } from './measure.ts'

const peer = 'exact last line seen in at least 30 % of posts'
const lessons: readonly Exam['lesson'][] = ['all', 'newest', 'older half']

const teach: Teach = (texts) => {
  const boilerplate = learnBoilerplate(texts)
  return (text) => findBoilerplate(text, boilerplate)
}

const teachNaively: Teach = (texts) => {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(lastLine(text), (counts.get(lastLine(text)) ?? 0) + 1)
  return (text): Span[] => {
    const line = lastLine(text)
    if ((counts.get(line) ?? 0) < 0.3 * texts.length) return []
    const start = text.lastIndexOf(line)
    return [{ start, end: start + line.length }]
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? ''
}

function reportScores(exam: Exam): void {
  const judged = judgeLabels(teach, exam)
  const [ours, theirs] = [scoreSpans(judged), scoreSpans(judgeLabels(teachNaively, exam))]
  for (const unit of ['characters', 'lines', 'posts'] as const satisfies readonly (keyof Scores)[]) {
    for (const figure of ['precision', 'recall'] as const) {
      report({
        case: `boilerplate, ${figure} over ${unit}, learnt from ${exam.lesson}, ${exam.form}`,
        size: `${judged.length} labelled posts`,
        unit: 'share',
        median: round(ours[unit][figure]),
        peer,
        peerMedian: round(theirs[unit][figure]),
      })
    }
  }
}

async function reportTimes(): Promise<void> {
  const channels = [...new Set(readLabels().map(({ file }) => file))].map((file) =>
    readShared(file)
      .slice(0, newestCount)
      .map(({ text }) => text),
  )
  const learnt = channels.map(learnBoilerplate)
  const learning = await timeRuns(9, () => channels.map(learnBoilerplate), 3)
  const finding = await timeRuns(
    9,
    () => channels.forEach((texts, index) => texts.forEach((text) => findBoilerplate(text, learnt[index]!))),
    3,
  )
  const size = `${channels.length} channels, ${channels.flat().length} posts`
  report({
    case: 'boilerplate, learning a channel',
    size,
    unit: 'ms per channel',
    median: round(median(learning) / channels.length),
  })
  const perPost = (1000 * median(finding)) / channels.flat().length
  report({ case: 'boilerplate, finding it in a post', size, unit: 'µs per post', median: round(perPost) })
}

if (existsSync(postsFolder)) {
  for (const lesson of lessons) for (const form of ['as published', 'plain'] as const) reportScores({ lesson, form })
  await reportTimes()
} else {
  process.stderr.write('boilerplate: the published posts are not here\n')
}
