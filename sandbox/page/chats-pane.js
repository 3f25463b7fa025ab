import { listLabel } from './dates.js'
import { avatar, byId, el, reconcile } from './dom.js'
import { fullName, senderOf, summaryOf } from './message-view.js'

/** @param {import('./control-api.js').Person} person @returns {string} */
export function personName(person) {
  return [person.firstName, person.lastName].filter(Boolean).join(' ')
}

/** @param {import('./control-api.js').Chat} chat @param {{ bot: { firstName: string } }} world @returns {string} */
export function chatTitle(chat, world) {
  return chat.type === 'private' ? world.bot.firstName : chat.title
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language' })

function languageName(code) {
  if (!code) return ''
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}

function personChoice(person, { checked, unread, onChoose }) {
  const input = el('input', { type: 'radio', name: 'person', value: person.id, on: { change: onChoose } })
  input.checked = checked
  return el(
    'label',
    { class: 'person', title: personName(person) },
    input,
    avatar(personName(person), person.id),
    el('span', { class: 'person-name' }, person.firstName),
    el('span', { class: 'person-language' }, languageName(person.languageCode)),
    unread > 0 ? el('span', { class: 'dot' }, el('span', { class: 'hidden-label' }, `${unread} unread`)) : null,
  )
}

function previewOf(message, personId, isPrivate) {
  const sender = senderOf(message)
  const who = sender.id === personId ? 'You: ' : isPrivate ? '' : `${fullName(sender)}: `
  return [who ? el('span', { class: 'preview-who' }, who) : null, summaryOf(message)]
}

function chatRow(chat, store) {
  const { world, route } = store
  const last = store.messages.get(chat.id)?.at(-1)
  const unread = store.unreadOf(route.personId, chat.id)
  const title = chatTitle(chat, world)
  const isPrivate = chat.type === 'private'
  const current = chat.id === route.chatId
  return el(
    'li',
    { 'data-chat': chat.id },
    el(
      'button',
      {
        type: 'button',
        class: 'chat-row',
        'aria-current': current ? 'true' : null,
        on: { click: () => store.navigate({ chatId: chat.id, view: 'chat', threadId: null }) },
      },
      avatar(title, chat.id, isPrivate),
      el('span', { class: 'chat-row-title', dir: 'auto' }, title),
      last ? el('time', {}, listLabel(new Date(last.date * 1000))) : null,
      el(
        'span',
        { class: 'chat-row-foot' },
        el(
          'span',
          { class: 'chat-row-preview', dir: 'auto' },
          ...(last ? previewOf(last, route.personId, isPrivate) : ['No messages yet']),
        ),
        unread > 0
          ? el('span', { class: 'badge' }, String(unread), el('span', { class: 'hidden-label' }, ' unread'))
          : null,
      ),
    ),
  )
}

/**
 * The pane with the people to choose among and the chats of the chosen one.
 * @param {ReturnType<import('./store.js').createStore>} store
 */
export function mountChatsPane(store) {
  const people = byId('people')
  const list = byId('chat-list')
  byId('list-channels').addEventListener('click', () => store.navigate({ view: 'channels' }))

  function drawPeople() {
    const focused = people.contains(document.activeElement)
    const choices = store.world.people.map((person) =>
      personChoice(person, {
        checked: person.id === store.route.personId,
        unread: store.chatsOf(person.id).reduce((sum, chat) => sum + store.unreadOf(person.id, chat.id), 0),
        onChoose: () => store.navigate({ personId: person.id, chatId: person.id, threadId: null }),
      }),
    )
    people.replaceChildren(...choices)
    if (focused) people.querySelector('input:checked')?.focus()
  }

  function drawChats() {
    const focused = document.activeElement?.closest('[data-chat]')?.getAttribute('data-chat')
    reconcile(
      list,
      store.chatsOf(store.route.personId).map((chat) => chatRow(chat, store)),
    )
    if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"] button`)?.focus()
  }

  store.subscribe((topics) => {
    if (store.world === null) return
    if (topics.has('world') || topics.has('route') || topics.has('unread')) drawPeople()
    if (['world', 'route', 'unread', 'messages'].some((topic) => topics.has(topic))) drawChats()
  })
}
