import type { CheerioAPI } from 'cheerio'
import type { NewPost, SandboxEntity, SandboxMedia } from '../../../sandbox/channels.ts'

export type Nodes = ReturnType<ReturnType<CheerioAPI['root']>['find']>
type Node = ReturnType<Nodes['contents']>[number]

const hint = 'Please open Telegram to view this post'

/** Reads a message of a known real page far enough to publish its like. No parser for pages nobody has looked at. */
export function equivalentPost($: CheerioAPI, message: Nodes): NewPost {
  const text = message.find('.js-message_text').last()
  const content = text.length > 0 ? readContent($, text) : { text: '', entities: [] }
  const media = readMedia($, message)
  const isEmpty = media.length === 0 && content.text === ''
  const views = message.find('.tgme_widget_message_views').text()
  return {
    ...content,
    kind: message.hasClass('service_message') ? 'service' : isEmpty ? 'unsupported' : 'post',
    publishedAt: Date.parse(message.find('.tgme_widget_message_date time').attr('datetime') ?? ''),
    editedAt: message.find('.tgme_widget_message_meta').text().includes('edited') ? 1 : null,
    views: views === '' ? null : readCount(views),
    signature: message.find('.tgme_widget_message_from_author').text() || null,
    forward: readForward(message),
    replyTo: message.find('.tgme_widget_message_reply').length > 0 ? { channel: null, id: 1 } : null,
    reactions: readReactions($, message),
    customEmojiWrap: !isEmpty && message.find('.media_not_supported_cont').text().includes(hint),
    media,
  }
}

function readCount(label: string): number {
  const [, digits = '', unit = ''] = /^([\d.]+)([KM]?)$/.exec(label.trim()) ?? []
  return Math.round(Number(digits) * ({ K: 1e3, M: 1e6 }[unit] ?? 1))
}

/** Text and entities of an element, as its author wrote them. Pages that were indented later lose the indents. */
export function readContent($: CheerioAPI, element: Nodes): { text: string; entities: SandboxEntity[] } {
  let text = ''
  const entities: SandboxEntity[] = []
  const walk = (node: Node): void => {
    if ('data' in node) text += node.data.replace(/\s*\n\s*/g, text === '' ? '' : ' ')
    if (!('name' in node && 'children' in node)) return
    if (node.name === 'br') text += '\n'
    const offset = text.length
    for (const child of node.children) walk(child)
    const entity = entityOf($(node), node.name, text.slice(offset))
    if (entity && text.length > offset) entities.push({ ...entity, offset, length: text.length - offset })
  }
  for (const node of element.contents().toArray()) walk(node)
  return { text: text.trimEnd(), entities }
}

const entityTypes: Readonly<Record<string, string>> = {
  b: 'bold',
  i: 'italic',
  u: 'underline',
  s: 'strikethrough',
  code: 'code',
  pre: 'pre',
  'tg-spoiler': 'spoiler',
}

function entityOf(
  node: ReturnType<CheerioAPI>,
  name: string,
  span: string,
): Omit<SandboxEntity, 'offset' | 'length'> | null {
  if (node.hasClass('emoji') || node.parent().hasClass('emoji')) return null
  if (name === 'tg-emoji') return { type: 'custom_emoji', custom_emoji_id: node.attr('emoji-id') ?? '' }
  if (name === 'blockquote')
    return { type: node.attr('expandable') === undefined ? 'blockquote' : 'expandable_blockquote' }
  if (name !== 'a') return entityTypes[name] === undefined ? null : { type: entityTypes[name] }
  const href = node.attr('href') ?? ''
  if (href.startsWith('?q=')) return { type: 'hashtag' }
  if (span.startsWith('@')) return { type: 'mention' }
  return href === span ? { type: 'url' } : { type: 'text_link', url: href }
}

