import { byId, el } from './dom.js'

/**
 * The list of the bot's commands above the text field: opened by its button or by typing "/", moved through with the arrow
 * keys. Enter and a click choose, Tab completes, Escape closes.
 * @param {{ field: HTMLTextAreaElement, fetchCommands: () => Promise<{ command: string, description: string }[]>,
 *   onChoose: (command: string) => void }} options
 */
export function createCommandMenu({ field, fetchCommands, onChoose }) {
  const list = byId('suggestions')
  const button = byId('commands')
  /** @type {{ command: string, description: string }[]} */
  let commands = []
  let shown = commands
  let selected = -1
  /** All commands, asked for by the button, whatever stands in the field. */
  let browsing = false
  let refused = false

  function select(index) {
    selected = index
    ;[...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)))
    const option = list.children[index]
    option?.scrollIntoView({ block: 'nearest' })
    if (option) field.setAttribute('aria-activedescendant', option.id)
    else field.removeAttribute('aria-activedescendant')
  }

  function optionView({ command, description }, index) {
    const on = {
      // Keeps the focus in the field.
      pointerdown: (event) => event.preventDefault(),
      click: () => choose(index),
    }
    return el(
      'div',
      { role: 'option', id: `suggestion-${index}`, class: 'suggestion', 'aria-selected': 'false', on },
      el('b', {}, `/${command}`),
      el('span', { dir: 'auto' }, description),
    )
  }

  function matching() {
    const typed = field.value
    if (browsing && (typed === '' || typed === '/')) return commands
    if (refused || !/^\/[a-z0-9_]*$/iu.test(typed)) return []
    const start = typed.slice(1).toLowerCase()
    const found = commands.filter(({ command }) => command.startsWith(start))
    return found.sort((a, b) => Number(b.command === start) - Number(a.command === start))
  }

  /** @param {string} [kept] the command that stays selected if it is still there; else the first is */
  function draw(kept) {
    shown = matching()
    list.hidden = shown.length === 0
    button.setAttribute('aria-expanded', String(shown.length > 0))
    list.replaceChildren(...shown.map(optionView))
    const at = shown.findIndex(({ command }) => command === kept)
    select(at === -1 && shown.length > 0 ? 0 : at)
  }

  function close() {
    browsing = false
    refused = true
    draw()
  }

  function choose(index) {
    const { command } = shown[index]
    close()
    onChoose(`/${command}`)
  }

  async function refresh() {
    try {
      commands = await fetchCommands()
    } catch {
      // The menu then offers what it knew; the text field works without it.
    }
    button.hidden = commands.length === 0
    if (!list.hidden || browsing || field.value.startsWith('/')) draw(shown[selected]?.command)
  }

  const keys = {
    ArrowDown: () => select((selected + 1) % shown.length),
    ArrowUp: () => select((selected - 1 + shown.length) % shown.length),
    Enter: () => choose(selected),
    Escape: close,
    Tab() {
      field.value = `/${shown[selected].command} `
      field.dispatchEvent(new Event('input'))
    },
  }

  button.addEventListener('pointerdown', (event) => event.preventDefault())
  button.addEventListener('click', () => {
    const opening = list.hidden
    browsing = opening
    refused = !opening
    field.focus()
    draw()
    if (opening) void refresh()
  })
  field.addEventListener('input', () => {
    refused = false
    if (field.value === '/') void refresh()
    draw()
  })
  field.addEventListener('blur', close)

  return {
    refresh,
    close,
    /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the menu */
    takeKey(event) {
      if (list.hidden || event.isComposing || event.shiftKey) return false
      const act = keys[event.key]
      if (act === undefined) return false
      event.preventDefault()
      act()
      return true
    },
  }
}
