import type { Message } from 'grammy/types'
import type { Media } from '../domain/post.ts'

type Reader = (message: Message) => Media | null

/** What is attached to a message of the Bot API. Files have no address there that could be given away. */
export function attachedTo(message: Message): readonly Media[] {
  for (const read of readers) {
    const media = read(message)
    if (media !== null) return [media]
  }
  return []
}

/** The more special come first: an animation is a document as well, a venue a location. */
const readers: readonly Reader[] = [
  ({ animation }) => (animation === undefined ? null : { kind: 'gif', url: null, thumbnailUrl: null }),
  ({ photo, message_id: messageId }) => (photo === undefined ? null : { kind: 'photo', url: null, messageId }),
  ({ video, message_id: messageId }) =>
    video === undefined ? null : { kind: 'video', url: null, thumbnailUrl: null, durationS: video.duration, messageId },
  ({ video_note: note }) => (note === undefined ? null : { kind: 'round_video', url: null, durationS: note.duration }),
  ({ voice }) => (voice === undefined ? null : { kind: 'voice', url: null, durationS: voice.duration }),
  readAudio,
  readDocument,
  ({ sticker }) => (sticker === undefined ? null : { kind: 'sticker', url: null }),
  readPlace,
  readContact,
  readPoll,
]

function readAudio({ audio, message_id: messageId }: Message): Media | null {
  if (audio === undefined) return null
  return { kind: 'audio', title: audio.title ?? null, performer: audio.performer ?? null, messageId }
}

function readDocument({ document, message_id: messageId }: Message): Media | null {
  if (document === undefined) return null
  const { file_name: title = null, file_size: size } = document
  return { kind: 'document', title, sizeLabel: size === undefined ? null : toSizeLabel(size), messageId }
}

const units = ['KB', 'MB', 'GB'] as const

/** As the web preview words sizes: "97.7 KB". */
function toSizeLabel(bytes: number): string {
  let [value, unit] = [bytes / 1024, 0]
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024
  return bytes < 1024 ? `${bytes} B` : `${value.toFixed(1).replace(/\.0$/, '')} ${units[unit] ?? ''}`
}

function readPlace({ venue, location }: Message): Media | null {
  const place = venue?.location ?? location
  if (place === undefined) return null
  const { latitude, longitude } = place
  return { kind: 'location', latitude, longitude, title: venue?.title ?? null, address: venue?.address ?? null }
}

function readContact({ contact }: Message): Media | null {
  if (contact === undefined) return null
  const { first_name: first, last_name: last, phone_number: phone } = contact
  return { kind: 'contact', name: last === undefined ? first : `${first} ${last}`, phone }
}

/** The words for the kind of a poll are the preview's. */
function readPoll({ poll }: Message): Media | null {
  if (poll === undefined) return null
  const { question, total_voter_count: total, type, is_closed: isClosed, is_anonymous: isAnonymous } = poll
  const isQuiz = type === 'quiz'
  const label = isClosed ? 'Final Results' : `${isAnonymous ? 'Anonymous ' : ''}${isQuiz ? 'Quiz' : 'Poll'}`
  return {
    kind: 'poll',
    question,
    type: label,
    options: poll.options.map(({ text, voter_count: count }) => ({
      text,
      percent: total === 0 ? null : Math.round((100 * count) / total),
    })),
    voters: { label: String(total), value: total },
    ...(isQuiz && { quiz: true }),
    ...(poll.allows_multiple_answers && { multiple: true }),
  }
}
