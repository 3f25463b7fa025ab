import type { Entity, EntityType, Media, MediaKind } from '../../domain/post.ts'
import { type Fields, Mismatch, toFields, toList, toNumberOrNull, toText, toTextOrNull } from './plain-values.ts'

const maxEntities = 10_000
const maxMedia = 100
const maxOptions = 100

const entityTypes: Readonly<Record<EntityType, true>> = {
  bold: true,
  italic: true,
  underline: true,
  strikethrough: true,
  spoiler: true,
  code: true,
  pre: true,
  blockquote: true,
  expandable_blockquote: true,
  text_link: true,
  url: true,
  mention: true,
  hashtag: true,
  cashtag: true,
  bot_command: true,
  email: true,
  phone_number: true,
  custom_emoji: true,
}

type Read = (value: unknown, where: string) => unknown

/** Entities as `export` prints them. Names stay in the order in which they stand. Throws Mismatch. */
export function readEntities(value: unknown, where: string): readonly Entity[] {
  return toList(value, where, maxEntities).map((item) => {
    const fields = readAll(toFields(item, where), entityFields, where)
    return fields as unknown as Entity
  })
}

const entityFields: Readonly<Record<string, Read>> = {
  type: (value, where) => {
    const type = toText(value, where)
    if (!Object.hasOwn(entityTypes, type)) throw new Mismatch(`${where} has a type that is not known`)
    return type
  },
  offset: (value, where) => toPlace(value, where, 0),
  length: (value, where) => toPlace(value, where, 1),
  url: toOptionalText,
  language: toOptionalText,
  customEmojiId: toOptionalText,
}

function toPlace(value: unknown, where: string, least: number): number {
  if (Number.isInteger(value) && Number(value) >= least) return Number(value)
  throw new Mismatch(`${where} has a place that is none`)
}

function toOptionalText(value: unknown, where: string): string | undefined {
  return value === undefined ? undefined : toText(value, where)
}

/** Attachments as `export` prints them, those of former versions too; what is left out there becomes null. Throws Mismatch. */
export function readMedia(value: unknown, where: string): readonly Media[] {
  return toList(value, where, maxMedia).map((item) => {
    const fields = toFields(item, where)
    const kind = toText(fields['kind'], where)
    if (!Object.hasOwn(mediaFields, kind)) throw new Mismatch(`${where} has a kind that is not known`)
    const readers = { kind: toText, ...mediaFields[kind as MediaKind] }
    return readAll(fields, readers, where) as unknown as Media
  })
}

const text = toTextOrNull
const number = toNumberOrNull

const mediaFields: Readonly<Record<MediaKind, Readonly<Record<string, Read>>>> = {
  photo: { url: text, messageId: number },
  video: { url: text, thumbnailUrl: text, durationS: number, messageId: number },
  gif: { url: text, thumbnailUrl: text },
  round_video: { url: text, durationS: number },
  voice: { url: text, durationS: number },
  audio: { title: text, performer: text, messageId: number },
  document: { title: text, sizeLabel: text, messageId: number },
  sticker: { url: text },
  location: { latitude: number, longitude: number, title: text, address: text },
  contact: { name: text, phone: text },
  poll: { question: toText, type: text, options: readOptions, voters: readVoters },
  link_preview: { url: toText, site: text, title: text, description: text },
}

function readOptions(value: unknown, where: string): unknown {
  return toList(value, where, maxOptions).map((item) =>
    readAll(toFields(item, where), { text: toText, percent: number }, where),
  )
}

function readVoters(value: unknown, where: string): unknown {
  if (value === undefined || value === null) return null
  return readAll(toFields(value, where), { label: toText, value: toCount }, where)
}

function toCount(value: unknown, where: string): number {
  return toNumberOrNull(value, where) ?? 0
}

/** The fields that have a reader: those that are there in their order, then those that are not and have a value all the same. */
function readAll(fields: Fields, readers: Readonly<Record<string, Read>>, where: string): Record<string, unknown> {
  const present = Object.keys(fields).filter((name) => Object.hasOwn(readers, name))
  const absent = Object.keys(readers).filter((name) => !present.includes(name))
  const pairs = [...present, ...absent].map(
    (name) => [name, readers[name]?.(fields[name], `${where}.${name}`)] as const,
  )
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
}
