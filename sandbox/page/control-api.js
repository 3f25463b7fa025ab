/**
 * @typedef {{ id: number, firstName: string, lastName?: string, username?: string, languageCode?: string }} Person
 * @typedef {{ id: number, type: string, title: string, personIds: number[], topics: { id: number, name: string }[] }} Chat
 * @typedef {{ name: string, title: string, subscribers: number }} ChannelSummary
 * @typedef {{ id: number, username: string, firstName: string, online: boolean }} Bot
 * @typedef {{ bot: Bot, people: Person[], chats: Chat[], channels: ChannelSummary[], webRoot: string }} World
 */

const timeoutMs = 20_000

/** What a body says; null for one that is not JSON, as an error that the control API did not make. */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function call(method, path, body) {
  /** @type {RequestInit} */
  const request = { method, signal: AbortSignal.timeout(timeoutMs), cache: 'no-store' }
  if (body !== undefined) {
    request.body = JSON.stringify(body)
    request.headers = { 'content-type': 'application/json' }
  }
  let response
  try {
    response = await fetch(`/control${path}`, request)
  } catch (error) {
    throw new Error('The sandbox does not answer.', { cause: error })
  }
  const text = await response.text()
  const value = parse(text)
  if (!response.ok) throw new Error(value?.error ?? `The sandbox answered ${response.status}.`)
  return value
}

const part = encodeURIComponent

/**
 * The control API. Every function rejects with an Error whose message may be shown.
 * @returns the calls, by what they do
 */
export function createControlApi() {
  return {
    /** @returns {Promise<World>} */
    state: () => call('GET', '/state'),
    messages: (chatId) => call('GET', `/chats/${part(chatId)}/messages?limit=200`),
    send: (message) => call('POST', '/send', message),
    forward: (request) => call('POST', '/forward', request),
    suitable: (personId, requestId) => call('GET', `/people/${part(personId)}/suitable/${part(requestId)}`),
    share: (request) => call('POST', '/share', request),
    location: (request) => call('POST', '/location', request),
    press: (request) => call('POST', '/press', request),
    /** @returns {Promise<{ command: string, description: string }[]>} */
    commands: (personId, chatId) => call('GET', `/commands?personId=${part(personId)}&chatId=${part(chatId)}`),
    posts: (channel) => call('GET', `/channels/${part(channel)}/posts?limit=50`),
    publish: (channel, post) => call('POST', `/channels/${part(channel)}/posts`, post),
    editPost: (channel, id, html) => call('PATCH', `/channels/${part(channel)}/posts/${part(id)}`, { html }),
    deletePost: (channel, id) => call('DELETE', `/channels/${part(channel)}/posts/${part(id)}`),
  }
}
