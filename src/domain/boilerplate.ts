/** Where a channel puts a recurring line: above what a post says, below it, or behind its last sentence on the same line. */
export type BoilerplatePlace = 'head' | 'tail' | 'inline'

/** A line that a channel adds to its posts, whatever they are about. */
export interface BoilerplateLine {
  readonly place: BoilerplatePlace
  /** Its words folded for comparison: lines that differ in case, emoji, punctuation or markup have one key. */
  readonly key: string
  /** As the channel last wrote it, clipped; to be shown. */
  readonly sample: string
}

/** What was learnt of a channel's boilerplate: plain data, JSON-safe and bounded, the most frequent lines first. */
export interface Boilerplate {
  readonly lines: readonly BoilerplateLine[]
}
