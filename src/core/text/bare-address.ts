/** An address as two ways of writing it are compared: without its scheme and last slash, unescaped where that can be done, in small letters. */
export function bareAddress(url: string): string {
  const bare = url
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
  try {
    return decodeURI(bare).toLowerCase()
  } catch {
    return bare.toLowerCase()
  }
}
