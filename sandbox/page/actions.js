import { nextMinute } from './dates.js'
import { resolveLink } from './links.js'

/**
 * What a person can do, with its errors told.
 * @param {ReturnType<import('./control-api.js').createControlApi>} api
 * @param {ReturnType<import('./store.js').createStore>} store
 * @param {ReturnType<import('./notices.js').createNotices>} notices
 */
export function createActions(api, store, notices) {
  /** Runs one call and tells its error; the result, or null when it failed. */
  async function attempt(work) {
    try {
      return await work()
    } catch (error) {
      notices.fail(error)
      return null
    }
  }

  /** @param {string} text @returns {Promise<boolean>} whether it was sent */
  async function send(text, chatId = store.route.chatId) {
    const { personId, threadId } = store.route
    const thread = threadId === null ? {} : { threadId }
    const message = await attempt(() => api.send({ personId, chatId, text, ...thread }))
    if (message !== null) store.putMessage(message)
    return message !== null
  }

  /** Sends a command; in a group with several bots it must name its own. */
  function sendCommand(command) {
    const isGroup = store.chat()?.type !== 'private'
    return send(isGroup && !command.includes('@') ? `${command}@${store.world?.bot.username}` : command)
  }

  async function startBot(payload) {
    const { personId } = store.route
    store.navigate({ chatId: personId, view: 'chat' })
    if (payload !== '') await send(`/start ${payload}`, personId)
  }

  async function showAnswer(answer) {
    const link = answer?.url && store.world !== null ? resolveLink(answer.url, store.world) : null
    if (link !== null) window.open(link.href, '_blank', 'noopener')
    if (!answer?.text) return
    if (answer.showAlert) await notices.alert(answer.text)
    else notices.toast(answer.text)
  }

  return {
    send,
    sendCommand,
    startBot,
    async press(messageId, data) {
      const { personId, chatId } = store.route
      const answer = await attempt(() => api.press({ personId, chatId, messageId, data }))
      void showAnswer(answer)
    },
    /** @returns {Promise<{ id: number, title: string }[]>} the chats that a button which asks for one offers */
    async suitableChats(requestId) {
      return (await attempt(() => api.suitable(store.route.personId, requestId))) ?? []
    },
    async shareChat(requestId, chatId) {
      const message = await attempt(() => api.share({ personId: store.route.personId, requestId, chatId }))
      if (message !== null) store.putMessage(message)
    },
    async sendLocation({ latitude, longitude }) {
      const { personId, chatId } = store.route
      const message = await attempt(() => api.location({ personId, chatId, latitude, longitude }))
      if (message !== null) store.putMessage(message)
    },
    async copy(text) {
      const copied = await attempt(async () => {
        await navigator.clipboard.writeText(text)
        return true
      })
      if (copied) notices.toast('Copied')
    },
    async sendDigestNow() {
      const { time, zone, inSeconds } = nextMinute()
      const sent = await send(`/schedule ${time} ${zone}`)
      if (sent) notices.toast(`The digest is due at ${time}, in ${inSeconds} s.`)
    },
    async publish(channel, html, media) {
      const post = await api.publish(channel, { html, media })
      if (post?.id !== undefined) store.posts.put(channel, post)
    },
    async editPost(channel, id, html) {
      const post = await api.editPost(channel, id, html)
      if (post?.id !== undefined) store.posts.put(channel, post)
    },
    async deletePost(channel, id) {
      if (!(await notices.confirm('Delete this post? It will disappear from the web preview.', 'Delete'))) return
      const done = await attempt(async () => {
        await api.deletePost(channel, id)
        return true
      })
      if (done) store.posts.remove(channel, id)
    },
    async forwardPost(channel, postId) {
      const { personId } = store.route
      const chat = store.chat()
      const chatId = chat?.type === 'private' ? chat.id : personId
      const message = await attempt(() => api.forward({ personId, chatId, channel, postId }))
      if (message === null) return
      store.putMessage(message)
      store.navigate({ chatId, view: 'chat', threadId: null })
    },
  }
}
