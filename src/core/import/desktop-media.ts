import type { Media } from '../../domain/post.ts'
import { type Fields, toFields, toList, toNumberOrNull, toText, toTextOrNull } from './plain-values.ts'

const maxOptions = 100

/** What is attached to a message in an export of Telegram Desktop. Its files are not taken along. Throws Mismatch. */
export function readDesktopMedia(fields: Fields, messageId: number): readonly Media[] {
  if (fields['poll'] !== undefined) return [readPoll(toFields(fields['poll'], 'poll'))]
  if (fields['location_information'] !== undefined) return [readLocation(fields)]
  if (fields['contact_information'] !== undefined) {
    return [readContact(toFields(fields['contact_information'], 'contact_information'))]
  }
  if (fields['photo'] !== undefined) return [{ kind: 'photo', url: null, messageId }]
  return fields['file'] === undefined && fields['media_type'] === undefined ? [] : [readFile(fields, messageId)]
}

function readFile(fields: Fields, messageId: number): Media {
  const durationS = toNumberOrNull(fields['duration_seconds'], 'duration_seconds')
  switch (fields['media_type']) {
    case 'video_file':
      return { kind: 'video', url: null, thumbnailUrl: null, durationS, messageId }
    case 'animation':
      return { kind: 'gif', url: null, thumbnailUrl: null }
    case 'video_message':
      return { kind: 'round_video', url: null, durationS }
    case 'voice_message':
      return { kind: 'voice', url: null, durationS }
    case 'audio_file':
      return {
        kind: 'audio',
        title: toTextOrNull(fields['title'], 'title'),
        performer: toTextOrNull(fields['performer'], 'performer'),
        messageId,
      }
    case 'sticker':
      return { kind: 'sticker', url: null }
    default:
      return { kind: 'document', title: toTextOrNull(fields['file_name'], 'file_name'), sizeLabel: null, messageId }
  }
}

function readPoll(poll: Fields): Media {
  const answers = toList(poll['answers'], 'poll.answers', maxOptions).map((item) => {
    const answer = toFields(item, 'poll.answers')
    return { text: toText(answer['text'], 'poll.answers'), voters: toNumberOrNull(answer['voters'], 'voters') ?? 0 }
  })
  const total = toNumberOrNull(poll['total_voters'], 'poll.total_voters')
  return {
    kind: 'poll',
    question: toText(poll['question'], 'poll.question'),
    type: null,
    options: answers.map(({ text, voters }) => ({
      text,
      percent: total === null || total === 0 ? null : Math.round((100 * voters) / total),
    })),
    voters: total === null ? null : { label: String(total), value: total },
  }
}

function readLocation(fields: Fields): Media {
  const place = toFields(fields['location_information'], 'location_information')
  return {
    kind: 'location',
    latitude: toNumberOrNull(place['latitude'], 'latitude'),
    longitude: toNumberOrNull(place['longitude'], 'longitude'),
    title: toTextOrNull(fields['place_name'], 'place_name'),
    address: toTextOrNull(fields['address'], 'address'),
  }
}

function readContact(contact: Fields): Media {
  const names = [contact['first_name'], contact['last_name']].filter((name) => typeof name === 'string' && name !== '')
  return {
    kind: 'contact',
    name: names.length === 0 ? null : names.join(' '),
    phone: toTextOrNull(contact['phone_number'], 'phone_number'),
  }
}
