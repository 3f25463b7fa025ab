import { byId, el } from './dom.js'

const toastLastsMs = 4500
const maxToasts = 3

/** Short notices, and questions that must be answered. */
export function createNotices() {
  const toasts = byId('toasts')
  const dialog = /** @type {HTMLDialogElement} */ (byId('dialog'))
  const cancel = /** @type {HTMLButtonElement} */ (byId('dialog-cancel'))
  const ok = byId('dialog-ok')

  /** @param {string} text @param {'info' | 'error'} [kind] */
  function toast(text, kind = 'info') {
    const note = el('p', { class: `toast ${kind}`, dir: 'auto' }, text)
    toasts.append(note)
    while (toasts.childElementCount > maxToasts) toasts.firstElementChild?.remove()
    setTimeout(() => note.remove(), toastLastsMs)
  }

  function ask(text, okLabel, isQuestion) {
    byId('dialog-text').textContent = text
    ok.textContent = okLabel
    cancel.hidden = !isQuestion
    if (dialog.open) dialog.close('cancel')
    dialog.returnValue = 'cancel'
    dialog.showModal()
    ok.focus()
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'ok'), { once: true })
    })
  }

  return {
    toast,
    /** @param {unknown} error */
    fail: (error) => toast(error instanceof Error ? error.message : String(error), 'error'),
    /** @param {string} text @returns {Promise<boolean>} */
    alert: (text) => ask(text, 'OK', false),
    /** @param {string} text @param {string} okLabel @returns {Promise<boolean>} whether it was confirmed */
    confirm: (text, okLabel) => ask(text, okLabel, true),
  }
}
