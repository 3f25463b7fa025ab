import { fitRoute, onLayoutChange, parseRoute, printRoute, showsChat } from './route.js'
import { senderOf } from './message-view.js'
import { createTimeline } from './timeline.js'

const actionLastsMs = 5500

/**
 * All that the page knows, and where it is. Views read it and subscribe; topics are gathered and told once a turn:
 * `world`, `route`, `messages`, `posts`, `unread`, `action`, `connection`.
 * @param {ReturnType<import('./control-api.js').createControlApi>} api
 */
export function createStore(api) {
  const listeners = new Set()
  /** @type {Set<string>} */
  let topics = new Set()
  /** @type {import('./control-api.js').World | null} */
  let world = null
  let route = parseRoute(location.hash)
  let connected = false
  /** Steps back that stay within the page. */
  let depth = history.state?.depth ?? 0
  /** @type {Map<string, number>} unread messages by person and chat */
  const unread = new Map()
  /** @type {Map<number, { action: string, timer: number }>} by chat */
  const chatActions = new Map()

  function changed(topic) {
    if (topics.size === 0) queueMicrotask(tell)
    topics.add(topic)
  }

  function tell() {
    const told = topics
    topics = new Set()
    for (const listener of listeners) listener(told)
  }

  const messages = createTimeline({
    fetchItems: api.messages,
    idOf: (message) => message.message_id,
    onChange: () => changed('messages'),
  })
  const posts = createTimeline({ fetchItems: api.posts, idOf: (post) => post.id, onChange: () => changed('posts') })

  function isReading(personId, chatId) {
    const here = route.personId === personId && route.chatId === chatId
    return here && showsChat(route.view) && document.visibilityState === 'visible'
  }

  function markRead() {
    if (!isReading(route.personId, route.chatId)) return
    if (unread.delete(`${route.personId}:${route.chatId}`)) changed('unread')
  }

  /** Fetches what the current place shows and is not there yet. */
  function fetchMissing() {
    if (world === null) return
    for (const chat of world.chats) {
      if (chat.personIds.includes(route.personId) && messages.get(chat.id) === null) void messages.load(chat.id)
    }
    if (route.channel !== null && posts.get(route.channel) === null) void posts.load(route.channel)
  }

  function setRoute(next) {
    route = world === null ? next : fitRoute(next, world)
    fetchMissing()
    markRead()
    changed('route')
  }

  function navigate(change) {
    const before = route
    setRoute({ ...route, ...change })
    const isStep = before.view !== route.view
    if (isStep) depth += 1
    history[isStep ? 'pushState' : 'replaceState']({ depth }, '', printRoute(route))
  }

  function back() {
    if (depth > 0) history.back()
    else navigate({ view: 'list' })
  }

  function setWorld(next) {
    if (JSON.stringify(next) === JSON.stringify(world)) return
    world = next
    setRoute(route)
    history.replaceState({ depth }, '', printRoute(route))
    changed('world')
  }

  function endAction(chatId) {
    const current = chatActions.get(chatId)
    if (current === undefined) return
    clearTimeout(current.timer)
    chatActions.delete(chatId)
    changed('action')
  }

  function recordMessage(chatId, message) {
    messages.put(chatId, message)
    if (senderOf(message).id === world?.bot.id) endAction(chatId)
    const readers = world?.chats.find((chat) => chat.id === chatId)?.personIds ?? []
    for (const personId of readers) {
      if (senderOf(message).id === personId || isReading(personId, chatId)) continue
      const key = `${personId}:${chatId}`
      unread.set(key, (unread.get(key) ?? 0) + 1)
      changed('unread')
    }
  }

  function recordAction(chatId, action) {
    endAction(chatId)
    chatActions.set(chatId, { action, timer: setTimeout(() => endAction(chatId), actionLastsMs) })
    changed('action')
  }

  /** @param {Record<string, any>} event from the server */
  function apply(event) {
    const chatId = event.chatId ?? event.message?.chat?.id
    switch (event.type) {
      case 'message':
        return recordMessage(chatId, event.message)
      case 'message_edited':
        return messages.put(chatId, event.message)
      case 'message_deleted':
        return messages.remove(chatId, event.messageId)
      case 'chat_action':
        return recordAction(chatId, event.action ?? 'typing')
      case 'post':
      case 'post_edited':
        return posts.put(event.channel, event.post)
      case 'post_deleted':
        return posts.remove(event.channel, event.id)
      default:
        return undefined
    }
  }

  addEventListener('popstate', () => {
    depth = history.state?.depth ?? 0
    setRoute(parseRoute(location.hash))
  })
  document.addEventListener('visibilitychange', markRead)
  onLayoutChange(() => {
    markRead()
    changed('route')
  })

  return {
    get world() {
      return world
    },
    get route() {
      return route
    },
    get connected() {
      return connected
    },
    /** @param {(topics: Set<string>) => void} listener */
    subscribe: (listener) => listeners.add(listener),
    navigate,
    back,
    apply,
    setWorld,
    setConnected(value) {
      if (connected !== value) changed('connection')
      connected = value
    },
    /** Fetches again all that was shown: events may have been missed. */
    async refresh() {
      setWorld(await api.state())
      for (const chatId of messages.keys()) void messages.load(chatId)
      for (const channel of posts.keys()) void posts.load(channel)
    },
    person: () => world?.people.find((person) => person.id === route.personId) ?? null,
    chat: () => world?.chats.find((chat) => chat.id === route.chatId) ?? null,
    channel: () => world?.channels.find((channel) => channel.name === route.channel) ?? null,
    chatsOf: (personId) => world?.chats.filter((chat) => chat.personIds.includes(personId)) ?? [],
    unreadOf: (personId, chatId) => unread.get(`${personId}:${chatId}`) ?? 0,
    actionIn: (chatId) => chatActions.get(chatId)?.action ?? null,
    messages,
    posts,
    putMessage: (message) => messages.put(message.chat.id, message),
  }
}
