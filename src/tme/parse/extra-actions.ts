import type { Button } from '../../domain/post.ts'
import { parseTelegramRef, toButtonUrl } from './links.ts'
import { hasClass } from './markup.ts'
import type { Attributes, CloseAction } from './markup.ts'
import { ReactionSink } from './reaction-sink.ts'
import { markupChanged } from './reader.ts'
import type { ActionTable, OpenAction, PageReader } from './reader.ts'
import { ReplySink } from './reply-sink.ts'
import { textOrNull } from './values.ts'

/** What stands around the words and media of a post: what it answers, who made it, what readers can do. */
export const extraActions: ActionTable = new Map<string, OpenAction>([
  ['tgme_widget_message_reply', readReply],
  ['tgme_widget_message_via_bot', readViaBot],
  ['tgme_reaction', readReaction],
  ['tgme_widget_message_inline_row', openRow],
  ['tgme_widget_message_inline_button', readButton],
])

/** More than Telegram allows; a page with more is no page of Telegram's. */
const maxReactions = 200
const maxButtons = 200

function readReply(reader: PageReader, attributes: Attributes): CloseAction {
  const post = reader.post
  const ref = parseTelegramRef(attributes['href'])
  const sink = new ReplySink()
  return reader.divert(sink, (whole) => {
    // A quotation without an end would take in the words of its own post.
    if (!whole) throw markupChanged('a quotation has no end')
    if (post === null || typeof ref?.name !== 'string' || ref.messageId === null) return
    const isOwn = ref.name.toLowerCase() === post.slug.toLowerCase()
    post.reply ??= {
      channel: isOwn ? null : ref.name,
      id: ref.messageId,
      author: sink.author,
      quote: sink.quote,
    }
  })
}

function readViaBot(reader: PageReader, attributes: Attributes): CloseAction {
  const post = reader.post
  const ref = parseTelegramRef(attributes['href'])
  return reader.capture(({ text }) => {
    if (post !== null) post.viaBot ??= /^@?(\w{1,64})$/.exec(text)?.[1] ?? ref?.name ?? null
  })
}

function readReaction(reader: PageReader, attributes: Attributes): CloseAction | undefined {
  const post = reader.post
  if (post === null) return undefined
  const sink = new ReactionSink(hasClass(attributes, 'tgme_reaction_paid'))
  return reader.divert(sink, () => {
    const reaction = sink.finish()
    if (reaction !== null && post.reactions.length < maxReactions) post.reactions.push(reaction)
  })
}

function openRow(reader: PageReader): undefined {
  if (reader.post !== null && reader.post.buttons.length < maxButtons) reader.post.buttons.push([])
}

function readButton(reader: PageReader, attributes: Attributes): CloseAction | undefined {
  const post = reader.post
  if (post === null) return undefined
  const url = toButtonUrl(attributes['href'])
  return reader.capture((captured) => {
    const text = textOrNull(captured.text)
    if (text !== null) addButton(post.buttons, { text, url })
  })
}

/** A button outside of any row makes one of its own. */
function addButton(rows: Button[][], button: Button): void {
  const row = rows.at(-1)
  if (row === undefined) rows.push([button])
  else if (row.length < maxButtons) row.push(button)
}
