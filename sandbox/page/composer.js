import { byId, el } from './dom.js'
import { createCommandMenu } from './command-menu.js'

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
  /** The chats that a pressed button offers. @type {{ requestId: number, chats: { id: number, title: string }[] } | null} */
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
    offer = { requestId, chats: await actions.suitableChats(requestId) }
    drawReplies()
  }

  function share(chatId) {
    const requestId = offer?.requestId
    offer = null
    drawReplies()
    void actions.shareChat(requestId, chatId)
  }

  function closeOffer() {
    offer = null
    drawReplies()
  }

  function answer(label, keyboard) {
    if (keyboard.isOneTime) spentKeyboard = JSON.stringify(keyboard)
    void actions.send(label)
    drawReplies()
  }

  function replyKey({ text, request_chat: request }, keyboard) {
    return key(text, () => void (request ? offerChats(request.request_id) : answer(text, keyboard)))
  }

  /** What stands below the field: the bot's keyboard, or the chats that one of its buttons offers. */
  function replyRows() {
    if (offer !== null) {
      const close = key(offer.chats.length === 0 ? 'No chat fits. Back' : 'Back', closeOffer)
      return [...offer.chats.map(({ id, title }) => [key(title, () => share(id))]), [close]]
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
