import type { PostContent } from '../../domain/post.ts'
import { extraActions } from './extra-actions.ts'
import { parseTelegramRef } from './links.ts'
import { hasClass } from './markup.ts'
import type { Attributes, CloseAction } from './markup.ts'
import { mediaActions, mediaElementActions } from './media-actions.ts'
import { withVoters } from './media-draft.ts'
import { markupChanged } from './reader.ts'
import type { ActionTable, OpenAction, PageReader, PostDraft } from './reader.ts'
import type { RichText } from './rich-text.ts'
import { pinnedWordsOf, serviceKindOf } from './service.ts'
import { parseCount, parseInstant, textOrNull } from './values.ts'

/** What elements of a post mean, by class name. */
export const postActions: ActionTable = new Map<string, OpenAction>([
  ['tgme_widget_message_user', openUser],
  ['tgme_widget_message_bubble', countBubble],
  ['tgme_widget_message_bubble_tail', skip],
  ['tgme_widget_message_owner_name', readOwnerName],
  ['tgme_widget_message_forwarded_from', openForward],
  ['tgme_widget_message_forwarded_from_name', readForwardName],
  ['tgme_widget_message_forwarded_from_author', readForwardAuthor],
  ['media_not_supported_cont', skipHidden],
  ['message_media_not_supported_wrap', skipHidden],
  ['tgme_widget_message_text', readText],
  ['tgme_widget_message_voters', readVoters],
  ['tgme_widget_message_views', readViews],
  ['tgme_widget_message_meta', openMeta],
  ['tgme_widget_message_from_author', readAuthor],
  ['tgme_widget_message_date', openDate],
  ...extraActions,
  ...mediaActions,
])

/** What elements of a post mean, by tag name. */
export const postElementActions: ActionTable = new Map<string, OpenAction>([['time', readDate], ...mediaElementActions])

/** Opens a post at its `data-post` element. */
export function openPost(reader: PageReader, attributes: Attributes): CloseAction {
  if (reader.post !== null) throw markupChanged('a post stands inside another')
  const post = toDraft(attributes)
  reader.post = post
  return (whole) => {
    if (!whole) throw markupChanged('a post has no end')
    if (post.publishedAt === null) throw markupChanged('a post has no date')
    reader.posts.push(post)
    reader.post = null
  }
}

/** The post that a finished draft amounts to. Throws SourceError when it has no date. */
export function finishPost(draft: PostDraft): PostContent {
  if (draft.publishedAt === null) throw markupChanged('a post has no date')
  const { text, entities } = joinTexts(draft.texts)
  const isService = draft.isService
  const isHidden = draft.isHidden && text === '' && draft.media.length === 0
  return {
    messageId: draft.messageId,
    publishedAt: draft.publishedAt,
    kind: isService ? 'service' : isHidden ? 'unsupported' : 'post',
    text,
    entities: isService ? [] : entities,
    edited: /\bedited\b/.test(draft.meta),
    views: draft.views,
    author: draft.author,
    forward: draft.forward?.name === '' ? null : draft.forward,
    reply: draft.reply,
    albumIds: albumIdsOf(draft),
    media: draft.media.map((media) => withVoters(media, draft.voters)),
    reactions: draft.reactions,
    buttons: draft.buttons.filter((row) => row.length > 0),
    viaBot: draft.viaBot,
    serviceKind: isService ? serviceKindOf(text) : null,
    pinned: isService ? pinnedWordsOf(text) : null,
  }
}

function toDraft(attributes: Attributes): PostDraft {
  const parts = /^(\w{1,64})\/(\d{1,15})(?:\?\w*)?$/.exec(attributes['data-post'] ?? '')
  const messageId = Number(parts?.[2] ?? 0)
  if (parts?.[1] === undefined || messageId === 0) throw markupChanged('a post has no id')
  return {
    slug: parts[1],
    messageId,
    telegramId: parseChannelId(attributes['data-view']),
    isService: hasClass(attributes, 'service_message'),
    publishedAt: null,
    texts: [],
    meta: '',
    views: null,
    voters: null,
    author: null,
    forward: null,
    reply: null,
    viaBot: null,
    reactions: [],
    buttons: [],
    albumIds: new Set(),
    media: [],
    current: null,
    isHidden: false,
    users: 0,
    bubbles: 0,
    isInDate: false,
    isInMeta: false,
  }
}

/** The channel's id in base64url JSON such as {"c":-1006503122,"p":"4656g"}; null when it does not tell. */
function parseChannelId(dataView: string | undefined): number | null {
  if (dataView === undefined || dataView.length > 2000) return null
  try {
    const view: unknown = JSON.parse(Buffer.from(dataView, 'base64url').toString('utf8'))
    if (typeof view !== 'object' || view === null || !('c' in view)) return null
    const id = Math.abs(Number(view.c))
    return Number.isSafeInteger(id) && id > 0 ? id : null
  } catch {
    return null
  }
}

