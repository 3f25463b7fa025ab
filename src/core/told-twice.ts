import type { Entity, Media, PostContent } from '../domain/post.ts'
import { bareAddress } from './text/bare-address.ts'

type Said = Pick<PostContent, 'kind' | 'text' | 'entities' | 'media' | 'albumIds'>

/**
 * What one way of reading a post says of it, against what is stored of another way, which may know more of it or less. `same`: it
 * contradicts nothing. `more`: what was stored was not all: words the other way does not show, items of an album. `other`: the post was edited. What one does not know contradicts
 * nothing, nor does what they word differently: space, the labels of sizes, how an address is written.
 */
export function weighTold(stored: Said, told: Said): 'same' | 'more' | 'other' {
  if (told.kind === 'service' || stored.kind === 'service') return 'same'
  if (told.kind === 'unsupported' && isBeginning(told.text, stored.text)) return 'same'
  if (stored.kind === 'unsupported' && isBeginning(stored.text, told.text)) return 'more'
  if (told.kind === 'unsupported' || stored.kind === 'unsupported') return 'other'
  const isLonger = stored.albumIds.length > 0 && told.albumIds.length > stored.albumIds.length
  if (isLonger && (stored.text === '' || toPlain(stored.text) === toPlain(told.text))) return 'more'
  const isSame =
    toPlain(stored.text) === toPlain(told.text) &&
    toTargets(stored) === toTargets(told) &&
    doAttachmentsAgree(stored.media, told.media)
  return isSame ? 'same' : 'other'
}

/** Of a post that a preview leaves to the app no more may be told than how it begins, without what is drawn. */
function isBeginning(words: string, text: string): boolean {
  return toLetters(text).startsWith(toLetters(words))
}

function toLetters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * The stored post with what it does not know filled in. What is told moves on: counts, buttons, addresses that die. Joining the
 * same again changes nothing.
 */
export function joinTold(stored: PostContent, told: PostContent): PostContent {
  return {
    ...stored,
    ...joinAround(stored, told),
    edited: stored.edited || told.edited,
    albumIds: stored.albumIds.length >= told.albumIds.length ? stored.albumIds : told.albumIds,
    media: joinMedia(stored.media, told.media),
  }
}

/** What a post says now, with what only the stored one knows of what is not edited. */
export function replaceTold(stored: PostContent, told: PostContent): PostContent {
  const isSameAttached = told.media.length > 0 && doAttachmentsAgree(stored.media, told.media)
  const media = told.kind === 'unsupported' ? stored.media : told.media
  return {
    ...told,
    ...joinAround(stored, told),
    albumIds: told.albumIds.length > 0 ? told.albumIds : stored.albumIds,
    media: isSameAttached ? joinMedia(stored.media.filter(isAttached), told.media) : media,
  }
}

function joinAround(stored: PostContent, told: PostContent) {
  const { author, forward, reply, viaBot } = stored
  return {
    views: told.views ?? stored.views,
    reactions: told.reactions.length > 0 ? told.reactions : stored.reactions,
    buttons: told.buttons.length > 0 ? told.buttons : stored.buttons,
    author: author ?? told.author,
    forward: forward ?? told.forward,
    reply: reply ?? told.reply,
    viaBot: viaBot ?? told.viaBot,
  }
}

function joinMedia(stored: readonly Media[], told: readonly Media[]): readonly Media[] {
  const attached = told.filter(isAttached)
  const known = stored.filter(isAttached)
  if (attached.length !== known.length) return stored
  const joined = known.map((item, index) => joinItem(item, attached[index] ?? item))
  return [...joined, ...previewsOf(stored, told)]
}

function previewsOf(stored: readonly Media[], told: readonly Media[]): readonly Media[] {
  const previews = told.filter((item) => !isAttached(item))
  return previews.length > 0 ? previews : stored.filter((item) => !isAttached(item))
}

const moving: ReadonlySet<string> = new Set(['url', 'thumbnailUrl', 'voters', 'options', 'type'])

function joinItem(stored: Media, told: Media): Media {
  if (stored.kind !== told.kind) return stored
  const joined: Record<string, unknown> = { ...stored }
  for (const [name, value] of Object.entries(told)) {
    if (value !== null && (moving.has(name) || (joined[name] ?? null) === null)) joined[name] = value
  }
  return joined as unknown as Media
}

function isAttached({ kind }: Media): boolean {
  return kind !== 'link_preview'
}

function doAttachmentsAgree(some: readonly Media[], others: readonly Media[]): boolean {
  const [these, those] = [some.filter(isAttached), others.filter(isAttached)]
  return these.length === those.length && these.every((item, index) => doItemsAgree(item, those[index] ?? item))
}

/** A preview takes a video that tells no duration for a GIF. */
const alike: Readonly<Partial<Record<Media['kind'], string>>> = { gif: 'video' }

/** What is worded by whoever tells it, or counts, or dies. */
const unequal: ReadonlySet<string> = new Set(
  'kind url thumbnailUrl messageId sizeLabel type options voters quiz multiple'.split(' '),
)

function doItemsAgree(one: Media, other: Media): boolean {
  if ((alike[one.kind] ?? one.kind) !== (alike[other.kind] ?? other.kind)) return false
  if (one.kind === 'poll' && other.kind === 'poll' && optionsOf(one) !== optionsOf(other)) return false
  const values: Readonly<Record<string, unknown>> = { ...other }
  return Object.entries(one).every(([name, value]) => unequal.has(name) || doValuesAgree(name, value, values[name]))
}

function optionsOf(poll: Extract<Media, { kind: 'poll' }>): string {
  return poll.options.map(({ text }) => toPlain(text)).join('\n')
}

/** How far two numbers for the same may be apart: previews round durations and places. */
const nearEnough: Readonly<Record<string, number>> = { durationS: 1, latitude: 0.001, longitude: 0.001 }

function doValuesAgree(name: string, one: unknown, other: unknown): boolean {
  if (one === null || other === null || one === undefined || other === undefined) return true
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) <= (nearEnough[name] ?? 0)
  if (typeof one !== 'string' || typeof other !== 'string') return one === other
  return name === 'phone' ? one.replace(/\D/g, '') === other.replace(/\D/g, '') : toPlain(one) === toPlain(other)
}

/** Pages set the space around blocks by themselves, and may leave out how an emoji is to be drawn. */
function toPlain(text: string): string {
  return text
    .replaceAll('\ufe0f', '')
    .replace(/\u200b|\ufeff/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Where the words lead, but for those that say so themselves. */
function toTargets({ text, entities }: Pick<Said, 'text' | 'entities'>): string {
  return entities.flatMap((entity) => targetOf(entity, text) ?? []).join('\n')
}

function targetOf({ url, offset, length }: Entity, text: string): string | null {
  if (url === undefined || /^tg:\/\/user\b/i.test(url)) return null
  const [target, label] = [toComparable(url), toComparable(text.slice(offset, offset + length))]
  return target === label || target === `t.me/${label.replace(/^@/, '')}` ? null : target
}

function toComparable(address: string): string {
  return bareAddress(address.replaceAll('&amp;', '&'))
}
