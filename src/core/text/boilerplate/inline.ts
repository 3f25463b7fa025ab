import {
  isCall,
  isClassifying,
  isPointer,
  keyOf,
  type LearntPost,
  type LineWord,
  type Recurring,
  type TextLine,
} from './lines.ts'

/** A footer behind a sentence has at most so many words. */
export const maxInlineWords = 12
const thresholds = {
  /** A call on readers, or a mention or an address. */
  marked: { posts: 5, share: 0.2 },
  other: { posts: 5, share: 0.5 },
} as const
const minAtBorder = 0.8

interface Ending {
  posts: number
  atBorder: number
  readonly text: string
  readonly words: number
}

/** What recurs behind the last sentence of posts, on the same line: "… said the minister. @channel". */
export function learnInline(posts: readonly LearntPost[], tail: ReadonlySet<string>): Recurring[] {
  const endings = new Map<string, Ending>()
  for (const { text, lines } of posts) {
    const line = lines.findLast(({ key }) => key === null || !tail.has(key))
    if (line === undefined) continue
    for (let count = 1; count < line.words.length && count <= maxInlineWords; count += 1) {
      const words = line.words.slice(-count)
      const start = words[0]?.start ?? 0
      const key = keyOf(words)
      const ending: Ending = endings.get(key) ?? {
        posts: 0,
        atBorder: 0,
        text: text.slice(start, line.end),
        words: count,
      }
      endings.set(key, ending)
      ending.posts += 1
      if (standsApart(text, line, words)) ending.atBorder += 1
    }
  }
  return chooseLongest([...endings].filter(([key, ending]) => isBelieved(key, ending, posts.length)))
}

/** The words begin where a sentence has ended, or are a mention, a tag or an address. */
export function standsApart(text: string, line: TextLine, words: readonly LineWord[]): boolean {
  const [first] = words
  if (first === undefined) return false
  if (/^[@#]/.test(first.key) || first.key.includes('/')) return true
  const gap = text.slice(Math.max(line.start, first.start - 24), first.start)
  return /[^\p{L}\p{M}\p{N}\s,«("'’“„*_[-][\s*_[(]*$/u.test(gap)
}

function isBelieved(key: string, { posts, atBorder }: Ending, total: number): boolean {
  const marked = (isCall(key) || isPointer(key)) && !isClassifying(key)
  const threshold = marked ? thresholds.marked : thresholds.other
  return posts >= Math.max(threshold.posts, threshold.share * total) && atBorder >= minAtBorder * posts
}

/** Of endings within one another the longest; a shorter one only where it often stands alone. */
function chooseLongest(believed: readonly (readonly [string, Ending])[]): Recurring[] {
  const chosen: Recurring[] = []
  for (const [key, ending] of [...believed].sort((a, b) => b[1].words - a[1].words)) {
    const covered = chosen.filter((longer) => longer.key.endsWith(` ${key}`)).reduce((sum, { posts }) => sum + posts, 0)
    if (covered < ending.posts / 2) chosen.push({ key, posts: ending.posts - covered, text: ending.text })
  }
  return chosen
}
