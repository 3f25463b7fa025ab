import type { SandboxMedia } from '../channels.ts'
import { escapeUrl } from './escape.ts'
import { mediaUrl, postUrl, type MessageView } from './site.ts'
import { renderPlain } from './text.ts'

type Poll = Extract<SandboxMedia, { kind: 'poll' }>
type LinkPreview = Extract<SandboxMedia, { kind: 'link_preview' }>

/** A poll as a guest sees it: each option with its share of the votes. The voters are counted in the footer. */
export function renderPoll({ profile, post }: MessageView, poll: Poll): string {
  const most = Math.max(...poll.options.map((option) => option.percent), 1)
  const options = poll.options.map(
    (option) => `  <div class="tgme_widget_message_poll_option">
    <div class="tgme_widget_message_poll_option_percent">${Math.round(option.percent)}%</div>
    <div class="tgme_widget_message_poll_option_value">
      <div class="tgme_widget_message_poll_option_text">${renderPlain(option.text)}</div>
      <div class="tgme_widget_message_poll_option_bar accent_bg" style="width:${Math.round((option.percent / most) * 100)}%"></div>
    </div>
  </div>`,
  )
  return `<div class="tgme_widget_message_poll js-poll${poll.multiple ? ' multiple' : ''}">
  <div class="tgme_widget_message_poll_question">${renderPlain(poll.question)}</div>
  <div class="tgme_widget_message_poll_type">${renderPlain(poll.type)}</div>
  <a class="tgme_widget_message_poll_options" href="${postUrl(profile.name, post.id)}">
${options.join('\n')}
  </a>
</div>`
}

/** What Telegram shows of a page that the post links to. Any of site, title and description may be missing. */
export function renderLinkPreview(view: MessageView, preview: LinkPreview): string {
  const { site, title, description } = preview
  const image = previewImage(view, preview)
  return `<a class="tgme_widget_message_link_preview" href="${escapeUrl(preview.url)}">
  ${image.right}
  ${site ? `<div class="link_preview_site_name accent_color" dir="auto">${renderPlain(site)}</div>` : ''}
  ${image.below}
  ${title ? `<div class="link_preview_title" dir="auto">${renderPlain(title)}</div>` : ''}
  ${description ? `<div class="link_preview_description" dir="auto">${renderPlain(description)}</div>` : ''}
</a>`
}

/** A large picture stands between the site's name and the title, a small one at the right. */
function previewImage(
  { site, profile, post }: MessageView,
  { picture = 'large' }: LinkPreview,
): { right: string; below: string } {
  const style = `background-image:url('${escapeUrl(mediaUrl(site, 'preview', [profile.telegramId, post.id]))}')`
  const large = `<i class="link_preview_image" style="${style};padding-top:50%"></i>`
  const small = `<i class="link_preview_right_image" style="${style}"></i>`
  return { right: picture === 'small' ? small : '', below: picture === 'large' ? large : '' }
}
