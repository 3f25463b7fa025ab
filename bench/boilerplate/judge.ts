import type { Span } from '../../src/domain/query.ts'
import { type Judged, readLabels, readShared, withoutMarkdown } from './score.ts'

/** Learns from the texts of a channel, the newest first, and finds in others. */
export type Teach = (texts: readonly string[]) => (text: string) => readonly Span[]

export interface Exam {
  /** What to learn from. `older half`: judged on the labelled posts of the newer half alone. */
  readonly lesson: 'all' | 'newest' | 'older half'
  /** The shared posts carry Markdown; Vestnik keeps plain text. */
  readonly form: 'as published' | 'plain'
}

export const newestCount = 200
export const labelledAtLeast = { all: 200, newest: 200, 'older half': 90 } as const

/** Judges a learner on the labelled posts, each channel by itself. */
export function judgeLabels(teach: Teach, { lesson, form }: Exam): Judged[] {
  return [...Map.groupBy(readLabels(), ({ file }) => file)].flatMap(([file, labels]) => {
    const posts = readShared(file)
    const half = Math.floor(posts.length / 2)
    const taught = lesson === 'all' ? posts : lesson === 'newest' ? posts.slice(0, newestCount) : posts.slice(half)
    const find = teach(taught.map(({ text }) => toForm(form, text, []).text))
    const judgedPosts = new Map((lesson === 'older half' ? posts.slice(0, half) : posts).map((post) => [post.id, post]))
    return labels.flatMap(({ id, spans }) => {
      const post = judgedPosts.get(id)
      if (post === undefined) return []
      const { text, spans: expected } = toForm(form, post.text, spans)
      return [{ text, expected, found: find(text) }]
    })
  })
}

function toForm(
  form: Exam['form'],
  text: string,
  spans: readonly Span[],
): { readonly text: string; readonly spans: readonly Span[] } {
  return form === 'plain' ? withoutMarkdown(text, spans) : { text, spans }
}
