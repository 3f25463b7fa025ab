import type { SandboxMedia } from '../channels.ts'
import { durationLabel } from './counts.ts'
import { escapeText, escapeUrl } from './escape.ts'
import { renderLinkPreview, renderPoll } from './cards.ts'
import { mediaUrl, postUrl, type MessageView } from './site.ts'

type MediaOf<Kind extends SandboxMedia['kind']> = Extract<SandboxMedia, { kind: Kind }>

/** One thing attached to a post that is no part of an album. `index` is its place among the media of the post. */
export function renderMedia(view: MessageView, media: SandboxMedia, index: number): string {
  switch (media.kind) {
    case 'photo':
      return renderPhoto(view, index)
    case 'video':
      return renderVideo(view, media, index)
    case 'gif':
      return renderGif(view, index)
    case 'round_video':
      return renderRoundVideo(view, media, index)
    case 'voice':
      return renderVoice(view, media, index)
    case 'document':
      return renderDocument(view, media)
    case 'audio':
      return renderAudio(view, media)
    case 'contact':
      return renderContact(media)
    case 'sticker':
      return renderSticker(view, index)
    case 'location':
      return renderLocation(view, media)
    case 'poll':
      return renderPoll(view, media)
    default:
      return renderLinkPreview(view, media)
  }
}

/** Address of the picture of one of a post's media. */
export function pictureUrl({ site, profile, post }: MessageView, kind: string, index: number): string {
  return mediaUrl(site, kind, [profile.telegramId, post.id, index])
}

/** Address of a recording; nothing stands there. */
export function recordingUrl({ site, profile, post }: MessageView, index: number, extension: string): string {
  return mediaUrl(site, 'file', [profile.telegramId, post.id, index], extension)
}

/** What stands in every player, and means nothing. */
export function notSupportedLabel(label: string, link: string): string {
  return `<div class="message_media_not_supported_wrap">
  <div class="message_media_not_supported">
    <div class="message_media_not_supported_label">${label}</div>
    ${link}
  </div>
</div>`
}

const viewSpan = '<span class="message_media_view_in_telegram">VIEW IN TELEGRAM</span>'

export function viewLink(href: string): string {
  return `<a href="${escapeUrl(href)}" class="message_media_view_in_telegram">VIEW IN TELEGRAM</a>`
}

function background(url: string): string {
  return `background-image:url('${escapeUrl(url)}')`
}

function href({ profile, post }: MessageView): string {
  return `href="${postUrl(profile.name, post.id)}"`
}

function renderPhoto(view: MessageView, index: number): string {
  const { profile, post } = view
  const fileIds = `${profile.telegramId}${post.id} ${post.id}_${index}`
  return `<a class="tgme_widget_message_photo_wrap ${fileIds}" ${href(view)} style="width:800px;${background(pictureUrl(view, 'photo', index))}">
  <div class="tgme_widget_message_photo" style="padding-top:62.5%"></div>
</a>`
}

/** The inside of a video player, also of one in an album. */
export function renderVideoBody(view: MessageView, media: MediaOf<'video'>, index: number, wrap: string): string {
  const url = recordingUrl(view, index, 'mp4')
  const element = media.tooBig
    ? ''
    : `<video src="${escapeUrl(url)}" class="tgme_widget_message_video js-message_video" width="100%" height="100%"></video>`
  const label = media.tooBig ? 'Media is too big' : 'This media is not supported in your browser'
  return `<i class="tgme_widget_message_video_thumb" style="${background(pictureUrl(view, 'video', index))}"></i>

${wrap}
  ${element}
</div>
<div class="message_video_play js-message_video_play"></div>
<time class="message_video_duration js-message_video_duration">${durationLabel(media.durationS)}</time>
${notSupportedLabel(label, viewSpan)}`
}

function renderVideo(view: MessageView, media: MediaOf<'video'>, index: number): string {
  const player = `tgme_widget_message_video_player${media.tooBig ? ' not_supported' : ''} js-message_video_player`
  const wrap = '<div class="tgme_widget_message_video_wrap" style="width:1280px;padding-top:56.25%">'
  return `<a class="${player}" ${href(view)}>${renderVideoBody(view, media, index, wrap)}</a>`
}

/** A GIF is a video that plays by itself, without a duration. */
function renderGif(view: MessageView, index: number): string {
  const url = escapeUrl(recordingUrl(view, index, 'mp4'))
  return `<a class="tgme_widget_message_video_player js-message_video_player" ${href(view)}><i class="tgme_widget_message_video_thumb" style="${background(pictureUrl(view, 'gif', index))}"></i>

<div class="tgme_widget_message_video_wrap" style="width:640px;padding-top:75%">
  <video src="${url}" class="tgme_widget_message_video js-message_video" width="100%" height="100%" preload muted autoplay loop playsinline></video>
</div>

${notSupportedLabel('This media is not supported in your browser', viewSpan)}</a>`
}

