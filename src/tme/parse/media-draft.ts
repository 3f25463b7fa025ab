import type { Count, Media } from '../../domain/post.ts'
import { parseDuration, textOrNull } from './values.ts'

/** Media while their element is open: all that any kind may say of itself. */
export interface MediaDraft {
  readonly kind: Media['kind']
  readonly messageId: number | null
  readonly isGrouped: boolean
  readonly href: string | null
  url: string | null
  thumbnailUrl: string | null
  duration: string | null
  title: string | null
  extra: string | null
  description: string | null
  isMusic: boolean
  readonly isMultiple: boolean
  readonly options: { text: string; percent: number | null }[]
}

/** The media that a draft amounts to; null when it says too little to be one. */
export function finishMedia(draft: MediaDraft): Media | null {
  return finishers[draft.kind](draft)
}

const finishers: Readonly<Record<Media['kind'], (draft: MediaDraft) => Media | null>> = {
  photo: ({ url, messageId }) => ({ kind: 'photo', url, messageId }),
  video: finishVideo,
  gif: finishVideo,
  round_video: (draft) => ({ kind: 'round_video', url: draft.url, durationS: durationOf(draft) }),
  voice: (draft) => ({ kind: 'voice', url: draft.url, durationS: durationOf(draft) }),
  document: finishDocument,
  audio: finishDocument,
  sticker: ({ url }) => ({ kind: 'sticker', url }),
  location: finishLocation,
  contact: ({ title, extra }) => ({ kind: 'contact', name: title, phone: extra }),
  poll: finishPoll,
  link_preview: finishLinkPreview,
}

/** A poll with the voters that the footer tells. */
export function withVoters(media: Media, voters: Count | null): Media {
  return media.kind === 'poll' ? { ...media, voters } : media
}

/** A GIF is a video that loops and tells no duration. */
function finishVideo(draft: MediaDraft): Media {
  const { url, thumbnailUrl, messageId } = draft
  const durationS = durationOf(draft)
  if (durationS === null && !draft.isGrouped && url !== null) return { kind: 'gif', url, thumbnailUrl }
  return { kind: 'video', url, thumbnailUrl, durationS, messageId }
}

function finishDocument({ isMusic, title, extra, messageId }: MediaDraft): Media {
  return isMusic
    ? { kind: 'audio', title, performer: extra, messageId }
    : { kind: 'document', title, sizeLabel: extra, messageId }
}

function finishLocation({ href, title, extra }: MediaDraft): Media {
  const parts = /[?&](?:q|ll)=(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)/.exec(href ?? '')
  const latitude = Number(parts?.[1] ?? Number.NaN)
  const longitude = Number(parts?.[2] ?? Number.NaN)
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return {
    kind: 'location',
    latitude: isPlace ? latitude : null,
    longitude: isPlace ? longitude : null,
    title,
    address: extra,
  }
}

function finishPoll({ title, extra, options, isMultiple }: MediaDraft): Media {
  const isQuiz = /\bquiz\b/i.test(extra ?? '')
  return {
    kind: 'poll',
    question: title ?? '',
    type: extra,
    options,
    voters: null,
    ...(isQuiz && { quiz: true }),
    ...(isMultiple && { multiple: true }),
  }
}

function finishLinkPreview({ href, extra, title, description }: MediaDraft): Media | null {
  const url = textOrNull(href ?? '')
  return url === null ? null : { kind: 'link_preview', url, site: extra, title, description }
}

function durationOf(draft: MediaDraft): number | null {
  return draft.duration === null ? null : parseDuration(draft.duration)
}
