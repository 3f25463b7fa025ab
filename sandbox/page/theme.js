import { icon } from './dom.js'

const themes = [
  { name: 'auto', icon: 'auto', label: "the system's" },
  { name: 'light', icon: 'sun', label: 'light' },
  { name: 'dark', icon: 'moon', label: 'dark' },
]

function remember(name) {
  try {
    if (name === 'auto') localStorage.removeItem('theme')
    else localStorage.setItem('theme', name)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

/**
 * Makes the button step through the system's theme, light and dark, and remembers the choice.
 * @param {HTMLButtonElement} button
 */
export function mountTheme(button) {
  const root = document.documentElement
  const current = () =>
    Math.max(
      0,
      themes.findIndex((theme) => theme.name === root.dataset.theme),
    )

  function draw() {
    const theme = themes[current()]
    const next = themes[(current() + 1) % themes.length]
    button.replaceChildren(icon(theme.icon))
    button.setAttribute('aria-label', `Theme: ${theme.label}. Change to ${next.label}`)
  }

  button.addEventListener('click', () => {
    const next = themes[(current() + 1) % themes.length]
    if (next.name === 'auto') delete root.dataset.theme
    else root.dataset.theme = next.name
    remember(next.name)
    draw()
  })
  draw()
}
