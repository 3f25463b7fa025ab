const firstRetryMs = 400
const maxRetryMs = 5000

/**
 * Listens to server-sent events for as long as the page lives, connecting anew whenever the stream is lost.
 * @param {string} address
 * @param {{ onOpen: () => void, onLost: () => void, onEvent: (event: any) => void }} listener `onOpen` after every
 *   (re)connection: what happened meanwhile was missed and must be fetched
 */
export function listen(address, listener) {
  let retryMs = firstRetryMs

  function connect() {
    const source = new EventSource(address)
    source.addEventListener('open', () => {
      retryMs = firstRetryMs
      listener.onOpen()
    })
    source.addEventListener('message', (message) => {
      try {
        listener.onEvent(JSON.parse(message.data))
      } catch (error) {
        console.warn('An event could not be read', error)
      }
    })
    // The browser would retry by itself, but only every few seconds, and not at all after a refusal.
    source.addEventListener('error', () => {
      source.close()
      listener.onLost()
      setTimeout(connect, retryMs)
      retryMs = Math.min(retryMs * 2, maxRetryMs)
    })
  }
  connect()
}
