/** A "dawgdic" automaton as pymorphy's dictionaries store it: a double array of units and a guide to walk it in order. */
export interface Dawg {
  readonly units: Uint32Array
  readonly guide: Uint8Array
}

const hasLeafBit = 1 << 8
const extensionBit = 1 << 9
const leafBit = 0x8000_0000

export function readDawg(bytes: Uint8Array): Dawg {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unitCount = view.getUint32(0, true)
  const units = Uint32Array.from({ length: unitCount }, (_, index) => view.getUint32(4 + index * 4, true))
  const guideAt = 8 + unitCount * 4
  return { units, guide: bytes.subarray(guideAt, guideAt + view.getUint32(guideAt - 4, true) * 2) }
}

/** Calls `visit` with each key and the number stored with it. `key` is only valid during the call. */
export function walkDawg(dawg: Dawg, visit: (key: readonly number[], value: number) => void): void {
  const key: number[] = []
  const walk = (index: number): void => {
    const unit = dawg.units[index] ?? 0
    if ((unit & hasLeafBit) !== 0) visit(key, valueAt(dawg, index))
    let label = dawg.guide[index * 2] ?? 0
    while (label !== 0) {
      const next = (index ^ offsetOf(unit) ^ label) >>> 0
      key.push(label)
      walk(next)
      key.pop()
      label = dawg.guide[next * 2 + 1] ?? 0
    }
  }
  walk(0)
}

function valueAt({ units }: Dawg, index: number): number {
  const leaf = (index ^ offsetOf(units[index] ?? 0)) >>> 0
  return ((units[leaf] ?? 0) & ~leafBit) >>> 0
}

function offsetOf(unit: number): number {
  return ((unit >>> 10) << ((unit & extensionBit) >>> 6)) >>> 0
}
