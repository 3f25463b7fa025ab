import type { Button, Reaction } from '../../../src/domain/post.ts'
import { escapeHtml } from '../../../src/core/text/to-html.ts'

/** A post as the tests publish it. */
export interface ProbePost {
  readonly id: number
  readonly publishedAt: number
  readonly text: string
  readonly author?: string
  readonly views?: string
  readonly reactions?: readonly Reaction[]
  readonly buttons?: readonly (readonly Button[])[]
  readonly viaBot?: string
  /** Words of the post that it answers, which is number 1. */
  readonly quote?: string
  /** Its words are shown in the app only. */
  readonly isHidden?: boolean
}

export interface ProbeChannel {
  readonly name: string
  readonly title: string
  readonly telegramId: number
}

/** One message in the markup of t.me/s. */
export function renderMessage(channel: ProbeChannel, post: ProbePost): string {
  const url = `https://t.me/${channel.name}`
  const view = { c: -channel.telegramId, p: post.id, t: 1_760_000_000, h: 'abcdef' }
  const dataView = Buffer.from(JSON.stringify(view)).toString('base64url')
  const date = new Date(post.publishedAt).toISOString().replace(/\.\d{3}Z$/, '+00:00')
  const author =
    post.author === undefined
      ? ''
      : `<span class="tgme_widget_message_from_author" dir="auto">${escapeHtml(post.author)}</span>,&nbsp;`
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${channel.name}/${post.id}" data-view="${dataView}">
  <div class="tgme_widget_message_user"><a href="${url}"><i class="tgme_widget_message_user_photo bgcolor2" data-content="P"></i></a></div>
  <div class="tgme_widget_message_bubble">
    <div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="${url}"><span dir="auto">${escapeHtml(channel.title)}</span></a>${renderViaBot(post)}</div>
${renderReply(channel, post)}
${renderWords(post)}
${(post.reactions ?? []).map(renderReaction).join('')}
<div class="tgme_widget_message_footer compact js-message_footer">
  <div class="tgme_widget_message_info short js-message_info">
    <span class="tgme_widget_message_views">${post.views ?? '1.2K'}</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta">${author}<a class="tgme_widget_message_date" href="${url}/${post.id}"><time datetime="${date}" class="time">12:00</time></a></span>
  </div>
</div>
  </div>${renderButtons(post)}
</div></div>`
}

function renderViaBot({ viaBot }: ProbePost): string {
  if (viaBot === undefined) return ''
  return ` via <a class="tgme_widget_message_via_bot" href="https://t.me/${viaBot}">@${viaBot}</a>`
}

function renderReply({ name, title }: ProbeChannel, { quote }: ProbePost): string {
  if (quote === undefined) return ''
  return `<a class="tgme_widget_message_reply" href="https://t.me/${name}/1"><div class="tgme_widget_message_author"><span class="tgme_widget_message_author_name" dir="auto">${escapeHtml(title)}</span></div><div class="tgme_widget_message_text js-message_reply_text" dir="auto">${escapeHtml(quote)}</div></a>`
}

function renderWords({ text, isHidden }: ProbePost): string {
  if (isHidden === true) {
    return '<div class="message_media_not_supported_wrap"><div class="message_media_not_supported_label">Please open Telegram to view this post</div></div>'
  }
  return `<div class="tgme_widget_message_text js-message_text" dir="auto">${escapeHtml(text).replaceAll('\n', '<br/>')}</div>`
}

function renderReaction(reaction: Reaction): string {
  const { label } = reaction.count
  if (reaction.kind === 'paid') return `<span class="tgme_reaction tgme_reaction_paid">${label}</span>`
  const sign =
    reaction.kind === 'emoji'
      ? `<i class="emoji"><b>${reaction.emoji}</b></i>`
      : `<tg-emoji emoji-id="${reaction.customEmojiId}"></tg-emoji>`
  return `<span class="tgme_reaction">${sign}${label}</span>`
}

function renderButtons({ buttons = [] }: ProbePost): string {
  const rows = buttons.map((row) => row.map(renderButton).join(''))
  return rows.map((row) => `<div class="tgme_widget_message_inline_row">${row}</div>`).join('')
}

function renderButton({ text, url }: Button): string {
  const href = url === null ? '' : ` href="${escapeHtml(url)}"`
  return `<a class="tgme_widget_message_inline_button"${href}><span>${escapeHtml(text)}</span></a>`
}

/** The page of one post, which tells its words to other sites. */
export function renderPostLanding(channel: ProbeChannel, text: string): string {
  return `<!DOCTYPE html><html><head><meta property="og:title" content="${escapeHtml(channel.title)}"><meta property="og:site_name" content="Telegram"><meta property="og:description" content="${escapeHtml(text)}"></head><body></body></html>`
}

/** The page of one post, or what stands there when it is gone. */
export function renderEmbed(channel: ProbeChannel, post: ProbePost | null): string {
  const gone =
    '<div class="tgme_widget_message"><div class="tgme_widget_message_error" dir="auto">Post not found</div></div>'
  const message = post === null ? gone : renderMessage(channel, post)
  return `<!DOCTYPE html>\n<html><body class="widget_frame_base tgme_widget">${message}</body></html>\n`
}

/** A whole page of t.me/s; without posts it says that there are none. */
export function renderPage(channel: ProbeChannel, messages: readonly string[]): string {
  const empty =
    '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message_centered"><div class="tme_no_messages_found">No posts found</div></div></div>'
  return `<!DOCTYPE html>
<html>
  <head><meta charset="utf-8"><title>${escapeHtml(channel.title)} – Telegram</title></head>
  <body class="widget_frame_base tgme_webpreview">
    <header class="tgme_header"><div class="tgme_channel_info">
      <div class="tgme_channel_info_header_title"><span dir="auto">${escapeHtml(channel.title)}</span></div>
      <div class="tgme_channel_info_header_username"><a href="https://t.me/${channel.name}">@${channel.name}</a></div>
      <div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter"><span class="counter_value">10K</span> <span class="counter_type">subscribers</span></div></div>
    </div></header>
<main class="tgme_main" data-url="/${channel.name}">
  <div class="tgme_container">
    <section class="tgme_channel_history js-message_history">
      ${messages.length === 0 ? empty : messages.join('')}
    </section>
  </div>
</main>
    <script>TWeb.init();</script>
  </body>
</html>
`
}
