/** Letters, digits and most signs stand for themselves on Telegram's pages; these do not. */
const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '!': '&#33;',
  $: '&#036;',
}

/** Escapes text for an element or a quoted attribute, as Telegram's pages do. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"'!$]/g, (character) => characters[character] ?? character)
}

/** Escapes an address for a quoted attribute, as Telegram's pages do. */
export function escapeUrl(url: string): string {
  return url.replace(/[&<>"']/g, (character) => characters[character] ?? character)
}

/** As PHP writes a JSON string: slashes and all that is not ASCII are escaped. */
export function phpJson(text: string): string {
  const json = JSON.stringify(text).replaceAll('/', String.raw`\/`)
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
