/** A notice that quotes the beginning of a pinned post. */
export interface PinnedQuote {
  /** Place of the notice among the posts of its channel: pinned posts have lower ones. */
  readonly noticeId: number
  readonly words: string
}

/** Units of a quote that are compared; and of a text, before its white space is joined. */
const maxCompared = 256
const maxRead = 2048

/**
 * Tells whether a post may be the one that a later notice quotes: its text begins with the words, however they are spaced
 * and wherever the quote was cut. Takes time by the number of different lengths of quotes, not by the number of quotes.
 */
export function createPinnedTest(
  quotes: readonly PinnedQuote[],
): (post: { readonly id: number; readonly text: string }) => boolean {
  const lastNoticeOf = new Map<string, number>()
  for (const { noticeId, words } of quotes) {
    const begin = joinSpaces(words.replace(/(?:…|\.{3})\s*$/, '')).slice(0, maxCompared)
    // A quote of nothing would be the beginning of every post.
    if (begin !== '') lastNoticeOf.set(begin, Math.max(noticeId, lastNoticeOf.get(begin) ?? noticeId))
  }
  const lengths = [...new Set([...lastNoticeOf.keys()].map((begin) => begin.length))]
  return ({ id, text }) => {
    if (lengths.length === 0) return false
    const begin = joinSpaces(text)
    return lengths.some((length) => id < (lastNoticeOf.get(begin.slice(0, length)) ?? -Infinity))
  }
}

function joinSpaces(text: string): string {
  return text.slice(0, maxRead).replace(/\s+/gu, ' ').trim()
}
