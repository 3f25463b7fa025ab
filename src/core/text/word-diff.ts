/** A stretch of two texts laid side by side. */
export interface DiffRun {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Tables of more cells than this would take too long: what differs is then told as a whole. */
const maxCells = 1_000_000

/**
 * How one text became another, word by word, an end of a line being a word. Runs alternate, removed before added; all but those added give the former text,
 * all but those removed the latter, up to spaces. Texts that have little in common and are very long differ as a whole.
 */
export function diffWords(former: string, latter: string): readonly DiffRun[] {
  const [a, b] = [toWords(former), toWords(latter)]
  const start = commonStart(a, b)
  const end = commonEnd(a.slice(start), b.slice(start))
  const runs = new Runs()
  for (const word of b.slice(0, start)) runs.add('same', word)
  diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end), runs)
  for (const word of b.slice(b.length - end)) runs.add('same', word)
  return runs.merged()
}

/** Words with the spaces before them; each end of a line is one as well. */
function toWords(text: string): readonly string[] {
  return text.match(/\n|[^\S\n]*\S+/gu) ?? []
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a?.trim() === b?.trim()
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < Math.min(a.length, b.length) && isSame(a[length], b[length])) length += 1
  return length
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < Math.min(a.length, b.length) && isSame(a.at(-1 - length), b.at(-1 - length))) length += 1
  return length
}

/** By the longest common subsequence of the words. */
function diffMiddle(a: readonly string[], b: readonly string[], runs: Runs): void {
  const isTooLong = a.length * b.length > maxCells
  const [i, j] = isTooLong ? [0, 0] : diffByTable(a, b, runs)
  for (const word of a.slice(i)) runs.add('removed', word)
  for (const word of b.slice(j)) runs.add('added', word)
}

/** Up to where one of them ends; says how far it came in both. */
function diffByTable(a: readonly string[], b: readonly string[], runs: Runs): readonly [number, number] {
  const lengths = commonLengths(a.map(trim), b.map(trim))
  const width = b.length + 1
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (isSame(a[i], b[j])) {
      runs.add('same', b[j] ?? '')
      i += 1
      j += 1
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      runs.add('removed', a[i] ?? '')
      i += 1
    } else {
      runs.add('added', b[j] ?? '')
      j += 1
    }
  }
  return [i, j]
}

function trim(word: string): string {
  return word.trim()
}

/** At [i, j]: how many words the ends of both texts from there have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const across = Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
      lengths[i * width + j] = a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : across
    }
  }
  return lengths
}

/** Between two stretches that are the same, what was removed is gathered before what was added. */
class Runs {
  private readonly parts: { same: string; removed: string; added: string }[] = []

  add(kind: DiffRun['kind'], word: string): void {
    const last = this.parts.at(-1)
    const fits = last !== undefined && (kind === 'same' ? last.removed === '' && last.added === '' : true)
    if (fits) last[kind] += word
    else this.parts.push({ same: '', removed: '', added: '', [kind]: word })
  }

  merged(): readonly DiffRun[] {
    const kinds = ['same', 'removed', 'added'] as const
    return this.parts.flatMap((part) =>
      kinds.filter((kind) => part[kind] !== '').map((kind): DiffRun => ({ kind, text: part[kind] })),
    )
  }
}
