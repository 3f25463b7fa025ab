import { createHash } from 'node:crypto'
import type { SandboxPost } from '../channels.ts'
import { renderAlbum } from './album.ts'
import { renderButtons } from './buttons.ts'
import { isAlbumItem } from './channel-registry.ts'
import { noun, shortCount } from './counts.ts'
import { escapeText } from './escape.ts'
import { notSupportedLabel, renderMedia, viewLink } from './media.ts'
import { avatarUrl, colorClass, initials, postUrl, type MessageView } from './site.ts'
import { renderForward, renderReply, renderViaBot } from './origin.ts'
import { renderEmoji, renderPlain, renderText } from './text.ts'

/** How a message is dressed: on a page of many, or alone in a widget. */
export interface MessageStyle {
  /** The corner of the bubble. */
  readonly logo: string
  readonly footerClass: string
  readonly infoClass: string
  readonly link: string
  readonly time: { readonly className: string; readonly label: (at: Date) => string }
}

const pageStyle: MessageStyle = {
  logo: '',
  footerClass: 'tgme_widget_message_footer compact js-message_footer',
  infoClass: 'tgme_widget_message_info short js-message_info',
  link: '',
  time: { className: 'time', label: (at) => at.toISOString().slice(11, 16) },
}

/** A message in the block that stands for it on a page of posts. */
export function renderWrappedMessage(view: MessageView): string {
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap">${renderMessage(view, pageStyle)}</div>`
}

export function renderMessage(view: MessageView, style: MessageStyle): string {
  const { site, profile, post } = view
  const url = postUrl(profile.name)
  const photo = `<i class="tgme_widget_message_user_photo ${colorClass(profile)}" data-content="${escapeText(initials(profile.title, 1))}"><img src="${avatarUrl(site, profile)}"></i>`
  const title = `<a class="tgme_widget_message_owner_name" href="${url}"><span dir="auto">${renderPlain(profile.title)}</span></a>`
  return `<div class="${messageClass(view)}" data-post="${profile.name}/${post.id}" data-view="${viewToken(view)}">
  <div class="tgme_widget_message_user"><a href="${url}">${photo}</a></div>
  <div class="tgme_widget_message_bubble">
    ${style.logo}
        ${bubbleTail}
    <div class="tgme_widget_message_author accent_color">${title}${renderViaBot(post)}</div>
${renderForward(post)}
${renderReply(view)}
${renderBody(view)}
${renderReactions(post)}<div class="${style.footerClass}">
  ${style.link}
  <div class="${style.infoClass}">
    ${renderInfo(view, style)}
  </div>
</div>
  </div>
  ${renderButtons(post)}
</div>`
}

/** The bubble's corner, drawn once filled and thrice as a border, for screens of different density. */
export const bubbleTail = `<i class="tgme_widget_message_bubble_tail">
      <svg class="bubble_icon" width="9px" height="20px" viewBox="0 0 9 20">
        <g fill="none">
          <path class="background" fill="#ffffff" d="M9,1 H2 Q8,8 8,20 H9 Z"></path>
          <path class="border_1x" fill="#d7e3ec" d="M9,0 H2 L2,1 H9 Z"></path>
          <path class="border_2x" d="M9,0.5 H2 L2,1 H9 Z"></path>
          <path class="border_3x" d="M9,0.667 H2 L2,1 H9 Z"></path>
        </g>
      </svg>
    </i>`

function messageClass({ profile, post }: MessageView): string {
  const kinds = new Set(post.media.map((media) => media.kind))
  const classes = ['tgme_widget_message', 'text_not_supported_wrap', `user-color-${profile.telegramId % 21}`]
  if (post.kind === 'service') classes.push('service_message')
  if (kinds.has('round_video')) classes.push('roundvideo_media', 'no_bubble')
  if (kinds.has('sticker')) classes.push('sticker_media', 'no_bubble')
  return [...classes, 'js-widget_message'].join(' ')
}

