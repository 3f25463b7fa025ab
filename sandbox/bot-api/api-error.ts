/** Fields that tell a client what to do about an error. */
export interface ErrorParameters {
  readonly retry_after?: number
  readonly migrate_to_chat_id?: number
}

/** A refusal as the Bot API words it; `code` is the HTTP status too. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: ErrorParameters | null

  constructor(code: number, description: string, parameters: ErrorParameters | null = null) {
    super(description)
    this.name = 'ApiError'
    this.code = code
    this.parameters = parameters
  }
}

export function badRequest(what: string): ApiError {
  return new ApiError(400, `Bad Request: ${what}`)
}

export function forbidden(what: string): ApiError {
  return new ApiError(403, `Forbidden: ${what}`)
}

export function tooManyRequests(retryAfterS: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS })
}

export function conflict(what: string): ApiError {
  return new ApiError(409, `Conflict: ${what}`)
}

/** A message in the form in which the server passes on the words of its lower layers: the first letter small. */
export function lowerFirst(message: string): string {
  return /^.[_A-Z]/.test(message) ? message : message.charAt(0).toLowerCase() + message.slice(1)
}
