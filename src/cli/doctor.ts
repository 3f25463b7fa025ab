import { redactSecrets } from '../log.ts'
import type { Output } from './output.ts'
import { describeTrouble } from './trouble.ts'

/** One thing to look at. `run` tells what it found in one line, and throws with the reason when it is not well. */
export interface Probe {
  readonly name: string
  run(signal: AbortSignal): Promise<string>
}

const probeTimeoutMs = 20_000

/** Runs every probe, whatever the others say. False when one is not well. */
export async function examine(
  probes: readonly Probe[],
  { output, databasePath }: { readonly output: Output; readonly databasePath: string },
): Promise<boolean> {
  let well = true
  for (const probe of probes) {
    try {
      await output.line(`ok    ${probe.name}: ${await probe.run(AbortSignal.timeout(probeTimeoutMs))}`)
    } catch (error) {
      well = false
      await output.line(`FAIL  ${probe.name}: ${redactSecrets(describeTrouble(error, databasePath))}`)
    }
  }
  return well
}