/** Captions of several items of an album stand one after another. */
function joinTexts(texts: readonly RichText[]): RichText {
  const [first, ...others] = texts.filter(({ text }) => text !== '')
  if (first === undefined) return { text: '', entities: [] }
  return others.reduce((whole, next) => {
    const shift = whole.text.length + 1
    const moved = next.entities.map((entity) => ({ ...entity, offset: entity.offset + shift }))
    return { text: `${whole.text}\n${next.text}`, entities: [...whole.entities, ...moved] }
  }, first)
}

function albumIdsOf(draft: PostDraft): readonly number[] {
  const ids = new Set(draft.albumIds)
  for (const media of draft.media) {
    if ('messageId' in media && media.messageId !== null) ids.add(media.messageId)
  }
  if (ids.size > 0) ids.add(draft.messageId)
  return ids.size > 1 ? [...ids].sort((a, b) => a - b) : []
}

function skip(reader: PageReader): CloseAction {
  return reader.skip()
}

/** Each post has one picture of its channel: a second one, where an end was lost, is of another. */
function openUser(reader: PageReader): CloseAction {
  if (reader.post !== null) {
    reader.post.users += 1
    if (reader.post.users > 1) throw markupChanged('two posts ran into one')
  }
  return reader.skip()
}

function countBubble(reader: PageReader): undefined {
  if (reader.post === null) return
  reader.post.bubbles += 1
  if (reader.post.bubbles > 1) throw markupChanged('two posts ran into one')
}

function readOwnerName(reader: PageReader): CloseAction {
  if (reader.surroundings.ownerName !== null) return reader.skip()
  return reader.capture(({ text }) => {
    reader.surroundings.ownerName ??= textOrNull(text)
  })
}

function openForward(reader: PageReader): undefined {
  if (reader.post !== null) reader.post.forward ??= { name: '', channel: null, id: null, author: null }
}

function readForwardName(reader: PageReader, attributes: Attributes): CloseAction | undefined {
  const post = reader.post
  if (post === null) return undefined
  const ref = parseTelegramRef(attributes['href'])
  return reader.capture(({ text }) => {
    const author = post.forward?.author ?? null
    post.forward = { name: text, channel: ref?.name ?? null, id: ref?.messageId ?? null, author }
  })
}

function readForwardAuthor(reader: PageReader): CloseAction | undefined {
  const post = reader.post
  if (post === null) return undefined
  return reader.capture(({ text }) => {
    const forward = post.forward ?? { name: '', channel: null, id: null, author: null }
    post.forward = { ...forward, author: textOrNull(text) }
  })
}

function skipHidden(reader: PageReader): CloseAction {
  // Every player carries such a label for old browsers; only one outside of media says something of the post.
  if (reader.post !== null && reader.post.current === null) reader.post.isHidden = true
  return reader.skip()
}

/** A caption is wrapped twice, so a text inside a text takes its place. */
function readText(reader: PageReader): CloseAction | undefined {
  const post = reader.post
  if (post === null || post.current !== null) return undefined
  const before = post.texts.length
  return reader.capture((captured) => {
    if (post.texts.length === before) post.texts.push(captured)
  })
}

function readVoters(reader: PageReader): CloseAction {
  const post = reader.post
  return reader.capture(({ text }) => {
    if (post !== null) post.voters ??= parseCount(text)
  })
}

function readViews(reader: PageReader): CloseAction {
  const post = reader.post
  return reader.capture(({ text }) => {
    if (post !== null) post.views ??= parseCount(text)
  })
}

function openMeta(reader: PageReader): CloseAction | undefined {
  const post = reader.post
  if (post === null) return undefined
  post.isInMeta = true
  return () => {
    post.isInMeta = false
  }
}

function readAuthor(reader: PageReader): CloseAction {
  const post = reader.post
  return reader.capture(({ text }) => {
    if (post !== null) post.author ??= textOrNull(text)
  })
}

function openDate(reader: PageReader, attributes: Attributes): CloseAction | undefined {
  const post = reader.post
  if (post === null) return undefined
  const ref = parseTelegramRef(attributes['href'])
  if (ref?.name?.toLowerCase() !== post.slug.toLowerCase() || ref.messageId !== post.messageId) {
    throw markupChanged('a post has the date of another')
  }
  post.isInDate = true
  return () => {
    post.isInDate = false
  }
}

function readDate(reader: PageReader, attributes: Attributes): undefined {
  const post = reader.post
  if (post?.isInDate !== true) return
  if (post.publishedAt !== null) throw markupChanged('a post has two dates')
  post.publishedAt = parseInstant(attributes['datetime'] ?? '')
  if (post.publishedAt === null) throw markupChanged('a post has a date that is none')
}
