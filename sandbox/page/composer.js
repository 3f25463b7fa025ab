import { byId, el } from './dom.js'
import { createCommandMenu } from './command-menu.js'

/** The reply keyboard that stands: the last one given, unless it was taken away since. */
function findReplyKeyboard(messages) {
  const last = messages.findLast(({ reply_markup: markup }) => markup?.keyboard || markup?.remove_keyboard)
  return last?.reply_markup.keyboard ? last : null
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
  /** The one-time keyboard that was used. */
  let spentKeyboard = null

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
    menu.close()
    setText(drafts.get(place) ?? '')
    void menu.refresh()
  }

  function replyKey(label, message) {
    const on = {
      click() {
        if (message.reply_markup.one_time_keyboard) spentKeyboard = message.message_id
        void actions.send(label)
        drawReplies()
      },
    }
    return el('button', { type: 'button', class: 'key', on }, label)
  }

  function drawReplies() {
    const message = findReplyKeyboard(store.messages.get(store.route.chatId) ?? [])
    const rows = message === null || message.message_id === spentKeyboard ? [] : message.reply_markup.keyboard
    replies.hidden = rows.length === 0
    replies.replaceChildren(
      ...rows.map((row) =>
        el('div', { class: 'key-row' }, ...row.map((button) => replyKey(String(button.text ?? button), message))),
      ),
    )
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
