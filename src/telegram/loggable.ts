import { GrammyError, HttpError } from 'grammy'

/** An error as the log may have it: grammY's carry the whole call, with what was written and to whom. */
export function toLoggable(error: unknown): unknown {
  if (error instanceof GrammyError) {
    return { type: error.name, method: error.method, code: error.error_code, description: error.description }
  }
  if (error instanceof HttpError) return { type: error.name, message: error.message, cause: toCause(error.error) }
  return error
}

/** The messages and codes of what a failed request was caused by. */
function toCause(error: unknown): readonly string[] {
  const causes: string[] = []
  for (let cause = error; cause instanceof Error && causes.length < 5; cause = cause.cause) {
    causes.push('code' in cause ? `${String(cause.code)}: ${cause.message}` : cause.message)
  }
  return causes
}