function renderRoundVideo(view: MessageView, media: MediaOf<'round_video'>, index: number): string {
  const url = escapeUrl(recordingUrl(view, index, 'mp4'))
  const label = notSupportedLabel(
    'This media is not supported in your browser',
    viewLink(postUrl(view.profile.name, view.post.id)),
  )
  return `<div class="tgme_widget_message_roundvideo_player js-message_roundvideo_player">
  <div class="tgme_widget_message_roundvideo_wrap">
    <i class="tgme_widget_message_roundvideo_thumb" style="${background(pictureUrl(view, 'round', index))}"></i>
    <video class="tgme_widget_message_roundvideo js-message_roundvideo" src="${url}" width="100%" height="100%" preload muted autoplay loop playsinline></video>
    <div class="tgme_widget_message_roundvideo_muted"></div>
    <div class="tgme_widget_message_roundvideo_border"></div>
  </div>
  ${label.replace('_wrap"', '_wrap js-message_roundvideo_not_supported"')}
  <svg class="tgme_widget_message_roundvideo_progress_wrap" viewport="0 0 256 256"><circle class="tgme_widget_message_roundvideo_progress js-message_roundvideo_progress" r="98.5" cx="50%" cy="50%" fill="transparent" data-rd="3"></circle></svg>
  <div class="tgme_widget_message_roundvideo_play js-message_roundvideo_play"></div>
  <time class="tgme_widget_message_roundvideo_duration js-message_roundvideo_duration">${durationLabel(media.durationS)}</time>
</div>`
}

function renderVoice(view: MessageView, media: MediaOf<'voice'>, index: number): string {
  const url = escapeUrl(recordingUrl(view, index, 'ogg'))
  const bars = Array.from(
    { length: 48 },
    (_, bar) => `<s style="height:${20 + ((bar * 37 + view.post.id * 11) % 80)}%;"></s>`,
  )
  const bar = `<div class="bar">${bars.join('')}</div>`
  return `<a class="tgme_widget_message_voice_player js-message_voice_player" ${href(view)}>
  <audio class="tgme_widget_message_voice js-message_voice" src="${url}" data-ogg="${url}" width="100%" data-waveform=""></audio>
  <div class="tgme_widget_message_voice_play accent_bghover"></div>
  <div class="tgme_widget_message_voice_wrap">
    <div class="tgme_widget_message_voice_progress_wrap js-message_voice_progress_wrap">
      <div class="tgme_widget_message_voice_progress_bg">${bar}</div>
      <div class="tgme_widget_message_voice_progress js-message_voice_progress" style="width:0">${bar}</div>
    </div>
    <time class="tgme_widget_message_voice_duration js-message_voice_duration">${durationLabel(media.durationS)}</time>
  </div>
</a>`
}

function renderDocument(view: MessageView, media: MediaOf<'document'>): string {
  return `<a class="tgme_widget_message_document_wrap" ${href(view)}>
  <div class="tgme_widget_message_document_icon accent_bg"></div>
  <div class="tgme_widget_message_document">
    <div class="tgme_widget_message_document_title accent_color" dir="auto">${escapeText(media.title)}</div>
    <div class="tgme_widget_message_document_extra" dir="auto">${escapeText(media.sizeLabel)}</div>
  </div>
</a>`
}

function renderAudio(view: MessageView, media: MediaOf<'audio'>): string {
  return `<a class="tgme_widget_message_document_wrap" ${href(view)}>
  <div class="tgme_widget_message_document_icon accent_bg audio"></div>
  <div class="tgme_widget_message_document">
    <div class="tgme_widget_message_document_title accent_color" dir="auto">${escapeText(media.title)}</div>
    <div class="tgme_widget_message_document_extra" dir="auto">${escapeText(media.performer)}</div>
  </div>
</a>`
}

function renderContact({ name, phone }: MediaOf<'contact'>): string {
  return `<div class="tgme_widget_message_contact_wrap">
  <div class="tgme_widget_message_contact">
    <div class="tgme_widget_message_contact_name" dir="auto">${escapeText(name)}</div>
    <div class="tgme_widget_message_contact_phone">${escapeText(phone)}</div>
  </div>
</div>`
}

function renderSticker(view: MessageView, index: number): string {
  const label = notSupportedLabel(
    'This media is not supported in your browser',
    viewLink(postUrl(view.profile.name, view.post.id)),
  )
  const url = pictureUrl(view, 'sticker', index)
  return `${label.replace('_wrap"', '_wrap media_not_supported_cont"')}
<div class="tgme_widget_message_sticker_wrap media_supported_cont"><i class="tgme_widget_message_sticker js-sticker_image" style="${background(url)};width:256px;" data-webp="${escapeUrl(url)}"><div style="padding-top:100%"></div></i></div>`
}

function renderLocation(view: MessageView, { latitude, longitude, title, address }: MediaOf<'location'>): string {
  const point = escapeUrl(`${latitude},${longitude}`)
  const map = mediaUrl(view.site, 'map', [view.profile.telegramId, view.post.id])
  const place = `<div class="tgme_widget_message_location" style="${background(map)}"></div>`
  const wrap = title === undefined ? 'location' : 'venue'
  const words = title === undefined ? '' : renderPlace(title, address ?? '')
  return `<a class="tgme_widget_message_${wrap}_wrap" href="https://maps.google.com/maps?q=${point}&ll=${point}&z=16">${place}${words}</a>`
}

function renderPlace(title: string, address: string): string {
  return `<div class="tgme_widget_message_location_info"><div class="tgme_widget_message_location_title" dir="auto">${escapeText(title)}</div><div class="tgme_widget_message_location_address" dir="auto">${escapeText(address)}</div></div>`
}
