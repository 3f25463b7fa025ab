/** One line of a benchmark: medians of several runs, beside a named peer of the same run. */
export interface Figure {
  readonly case: string
  /** What the figure was taken over, for example "100000 posts". */
  readonly size: string
  readonly unit: string
  readonly median: number
  readonly p95?: number
  readonly peer?: string
  readonly peerMedian?: number
  /** How many times better than the peer. */
  readonly ratio?: number
}

/** Prints a figure as a JSON line. */
export function report(figure: Figure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which the share `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Milliseconds that each of `runs` calls takes, after `warmUp` calls that do not count. */
export async function timeRuns(runs: number, run: () => unknown, warmUp = 1): Promise<number[]> {
  for (let index = 0; index < warmUp; index += 1) await run()
  const times: number[] = []
  for (let index = 0; index < runs; index += 1) {
    const startedAt = performance.now()
    await run()
    times.push(performance.now() - startedAt)
  }
  return times
}

/** Rounded to three digits that mean something. */
export function round(value: number): number {
  return Number(value.toPrecision(3))
}
