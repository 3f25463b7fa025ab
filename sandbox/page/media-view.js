import { el, icon } from './dom.js'

/** @param {number | undefined} bytes @returns {string} */
function sizeLabel(bytes) {
  if (!Number.isFinite(bytes)) return ''
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** @param {number | undefined} seconds @returns {string} "1:05" */
function durationLabel(seconds) {
  if (!Number.isFinite(seconds)) return ''
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

/** A picture stands in for itself: an even field with its sign, as nothing is kept of the pixels. */
function picture(name, label, detail = '') {
  return el('div', { class: 'picture', role: 'img', 'aria-label': label }, icon(name), detail && el('span', {}, detail))
}

/** The picture itself where the sandbox has kept it, else one that stands in for it. */
function photo(sizes) {
  const id = sizes?.at?.(-1)?.file_id ?? ''
  const image = el('img', { class: 'photo', alt: 'Photo', src: `/control/photos/${encodeURIComponent(id)}` })
  image.addEventListener('error', () => image.replaceWith(picture('photo', 'Photo')), { once: true })
  return image
}

function box(name, title, detail = '') {
  return el(
    'div',
    { class: 'box' },
    el('span', { class: 'box-sign' }, icon(name)),
    el('div', { class: 'box-words' }, el('strong', {}, title), detail ? el('span', {}, detail) : null),
  )
}

function poll(question, kind, options, voters) {
  const rows = options.map((option) =>
    el('li', {}, el('b', {}, `${option.percent}%`), el('span', { dir: 'auto' }, option.text)),
  )
  return el(
    'div',
    { class: 'poll' },
    el('strong', { dir: 'auto' }, question),
    el('span', { class: 'faint' }, kind),
    el('ul', {}, ...rows),
    el('span', { class: 'faint' }, `${voters} ${voters === 1 ? 'vote' : 'votes'}`),
  )
}

function coordinates(latitude, longitude) {
  return `${Number(latitude).toFixed(4)}, ${Number(longitude).toFixed(4)}`
}

function messagePoll(value) {
  const voters = value.total_voter_count ?? 0
  const options = (value.options ?? []).map((option) => ({
    text: option.text,
    percent: voters === 0 ? 0 : Math.round((100 * option.voter_count) / voters),
  }))
  return poll(value.question, value.is_anonymous === false ? 'Public poll' : 'Anonymous poll', options, voters)
}

const messageKinds = {
  photo,
  video: (value) => picture('play', 'Video', durationLabel(value.duration)),
  animation: () => picture('play', 'GIF', 'GIF'),
  video_note: (value) => picture('play', 'Video message', durationLabel(value.duration)),
  audio: (value) => box('voice', value.title ?? value.file_name ?? 'Audio', durationLabel(value.duration)),
  voice: (value) => box('voice', 'Voice message', durationLabel(value.duration)),
  document: (value) => box('file', value.file_name ?? 'File', sizeLabel(value.file_size)),
  sticker: (value) => box('sticker', 'Sticker', value.emoji ?? ''),
  location: (value) => box('pin', 'Location', coordinates(value.latitude, value.longitude)),
  contact: (value) => box('file', value.first_name ?? 'Contact', value.phone_number ?? ''),
  poll: messagePoll,
}

/** @param {Record<string, unknown>} message @returns {HTMLElement | null} what is attached to a Bot API message */
export function messageMedia(message) {
  // An animation comes with a copy of itself as a document.
  const kinds = Object.keys(messageKinds).filter((kind) => message[kind] !== undefined && message[kind] !== null)
  const kind = kinds.includes('animation') ? 'animation' : kinds[0]
  return kind === undefined ? null : messageKinds[kind](message[kind])
}

const postKinds = {
  photo: () => picture('photo', 'Photo'),
  video: (media) => picture('play', 'Video', durationLabel(media.durationS)),
  gif: () => picture('play', 'GIF', 'GIF'),
  round_video: (media) => picture('play', 'Video message', durationLabel(media.durationS)),
  voice: (media) => box('voice', 'Voice message', durationLabel(media.durationS)),
  document: (media) => box('file', media.title, media.sizeLabel),
  sticker: () => box('sticker', 'Sticker'),
  location: (media) => box('pin', 'Location', coordinates(media.latitude, media.longitude)),
  poll: (media) => poll(media.question, media.type, media.options, media.voters),
  link_preview: (media) => box('link', media.title ?? media.site ?? media.url, media.description ?? media.url),
}

/**
 * @param {readonly { kind: string }[]} media of a channel's post; pictures of an album stand side by side
 * @returns {HTMLElement | null}
 */
export function postMedia(media) {
  const boxes = media.filter((item) => item.kind in postKinds).map((item) => postKinds[item.kind](item))
  if (boxes.length === 0) return null
  return el('div', { class: boxes.length > 1 ? 'media album' : 'media' }, ...boxes)
}
