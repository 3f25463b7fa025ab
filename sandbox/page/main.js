import { createActions } from './actions.js'
import { mountChannelsPane } from './channels-pane.js'
import { mountChatsPane } from './chats-pane.js'
import { mountComposer } from './composer.js'
import { createControlApi } from './control-api.js'
import { mountConversation } from './conversation.js'
import { byId } from './dom.js'
import { listen } from './live-events.js'
import { createNotices } from './notices.js'
import { createStore } from './store.js'
import { mountTheme } from './theme.js'

const stateEveryMs = 5000

const api = createControlApi()
const store = createStore(api)
const notices = createNotices()
const actions = createActions(api, store, notices)

mountTheme(byId('theme'))
mountChatsPane(store)
mountConversation(store, actions)
mountComposer(store, actions, api)
mountChannelsPane(store, actions)

const app = byId('app')
store.subscribe(() => {
  app.dataset.view = store.route.view
})

let isStale = false
let isFetching = false

/** Events about the state come in bursts: one fetch at a time, and one more when some came during it. */
async function fetchWorld() {
  isStale = true
  if (isFetching) return
  isFetching = true
  while (isStale) {
    isStale = false
    try {
      store.setWorld(await api.state())
    } catch (error) {
      notices.fail(error)
    }
  }
  isFetching = false
}

async function catchUp() {
  try {
    await store.refresh()
    store.setConnected(true)
  } catch (error) {
    notices.fail(error)
  }
}

// Nobody tells when the bot falls silent: its state is asked for now and then.
setInterval(() => {
  if (store.connected && document.visibilityState === 'visible') void fetchWorld()
}, stateEveryMs)

listen('/control/events', {
  onOpen: () => void catchUp(),
  onLost: () => store.setConnected(false),
  onEvent(event) {
    if (event.type === 'state') void fetchWorld()
    else store.apply(event)
  },
})
