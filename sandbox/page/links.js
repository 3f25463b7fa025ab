const telegramHosts = new Set(['t.me', 'www.t.me', 'telegram.me', 'www.telegram.me', 'telegram.dog'])
const openable = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/**
 * @typedef {object} Link
 * @property {string} href
 * @property {string | null} start payload of a deep link to the bot ("" without one); null for any other link
 */

/** @param {Parameters<typeof resolveLink>[1]} world @returns {string} equal for worlds whose links lead to the same places */
export function linkKey(world) {
  return JSON.stringify([world.webRoot, world.bot.username, world.channels.map((channel) => channel.name)])
}

function parse(raw) {
  const text = /^[a-z][a-z0-9+.-]*:/iu.test(raw) ? raw : `https://${raw}`
  return URL.canParse(text) ? new URL(text) : null
}

/** @param {{ channels: readonly { name: string }[] }} world @param {string} name */
function isDemoChannel(world, name) {
  return world.channels.some((channel) => channel.name.toLowerCase() === name.toLowerCase())
}

/**
 * Where a link leads: demo channels live in the sandbox's web preview, the bot in this page, everything else where it says.
 * @param {string} raw as it came from the server
 * @param {{ channels: readonly { name: string }[], webRoot: string, bot: { username: string } }} world
 * @returns {Link | null} null for an address that cannot be opened safely
 */
export function resolveLink(raw, world) {
  const url = parse(raw.trim())
  if (url === null || !openable.has(url.protocol)) return null
  if (!telegramHosts.has(url.hostname)) return { href: url.href, start: null }
  const steps = url.pathname.split('/').filter((step) => step !== '')
  const name = steps[0] === 's' ? (steps[1] ?? '') : (steps[0] ?? '')
  if (name.toLowerCase() === world.bot.username.toLowerCase()) {
    return { href: url.href, start: url.searchParams.get('start') ?? '' }
  }
  if (!isDemoChannel(world, name)) return { href: url.href, start: null }
  if (steps.length === 1) return { href: channelLink(name, world), start: null }
  return { href: `${world.webRoot}${url.pathname}${url.search}`, start: null }
}

/** @param {string} name of a demo channel @param {{ webRoot: string }} world @returns {string} its web preview */
export function channelLink(name, world) {
  return `${world.webRoot}/s/${encodeURIComponent(name)}`
}

/**
 * @param {string} mention with its "@"
 * @param {Parameters<typeof resolveLink>[1]} world
 * @returns {Link | null} null for a name the sandbox does not know
 */
export function resolveMention(mention, world) {
  const name = mention.replace(/^@/u, '')
  return isDemoChannel(world, name) ? { href: channelLink(name, world), start: null } : null
}
