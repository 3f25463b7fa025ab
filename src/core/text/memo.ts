/**
 * Remembers what `compute` gave for the latest `capacity` to twice `capacity` keys. Two generations: when the young one is
 * full it becomes the old one, whose keys come back when they are asked for. Keys longer than `maxKeyLength` are computed every time.
 */
export function memoize<Value>(
  compute: (key: string) => Value,
  capacity: number,
  maxKeyLength = 64,
): (key: string) => Value {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()

  function remember(key: string, value: Value): Value {
    if (young.size >= capacity) {
      old = young
      young = new Map()
    }
    young.set(key, value)
    return value
  }

  return (key) => {
    const known = young.get(key)
    if (known !== undefined) return known
    if (key.length > maxKeyLength) return compute(key)
    const own = copyOf(key)
    return remember(own, old.get(own) ?? compute(own))
  }
}

/** A slice keeps its whole text in memory for as long as it lives; a copy does not. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1)
}
