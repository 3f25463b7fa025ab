import { type Button, encodeButton } from './keyboard.ts'

export interface Page<T> {
  readonly items: readonly T[]
  /** From 0; within the pages there are. */
  readonly index: number
  readonly count: number
}

/** A page of a list; an index beyond the end, as an old button may hold, gives the last page. */
export function pageOf<T>(items: readonly T[], index: number, size: number): Page<T> {
  const count = Math.max(1, Math.ceil(items.length / size))
  const wanted = Number.isInteger(index) ? Math.min(Math.max(index, 0), count - 1) : 0
  return { items: items.slice(wanted * size, (wanted + 1) * size), index: wanted, count }
}

/** Buttons to the pages around, none for a list of one page. The action gets the page's index as its argument. */
export function pageButtons(page: Page<unknown>, command: string, action: string): readonly Button[] {
  const to = (index: number, text: string): Button => ({ text, data: encodeButton(command, action, index) })
  return [
    ...(page.index > 0 ? [to(page.index - 1, `‹ ${page.index}`)] : []),
    ...(page.index < page.count - 1 ? [to(page.index + 1, `${page.index + 2} ›`)] : []),
  ]
}
