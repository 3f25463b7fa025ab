import { byId, el } from './dom.js'
import { createCommandMenu } from './command-menu.js'

/** Where the person may be. */
const places = [
  { title: 'Kyiv', latitude: 50.4501, longitude: 30.5234 },
  { title: 'Moscow', latitude: 55.7558, longitude: 37.6173 },
  { title: 'Berlin', latitude: 52.52, longitude: 13.405 },
  { title: 'New York', latitude: 40.7128, longitude: -74.006 },
]

function key(label, click) {
  return el('button', { type: 'button', class: 'key', on: { click } }, label)
}

/** Browsers without `field-sizing` get their growing text field this way. */
function makeGrow(field) {
  if (CSS.supports('field-sizing', 'content')) return () => {}
  const grow = () => {
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight + 2}px`
  }
  field.addEventListener('input', grow)
  return grow
}

/**
 * The text field with its command menu, the Start button and the reply keyboard.
 * @param {ReturnType<import('./store.js').createStore>} store
 * @param {ReturnType<import('./actions.js').createActions>} actions
 * @param {ReturnType<import('./control-api.js').createControlApi>} api
 */
export function mountComposer(store, actions, api) {
  const form = /** @type {HTMLFormElement} */ (byId('composer'))
  const field = /** @type {HTMLTextAreaElement} */ (byId('message-text'))
  const sendButton = /** @type {HTMLButtonElement} */ (byId('send'))
  const start = byId('start')
  const replies = byId('reply-keyboard')
  const grow = makeGrow(field)
  /** @type {Map<string, string>} unsent texts by person and chat */
  const drafts = new Map()
  let place = ''
  /** The one-time keyboard that was used, as JSON. */
  let spentKeyboard = ''
  /** What a pressed button offers: chats, or places. @type {{ none: string, choices: { title: string, choose: () => void }[] } | null} */
  let offer = null

  const menu = createCommandMenu({
    field,
    fetchCommands: () => api.commands(store.route.personId, store.route.chatId),
    onChoose(command) {
      setText('')
      void actions.sendCommand(command)
    },
  })

  function setText(text) {
    field.value = text
    sendButton.disabled = text.trim() === ''
    grow()
  }

  async function submit() {
    const text = field.value.trim()
    if (text === '') return
    const from = place
    menu.close()
    setText('')
    const sent = await actions.send(text)
    if (sent) return
    if (place === from && field.value === '') setText(text)
    else drafts.set(from, text)
  }

  field.addEventListener('keydown', (event) => {
    if (menu.takeKey(event)) return
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void submit()
  })
  field.addEventListener('input', () => (sendButton.disabled = field.value.trim() === ''))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
    field.focus()
  })
  async function startBot() {
    const sent = await actions.send('/start')
    if (sent) field.focus()
  }
  start.addEventListener('click', () => void startBot())

  function movePlace() {
    const next = `${store.route.personId}:${store.route.chatId}`
    if (next === place) return
    drafts.set(place, field.value)
    place = next
    offer = null
    menu.close()
    setText(drafts.get(place) ?? '')
    void menu.refresh()
  }

  async function offerChats(requestId) {
    const chats = await actions.suitableChats(requestId)
    const choices = chats.map(({ id, title }) => ({ title, choose: () => void actions.shareChat(requestId, id) }))
    offer = { none: 'No chat fits. Back', choices }
    drawReplies()
  }

  function offerPlaces() {
    const choices = places.map((point) => ({ title: point.title, choose: () => void actions.sendLocation(point) }))
    offer = { none: 'Back', choices }
    drawReplies()
  }

  function closeOffer() {
    offer = null
    drawReplies()
  }

  function take({ choose }) {
    closeOffer()
    choose()
  }

  function answer(label, keyboard) {
    if (keyboard.isOneTime) spentKeyboard = JSON.stringify(keyboard)
    void actions.send(label)
    drawReplies()
  }

  function replyKey({ text, request_chat: request, request_location: isPlaceAsked }, keyboard) {
    if (isPlaceAsked) return key(text, offerPlaces)
    return key(text, () => void (request ? offerChats(request.request_id) : answer(text, keyboard)))
  }

  /** What stands below the field: the bot's keyboard, or what one of its buttons offers. */
  function replyRows() {
    if (offer !== null) {
      const close = key(offer.choices.length === 0 ? offer.none : 'Back', closeOffer)
      return [...offer.choices.map((choice) => [key(choice.title, () => take(choice))]), [close]]
    }
    const keyboard = store.chat()?.replyKeyboard ?? null
    if (keyboard === null || JSON.stringify(keyboard) === spentKeyboard) return []
    return keyboard.rows.map((row) => row.map((button) => replyKey(button, keyboard)))
  }

  function drawReplies() {
    const rows = replyRows()
    replies.hidden = rows.length === 0
    replies.replaceChildren(...rows.map((keys) => el('div', { class: 'key-row' }, ...keys)))
  }

  store.subscribe((topics) => {
    const chat = store.chat()
    if (chat === null || !(topics.has('route') || topics.has('messages') || topics.has('world'))) return
    movePlace()
    const isEmpty = chat.type === 'private' && store.messages.get(chat.id)?.length === 0
    start.hidden = !isEmpty
    form.hidden = isEmpty
    drawReplies()
  })
  setText('')
}
