const keptItems = 400

/**
 * Ordered items by key (messages by chat, posts by channel): fetched once, then kept up to date by events. Changes that
 * arrive while a fetch is under way are replayed upon its result, which may be older than they are.
 * @template T
 * @param {{ fetchItems: (key: any) => Promise<T[]>, idOf: (item: T) => number, onChange: (key: any) => void }} options
 */
export function createTimeline({ fetchItems, idOf, onChange }) {
  /** @type {Map<any, { items: T[] | null, missed: Function[] | null, error: string | null }>} */
  const lines = new Map()

  function lineOf(key) {
    const line = lines.get(key) ?? { items: null, missed: null, error: null }
    lines.set(key, line)
    return line
  }

  function place(items, item) {
    const rest = items.filter((other) => idOf(other) !== idOf(item))
    const at = rest.findLastIndex((other) => idOf(other) < idOf(item)) + 1
    return rest.toSpliced(at, 0, item).slice(-keptItems)
  }

  function change(key, step) {
    const line = lineOf(key)
    line.missed?.push(step)
    if (line.items === null) return
    line.items = step(line.items)
    onChange(key)
  }

  /** Items that did not change stay the same objects, so that what is drawn of them can stay too. */
  function keepSame(old, fetched) {
    const known = new Map((old ?? []).map((item) => [idOf(item), item]))
    return fetched.map((item) => {
      const before = known.get(idOf(item))
      return before !== undefined && JSON.stringify(before) === JSON.stringify(item) ? before : item
    })
  }

  return {
    /** @returns {T[] | null} null until fetched */
    get: (key) => lines.get(key)?.items ?? null,
    /** @returns {string | null} why the last fetch failed */
    errorOf: (key) => lines.get(key)?.error ?? null,
    keys: () => [...lines.keys()],
    put: (key, item) => change(key, (items) => place(items, item)),
    remove: (key, id) => change(key, (items) => items.filter((item) => idOf(item) !== id)),
    /** Never rejects: the error is kept. Of two loads of one key the later one counts. */
    async load(key) {
      const line = lineOf(key)
      /** @type {Function[]} */
      const missed = []
      line.missed = missed
      let fetched = null
      let error = null
      try {
        fetched = await fetchItems(key)
      } catch (cause) {
        error = cause instanceof Error ? cause.message : String(cause)
      }
      if (line.missed !== missed) return
      line.missed = null
      line.error = error
      if (fetched !== null) {
        const items = keepSame(line.items, fetched.slice(-keptItems))
        line.items = missed.reduce((kept, step) => step(kept), items)
      }
      onChange(key)
    },
  }
}