function readForward(message: Nodes): NewPost['forward'] & (object | null) {
  const from = message.find('.tgme_widget_message_forwarded_from_name')
  if (from.length === 0) return null
  const [, channel = null, id = null] = /^https:\/\/t\.me\/(\w+)(?:\/(\d+))?$/.exec(from.attr('href') ?? '') ?? []
  return { name: from.text().trim(), channel, id: id === null ? null : Number(id), author: null }
}

function readReactions($: CheerioAPI, message: Nodes): { emoji: string; count: number }[] {
  return message
    .find('.tgme_reaction')
    .toArray()
    .map((element) => {
      const reaction = $(element)
      const emoji = reaction.hasClass('tgme_reaction_paid') ? 'paid' : reaction.find('tg-emoji').attr('emoji-id')
      const count = reaction.contents().last().text()
      return { emoji: emoji ?? reaction.find('b').text(), count: readCount(count) }
    })
}

function readDuration(label: string): number {
  return label.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

const mediaBlocks = [
  '.tgme_widget_message_photo_wrap',
  '.tgme_widget_message_video_player',
  '.tgme_widget_message_roundvideo_player',
  '.tgme_widget_message_voice_player',
  '.tgme_widget_message_document_wrap',
  '.tgme_widget_message_sticker',
  '.tgme_widget_message_location_wrap',
  '.tgme_widget_message_poll',
  '.tgme_widget_message_link_preview',
].join(',')

function readMedia($: CheerioAPI, message: Nodes): SandboxMedia[] {
  return message
    .find(mediaBlocks)
    .toArray()
    .map((element) => readOneMedia($, $(element)))
}

function readOneMedia($: CheerioAPI, block: Nodes): SandboxMedia {
  const name = /tgme_widget_message_(\w+?)(?:_wrap|_player|\s|$)/.exec(block.attr('class') ?? '')?.[1]
  const textOf = (selector: string): string => block.find(selector).text().trim()
  const durationS = readDuration(block.find('time').text())
  switch (name) {
    case 'photo':
      return { kind: 'photo' }
    case 'video': {
      if (block.find('time').length === 0) return { kind: 'gif' }
      return { kind: 'video', durationS, tooBig: block.hasClass('not_supported') }
    }
    case 'roundvideo':
      return { kind: 'round_video', durationS }
    case 'voice':
      return { kind: 'voice', durationS }
    case 'document': {
      const [title, sizeLabel] = ['title', 'extra'].map((part) => textOf(`.tgme_widget_message_document_${part}`))
      return { kind: 'document', title: title ?? '', sizeLabel: sizeLabel ?? '' }
    }
    case 'sticker':
      return { kind: 'sticker' }
    case 'location':
      return { kind: 'location', latitude: -23.9, longitude: -44.1 }
    case 'poll': {
      const options = block.find('.tgme_widget_message_poll_option').toArray()
      return {
        kind: 'poll',
        question: textOf('.tgme_widget_message_poll_question'),
        type: textOf('.tgme_widget_message_poll_type'),
        options: options.map((option) => ({
          text: $(option).find('.tgme_widget_message_poll_option_text').text().trim(),
          percent: 0,
        })),
        voters: readCount(block.closest('.tgme_widget_message').find('.tgme_widget_message_voters').text()),
      }
    }
    default:
      return readLinkPreview($, block)
  }
}

function readLinkPreview($: CheerioAPI, block: Nodes): SandboxMedia {
  const part = (key: string, name: string): object => {
    const { text } = readContent($, block.find(`.link_preview_${name}`))
    return text === '' ? {} : { [key]: text }
  }
  const isSmall = block.find('.link_preview_right_image').length > 0
  return {
    kind: 'link_preview',
    url: block.attr('href') ?? '',
    picture: isSmall ? 'small' : block.find('.link_preview_image').length > 0 ? 'large' : 'none',
    ...part('site', 'site_name'),
    ...part('title', 'title'),
    ...part('description', 'description'),
  }
}
