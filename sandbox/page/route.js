/**
 * @typedef {{ personId: number | null, chatId: number | null, view: 'list' | 'chat' | 'channels', channel: string | null,
 *   threadId: number | null }} Route where the person at the screen is; kept in the address so that a reload stays there
 */

const views = new Set(['list', 'chat', 'channels'])

function numberOf(text) {
  const value = Number(text)
  return text !== null && Number.isSafeInteger(value) ? value : null
}

/** @param {string} hash of the address @returns {Route} */
export function parseRoute(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/u, ''))
  const view = fields.get('view') ?? 'list'
  return {
    personId: numberOf(fields.get('person')),
    chatId: numberOf(fields.get('chat')),
    view: views.has(view) ? /** @type {Route['view']} */ (view) : 'list',
    channel: fields.get('channel'),
    threadId: numberOf(fields.get('topic')),
  }
}

/** @param {Route} route @returns {string} */
export function printRoute(route) {
  const fields = new URLSearchParams()
  const named = { person: route.personId, chat: route.chatId, view: route.view, channel: route.channel }
  for (const [name, value] of Object.entries({ ...named, topic: route.threadId })) {
    if (value !== null) fields.set(name, String(value))
  }
  return `#${fields}`
}

/**
 * The nearest route that exists in the world.
 * @param {Route} route
 * @param {import('./control-api.js').World} world
 * @returns {Route}
 */
export function fitRoute(route, world) {
  const person = world.people.find((one) => one.id === route.personId) ?? world.people[0]
  const own = world.chats.filter((chat) => person !== undefined && chat.personIds.includes(person.id))
  const chat = own.find((one) => one.id === route.chatId) ?? own.find((one) => one.id === person?.id) ?? own[0]
  const channel = world.channels.find((one) => one.name === route.channel) ?? world.channels[0]
  const topic = chat?.topics?.find((one) => one.id === route.threadId)
  return {
    personId: person?.id ?? null,
    chatId: chat?.id ?? null,
    view: route.view,
    channel: channel?.name ?? null,
    threadId: topic?.id ?? null,
  }
}

const narrow = matchMedia('(width < 720px)')
const medium = matchMedia('(width < 1100px)')

/** @param {Route['view']} view @returns {boolean} whether the conversation is on the screen: wide screens show every pane */
export function showsChat(view) {
  if (narrow.matches) return view === 'chat'
  return medium.matches ? view !== 'channels' : true
}

/** @param {() => void} listener called when the panes that fit on the screen change */
export function onLayoutChange(listener) {
  narrow.addEventListener('change', listener)
  medium.addEventListener('change', listener)
}
