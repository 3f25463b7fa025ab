import type { SandboxPost } from '../channels.ts'
import { escapeUrl } from './escape.ts'
import { postUrl, type MessageView } from './site.ts'
import { renderPlain } from './text.ts'

const maxQuoteLength = 256

/** Where a forwarded post comes from. A hidden sender has a name and no link. */
export function renderForward({ forward }: SandboxPost): string {
  if (!forward) return ''
  const name = `<span dir="auto">${renderPlain(forward.name)}</span>`
  const from = forward.channel
    ? `<a class="tgme_widget_message_forwarded_from_name" href="${escapeUrl(postUrl(forward.channel, forward.id ?? undefined))}">${name}</a>`
    : `<span class="tgme_widget_message_forwarded_from_name">${name}</span>`
  const author = forward.author
    ? `&nbsp;(<span class="tgme_widget_message_forwarded_from_author" dir="auto">${renderPlain(forward.author)}</span>)`
    : ''
  return `<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;${from}${author}</div>`
}

/** The bot that a post was made with; it stands beside the title of the channel. */
export function renderViaBot({ viaBot }: SandboxPost): string {
  if (viaBot === null) return ''
  return ` via <a class="tgme_widget_message_via_bot" href="${escapeUrl(postUrl(viaBot))}">@${renderPlain(viaBot)}</a>`
}

/** The post replied to: its channel's title and the begin of its text, or a word for what it shows. */
export function renderReply({ site, profile, post }: MessageView): string {
  if (!post.replyTo) return ''
  const channel = site.channels.profile(post.replyTo.channel ?? profile.name)
  const name = channel?.name ?? post.replyTo.channel ?? profile.name
  const { id } = post.replyTo
  const target =
    channel && site.channels.posts(channel.name).find((other) => other.id === id || other.albumIds.includes(id))
  return `<a class="tgme_widget_message_reply" href="${escapeUrl(postUrl(name, id))}">
<div class="tgme_widget_message_author accent_color">
  <span class="tgme_widget_message_author_name" dir="auto">${renderPlain(channel?.title ?? name)}</span>
</div>
${renderQuote(target ?? null)}
</a>`
}

function renderQuote(target: SandboxPost | null): string {
  if (target && target.text !== '' && target.kind === 'post') {
    return `<div class="tgme_widget_message_text js-message_reply_text" dir="auto">${renderPlain(shorten(target.text))}</div>`
  }
  const word = target ? contentWord(target) : 'Deleted message'
  return `<div class="tgme_widget_message_metatext js-message_reply_text" dir="auto">${word}</div>`
}

/** One line without formatting, as in the real quote. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > maxQuoteLength ? `${line.slice(0, maxQuoteLength).replace(/[\uD800-\uDBFF]$/, '')}…` : line
}

const words: Readonly<Record<string, string>> = {
  photo: 'Photo',
  video: 'Video',
  gif: 'GIF',
  round_video: 'Video message',
  voice: 'Voice message',
  document: 'Document',
  audio: 'Audio',
  contact: 'Contact',
  sticker: 'Sticker',
  location: 'Location',
  poll: 'Poll',
}

function contentWord({ kind, media }: SandboxPost): string {
  if (kind === 'service') return 'Service message'
  if (kind === 'unsupported') return 'Message'
  return words[media[0]?.kind ?? ''] ?? 'Message'
}
