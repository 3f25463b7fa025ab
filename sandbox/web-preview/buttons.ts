import type { SandboxPost } from '../channels.ts'
import { escapeUrl } from './escape.ts'
import { renderPlain } from './text.ts'

/** The buttons of a post, which stand below its bubble. */
export function renderButtons({ buttons }: SandboxPost): string {
  const rows = buttons.filter((row) => row.length > 0).map((row) => row.map(renderButton).join(''))
  if (rows.length === 0) return ''
  const html = rows.map((row) => `<div class="tgme_widget_message_inline_row">${row}</div>`).join('')
  return `<div class="tgme_widget_message_inline_keyboard">${html}</div>`
}

function renderButton({ text, url }: SandboxPost['buttons'][number][number]): string {
  const link =
    url === null
      ? 'class="tgme_widget_message_inline_button"'
      : `class="tgme_widget_message_inline_button url_button" href="${escapeUrl(url)}" target="_blank" rel="noopener"`
  return `<a ${link}><span class="tgme_widget_message_inline_button_text" dir="auto">${renderPlain(text)}</span></a>`
}
