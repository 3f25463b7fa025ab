import type { Output } from './output.ts'

/** One thing to look at. `run` tells what it found in one line, and throws with the reason when it is not well. */
export interface Probe {
  readonly name: string
  run(signal: AbortSignal): Promise<string>
}

const probeTimeoutMs = 20_000

/** Runs every probe, whatever the others say. False when one is not well. */
export async function examine(probes: readonly Probe[], output: Output): Promise<boolean> {
  let well = true
  for (const probe of probes) {
    try {
      await output.line(`ok    ${probe.name}: ${await probe.run(AbortSignal.timeout(probeTimeoutMs))}`)
    } catch (error) {
      well = false
      await output.line(`FAIL  ${probe.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return well
}
