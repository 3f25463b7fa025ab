/** Why a handler's signal aborts when it takes too long; any other reason means that the bot stops. */
export class HandlerTimeoutError extends Error {
  constructor() {
    super('the handler took too long')
    this.name = 'HandlerTimeoutError'
  }
}
