import { escapeText } from './escape.ts'
import { fixedViewport, renderHeadStart, resourceLinks } from './head.ts'
import { bubbleTail, renderMessage, type MessageStyle } from './message.ts'
import { postUrl, type MessageView } from './site.ts'

const logo = '<a class="tgme_widget_message_bubble_logo" href="//core.telegram.org/widgets"></a>'

/** One message as a widget for other sites. */
export function renderEmbed(view: MessageView): string {
  const { profile, post, site } = view
  const address = `<a href="${postUrl(profile.name, post.id)}" class="link_anchor flex_ellipsis"><span class="ellipsis">t.me/${profile.name}/</span>${post.id}</a>`
  const style: MessageStyle = {
    logo,
    footerClass: 'tgme_widget_message_footer js-message_footer',
    infoClass: 'tgme_widget_message_info js-message_info',
    link: `<div class="tgme_widget_message_link accent_color">${address}</div>`,
    time: { className: 'datetime', label: (at) => dateLabel(at, new Date(site.nowAt)) },
  }
  return renderWidget(renderMessage(view, style))
}

/** The widget that stands for a message that cannot be shown. */
export function renderEmbedError(message: string): string {
  return renderWidget(`<div class="tgme_widget_message text_not_supported_wrap err_message js-widget_message">
  <div class="tgme_widget_message_user"><i class="tgme_widget_message_user_photo" data-content="!"></i></div>
  <div class="tgme_widget_message_bubble">
    ${logo}
        ${bubbleTail}
    <div class="tgme_widget_message_error" dir="auto">${escapeText(message)}</div>
  </div>
  
</div>`)
}

function renderWidget(body: string): string {
  return `<!DOCTYPE html>
<html>
  <head>
    ${renderHeadStart('Telegram Widget', fixedViewport)}
    <base target="_blank">
    <meta name="robots" content="noindex, nofollow" />
    ${resourceLinks}
  </head>
  <body class="widget_frame_base tgme_widget body_widget_post emoji_image nodark">
    ${body}
  </body>
</html>
`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Apr 9 at 18:38", and with the year when it is another: no text to read a date from. */
function dateLabel(at: Date, now: Date): string {
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? '' : `, ${at.getUTCFullYear()}`
  return `${months[at.getUTCMonth()]} ${at.getUTCDate()}${year} at ${at.toISOString().slice(11, 16)}`
}
