import { postUrl } from '../core/channel-ref.ts'
import type { DeletedItem, EditedItem, FollowUp } from '../domain/follow-up.ts'
import type { MessagePart } from '../domain/messenger.ts'
import { cleanLine, cleanLines } from './clean-text.ts'
import { type Dates, datesOf } from './dates.ts'
import { type Html, join, markup, toPlain } from './html.ts'
import { encodeButton } from './keyboard.ts'
import { renderDiff } from './render-diff.ts'
import type { Texts, Translate } from './texts.ts'

/** UTF-16 units of the words of one post: a single one has room, of ten together each has less. */
const maxLength = 1200
const maxLengthAmongOthers = 300
const maxButtons = 10

/** One message with a button a post that leads to its history. Pure, as `renderDigest` is. */
export function renderFollowUp(content: FollowUp, texts: Texts): readonly MessagePart[] {
  const t = texts(content.language)
  const dates = datesOf(content.language, content.timeZone)
  const { items, more } = content
  const limit = items.length > 1 ? maxLengthAmongOthers : maxLength
  const lines = items.map((item) => renderItem(item, content, { t, dates, limit }))
  const html = join([...lines, ...(more > 0 ? [t('follow-up-more', { count: more })] : [])], '\n\n')
  return [{ html: html.source, plain: toPlain(html), buttons: toButtons(items, t) }]
}

interface Voice {
  readonly t: Translate
  readonly dates: Dates
  readonly limit: number
}

function renderItem(item: EditedItem | DeletedItem, { madeAt }: FollowUp, { t, dates, limit }: Voice): Html {
  const at = (instant: number): string =>
    dates.isSameDay(instant, madeAt) ? dates.time(instant) : dates.dayAndTime(instant)
  const name = item.channelName
  const link = markup`<a href="${postUrl(name, item.messageId)}">@${name}/${item.messageId}</a>`
  const received = at(item.receivedAt)
  if (item.kind === 'edited') {
    const words = renderDiff(cleanLines(item.former), cleanLines(item.latter), limit)
    return join([t('follow-up-edited', { link, received }), words], '\n')
  }
  const when = renderTimes(item, at, t)
  const beginning = cleanLine(item.beginning, limit)
  const words = beginning === '' ? [] : [markup`<i>${beginning}</i>`]
  return join([t('follow-up-deleted', { link, received }), ...words, when], '\n')
}

/** Between two looks in the same minute it was about then. */
function renderTimes({ after, before: until }: DeletedItem, at: (instant: number) => string, t: Translate): Html {
  const before = at(until)
  if (after === null) return t('follow-up-deleted-before', { before })
  return at(after) === before
    ? t('follow-up-deleted-about', { before })
    : t('follow-up-deleted-between', { after: at(after), before })
}

/** Two in a row, numbered by their posts where there are several. */
function toButtons(items: FollowUp['items'], t: Translate): NonNullable<MessagePart['buttons']> {
  const buttons = items.slice(0, maxButtons).map(({ channelName, messageId }) => ({
    text:
      items.length === 1
        ? t.plain('follow-up-history-button')
        : `${t.plain('follow-up-history-button')} ${channelName}/${messageId}`,
    data: encodeButton('history', 'show', channelName, messageId),
  }))
  return buttons.map((button) => [button])
}
