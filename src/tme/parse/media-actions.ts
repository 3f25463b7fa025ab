import type { Media } from '../../domain/post.ts'
import { parseBackgroundUrl, parseTelegramRef, toMediaUrl } from './links.ts'
import { hasClass } from './markup.ts'
import type { Attributes, CloseAction } from './markup.ts'
import { finishMedia } from './media-draft.ts'
import type { MediaDraft } from './media-draft.ts'
import type { ActionTable, OpenAction, PageReader, PostDraft } from './reader.ts'
import { parsePercent, textOrNull } from './values.ts'

/** Elements of a post that hold media, and what stands inside them, by class name. */
export const mediaActions: ActionTable = new Map<string, OpenAction>([
  ['tgme_widget_message_photo_wrap', openMedia('photo')],
  ['tgme_widget_message_video_player', openMedia('video')],
  ['tgme_widget_message_roundvideo_player', openMedia('round_video')],
  ['tgme_widget_message_voice_player', openMedia('voice')],
  ['tgme_widget_message_document_wrap', openMedia('document')],
  ['tgme_widget_message_sticker_wrap', openMedia('sticker')],
  ['tgme_widget_message_location_wrap', openMedia('location')],
  ['tgme_widget_message_venue_wrap', openMedia('location')],
  ['tgme_widget_message_contact_wrap', openMedia('contact')],
  ['tgme_widget_message_poll', openMedia('poll')],
  ['tgme_widget_message_link_preview', openMedia('link_preview')],

  ['tgme_widget_message_video_thumb', readThumbnail],
  ['message_video_duration', readField('duration')],
  ['tgme_widget_message_roundvideo_duration', readField('duration')],
  ['tgme_widget_message_voice_duration', readField('duration')],
  ['tgme_widget_message_document_icon', readIcon],
  ['tgme_widget_message_document_title', readField('title')],
  ['tgme_widget_message_document_extra', readField('extra')],
  ['tgme_widget_message_sticker', readSticker],
  ['tgme_widget_message_location_title', readField('title')],
  ['tgme_widget_message_location_address', readField('extra')],
  ['tgme_widget_message_contact_name', readField('title')],
  ['tgme_widget_message_contact_phone', readField('extra')],
  ['tgme_widget_message_poll_question', readField('title')],
  ['tgme_widget_message_poll_type', readField('extra')],
  ['tgme_widget_message_poll_option', openOption],
  ['tgme_widget_message_poll_option_percent', readOptionPercent],
  ['tgme_widget_message_poll_option_text', readOptionText],
  ['link_preview_site_name', readField('extra')],
  ['link_preview_title', readField('title')],
  ['link_preview_description', readField('description')],
])

/** Elements inside media that carry an address, by tag name. */
export const mediaElementActions: ActionTable = new Map<string, OpenAction>([
  ['video', readSource],
  ['audio', readSource],
  ['source', readAnimation],
])

function openMedia(kind: Media['kind']): OpenAction {
  return (reader, attributes) => {
    const post = reader.post
    if (post === null || post.current !== null) return undefined
    const draft = toDraft(kind, post, attributes)
    post.current = draft
    if (draft.isGrouped && draft.messageId !== null) post.albumIds.add(draft.messageId)
    return () => {
      post.current = null
      const media = finishMedia(draft)
      if (media !== null) post.media.push(media)
    }
  }
}

function toDraft(kind: Media['kind'], post: PostDraft, attributes: Attributes): MediaDraft {
  const href = attributes['href'] ?? null
  const ref = parseTelegramRef(attributes['href'])
  const isOwn = ref?.name?.toLowerCase() === post.slug.toLowerCase()
  return {
    kind,
    messageId: isOwn ? ref.messageId : null,
    isGrouped: hasClass(attributes, 'grouped_media_wrap'),
    href,
    url: kind === 'photo' ? parseBackgroundUrl(attributes['style']) : null,
    thumbnailUrl: null,
    duration: null,
    title: null,
    extra: null,
    description: null,
    isMusic: false,
    isMultiple: kind === 'poll' && hasClass(attributes, 'multiple'),
    options: [],
  }
}

function readThumbnail(reader: PageReader, attributes: Attributes): undefined {
  const draft = reader.post?.current ?? null
  if (draft !== null) draft.thumbnailUrl ??= parseBackgroundUrl(attributes['style'])
}

function readField(field: 'duration' | 'title' | 'extra' | 'description'): OpenAction {
  return (reader) => {
    const draft = reader.post?.current ?? null
    if (draft === null) return undefined
    return reader.capture(({ text }) => {
      draft[field] ??= textOrNull(text)
    })
  }
}

function readIcon(reader: PageReader, attributes: Attributes): undefined {
  const draft = reader.post?.current ?? null
  if (draft !== null) draft.isMusic = hasClass(attributes, 'audio')
}

function readSticker(reader: PageReader, attributes: Attributes): undefined {
  const draft = reader.post?.current ?? null
  if (draft?.kind !== 'sticker') return
  draft.url ??= toMediaUrl(attributes['data-webp']) ?? parseBackgroundUrl(attributes['style'])
}

function readSource(reader: PageReader, attributes: Attributes): undefined {
  const draft = reader.post?.current ?? null
  if (draft !== null && draft.kind !== 'link_preview') draft.url ??= toMediaUrl(attributes['src'])
}

function readAnimation(reader: PageReader, attributes: Attributes): undefined {
  const draft = reader.post?.current ?? null
  if (draft?.kind === 'sticker') draft.url ??= toMediaUrl(attributes['srcset'])
}

function openOption(reader: PageReader): undefined {
  const draft = reader.post?.current ?? null
  if (draft?.kind === 'poll') draft.options.push({ text: '', percent: null })
}

function readOptionPercent(reader: PageReader): CloseAction | undefined {
  const option = reader.post?.current?.options.at(-1)
  if (option === undefined) return undefined
  return reader.capture(({ text }) => {
    option.percent ??= parsePercent(text)
  })
}

function readOptionText(reader: PageReader): CloseAction | undefined {
  const option = reader.post?.current?.options.at(-1)
  if (option === undefined) return undefined
  return reader.capture(({ text }) => {
    option.text = text
  })
}
