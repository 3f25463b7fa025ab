import { escapeHtml } from '../../../src/core/text/to-html.ts'

/** A post as the tests publish it. */
export interface ProbePost {
  readonly id: number
  readonly publishedAt: number
  readonly text: string
  readonly author?: string
  readonly views?: string
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
    <div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="${url}"><span dir="auto">${escapeHtml(channel.title)}</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">${escapeHtml(post.text).replaceAll('\n', '<br/>')}</div>
<div class="tgme_widget_message_footer compact js-message_footer">
  <div class="tgme_widget_message_info short js-message_info">
    <span class="tgme_widget_message_views">${post.views ?? '1.2K'}</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta">${author}<a class="tgme_widget_message_date" href="${url}/${post.id}"><time datetime="${date}" class="time">12:00</time></a></span>
  </div>
</div>
  </div>
</div></div>`
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
