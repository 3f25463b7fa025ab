/** What an imported value is not; the message says which and where. Caught by the readers of whole posts. */
export class Mismatch extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Mismatch'
  }
}

export type Fields = Readonly<Record<string, unknown>>

export function toFields(value: unknown, where: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new Mismatch(`${where} is no object`)
}

export function toList(value: unknown, where: string, maxLength: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new Mismatch(`${where} is no list`)
  if (value.length > maxLength) throw new Mismatch(`${where} has more than ${maxLength} items`)
  return value
}

/** Telegram's own limit is far below. */
const maxTextLength = 100_000

export function toText(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Mismatch(`${where} is no text`)
  if (value.length > maxTextLength) throw new Mismatch(`${where} is too long`)
  return value
}

export function toTextOrNull(value: unknown, where: string): string | null {
  return value === undefined || value === null ? null : toText(value, where)
}

export function toNumberOrNull(value: unknown, where: string): number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new Mismatch(`${where} is no number`)
}

/** The numbers of messages are positive and fit into 31 bits. */
export function toMessageId(value: unknown, where: string): number {
  if (Number.isInteger(value) && Number(value) > 0 && Number(value) <= 0x7fffffff) return Number(value)
  throw new Mismatch(`${where} is no number of a message`)
}

export function toMessageIdOrNull(value: unknown, where: string): number | null {
  return value === undefined || value === null ? null : toMessageId(value, where)
}

export function toFlag(value: unknown, where: string): boolean {
  if (typeof value === 'boolean') return value
  throw new Mismatch(`${where} is neither true nor false`)
}

/** Runs a reader; what is not as it should be comes back as words. */
export function reading<T>(
  read: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, value: read() }
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, reason: error.message }
    throw error
  }
}
