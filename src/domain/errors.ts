/**
 * What went wrong, in a word a program can act on. Every code has a text for people in each language
 * (`error-<code>` in src/telegram/texts).
 */
export type ErrorCode = 'not_found' | 'invalid_input' | 'forbidden' | 'limit_reached' | 'busy' | 'unsupported'

/** An expected failure whose message may be shown to people. Anything else that is thrown is a defect. */
export class AppError extends Error {
  readonly code: ErrorCode
  /** Values for the text shown to people. */
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, message: string, details: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}