/** What the page's script would send back to count a view: channel, post, time in seconds and a signature. */
function viewToken({ site, profile, post }: MessageView): string {
  const id = post.albumIds.length > 0 ? `${post.id}g` : post.id
  const signature = createHash('sha256').update(`${profile.telegramId}/${id}`).digest('hex').slice(0, 18)
  const token = { c: -profile.telegramId, p: id, t: Math.floor(site.nowAt / 1000), h: signature }
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

function renderBody(view: MessageView): string {
  const { profile, post } = view
  const link = viewLink(postUrl(profile.name, post.id))
  const hint = notSupportedLabel('Please open Telegram to view this post', link)
  if (post.kind === 'unsupported') return hint
  if (post.kind === 'service') return renderServiceText(view)
  const previews = renderEach(view, (kind) => kind === 'link_preview')
  if (!post.customEmojiWrap) return renderMediaAndText(view, post.albumIds.length > 0) + previews
  const content = renderMediaAndText(view, false)
  const wrapped = supportedOrNot(content, hint)
  if (post.albumIds.length === 0) return wrapped + previews
  // An album is one of its items, shown as if it were alone, within the message.
  const single = notSupportedLabel(
    'Please open Telegram to view this post',
    viewLink(`${postUrl(profile.name, post.id)}?single`),
  )
  const item = `<div class="tgme_widget_message_one_media js-message_media">${supportedOrNot(content, single)}</div>`
  return supportedOrNot(item, hint) + previews
}

/** Content for browsers that know custom emoji, and the hint for those that do not. */
function supportedOrNot(content: string, hint: string): string {
  return `<div class="media_supported_cont">${content}</div><div class="media_not_supported_cont">${hint}</div>`
}

function renderMediaAndText(view: MessageView, wrapTwice: boolean): string {
  const { post } = view
  const album = post.albumIds.length > 0 ? renderAlbum(view) : ''
  const media = renderEach(view, (kind) => kind !== 'link_preview')
  if (post.text === '') return album + media
  const text = textBlock(renderText(post.text, post.entities, view.marks))
  return album + media + (wrapTwice ? textBlock(text) : text)
}

function textBlock(html: string): string {
  return `<div class="tgme_widget_message_text js-message_text" dir="auto">${html}</div>`
}

/** The media of the wanted kinds that are not drawn as an album. */
function renderEach(view: MessageView, wanted: (kind: string) => boolean): string {
  const isAlbum = view.post.albumIds.length > 0
  const html = view.post.media.map((media, index) =>
    wanted(media.kind) && !(isAlbum && isAlbumItem(media)) ? renderMedia(view, media, index) : '',
  )
  return html.join('')
}

/** "… pinned «…»" names its author by a link, as the real notice does; other notices are plain. */
function renderServiceText({ profile, post }: MessageView): string {
  const [, author, quote] = /^(.+) pinned «(.*)»$/s.exec(post.text) ?? []
  if (author === undefined || quote === undefined) return textBlock(renderPlain(post.text))
  const link = `<a class="tgme_widget_message_author_name" href="${postUrl(profile.name)}"><span dir="auto">${renderPlain(author)}</span></a>`
  return textBlock(
    `${link} pinned «<span class="tgme_widget_service_strong_text" dir="auto">${renderPlain(quote)}</span>»`,
  )
}

function renderReactions(post: SandboxPost): string {
  if (post.reactions.length === 0 && post.kind !== 'unsupported') return ''
  const reactions = post.reactions.map(({ emoji, count }) => {
    if (emoji === 'paid') {
      return `<span class="tgme_reaction tgme_reaction_paid"><i class="icon icon-telegram-stars"></i>${shortCount(count)}</span>`
    }
    const sign = /^\d{5,}$/.test(emoji) ? `<tg-emoji emoji-id="${emoji}"></tg-emoji>` : renderEmoji(emoji)
    return `<span class="tgme_reaction">${sign}${shortCount(count)}</span>`
  })
  return `<div class="tgme_widget_message_reactions js-message_reactions">${reactions.join('')}</div>`
}

function renderInfo({ profile, post }: MessageView, { time }: MessageStyle): string {
  const poll = post.media.find((media) => media.kind === 'poll')
  const at = new Date(post.publishedAt)
  const datetime = `${at.toISOString().slice(0, 19)}+00:00`
  const signature = post.signature
    ? `<span class="tgme_widget_message_from_author" dir="auto">${renderPlain(post.signature)}</span>,&nbsp;`
    : ''
  const edited = post.editedAt === null ? '' : 'edited &nbsp;'
  const date = `<a class="tgme_widget_message_date" href="${postUrl(profile.name, post.id)}"><time datetime="${datetime}" class="${time.className}">${time.label(at)}</time></a>`
  const voters = poll ? counted('tgme_widget_message_voters', poll.voters, 'voter') : ''
  const views = post.views === null ? '' : counted('tgme_widget_message_views', post.views, 'view')
  return `${voters}${views}<span class="tgme_widget_message_meta">${signature}${edited}${date}</span>`
}

/** A count, with the noun for those who copy the text. */
function counted(className: string, count: number, singular: string): string {
  return `<span class="${className}">${shortCount(count)}</span><span class="copyonly"> ${noun(count, singular)}</span>`
}
