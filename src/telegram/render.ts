import type { ChannelGap } from '../domain/completeness.ts'
import type { Digest, DigestChannel, DigestGroup, DigestItem, Occasion } from '../domain/digest.ts'
import type { MessagePart } from '../domain/messenger.ts'
import type { Parcel } from '../domain/parcel.ts'
import { cleanLine } from './clean-text.ts'
import { type Dates, datesOf } from './dates.ts'
import { type Html, markup, join, toPlain } from './html.ts'
import { encodeButton } from './keyboard.ts'
import { renderChannelLink, renderPost } from './post-line.ts'
import { type Heading, type Item, splitDocument } from './split.ts'
import type { Texts, Translate } from './texts.ts'

/** An extract is made shorter than this where the digest is composed; an item must fit into a message whatever it holds. */
const maxExtractLength = 600
const maxQueryLength = 300
const maxNotes = 3
const maxGapChannels = 3
const maxNoteLength = 60

interface Voice {
  readonly t: Translate
  readonly dates: Dates
}

/** The messages of a digest. Pure: the same digest always gives the same messages. */
export function renderDigest(
  digest: Digest,
  texts: Texts,
  parcel?: Pick<Parcel, 'id' | 'chatId'>,
): readonly MessagePart[] {
  const t = texts(digest.language)
  const voice = { t, dates: datesOf(digest.language, digest.timeZone) }
  if (digest.occasion?.kind === 'flood') return [renderFlood(digest.occasion, t, parcel)]
  const parts = splitDocument({
    title: renderTitle(digest, voice),
    items: digest.groups.flatMap((group) => toItems(group, digest, voice)),
    footer: renderFooter(digest, voice),
  })
  return parts.map((part) => ({ html: part.source, plain: toPlain(part) }))
}

/** Only the number of posts, and a button to all of them. */
function renderFlood(
  { query, count }: Extract<Occasion, { kind: 'flood' }>,
  t: Translate,
  parcel: Pick<Parcel, 'id'> | undefined,
): MessagePart {
  const name = query === null ? [] : [markup`🔎 <b>${cleanLine(query, maxQueryLength)}</b>`]
  const text = join([...name, t('digest-flood', { count })], '\n')
  const all = {
    text: t.plain('digest-flood-button', { count }),
    data: encodeButton('digest', 'all', parcel?.id ?? 0, 0),
  }
  return { html: text.source, plain: toPlain(text), ...(parcel !== undefined && { buttons: [[all]] }) }
}

function renderFooter({ leftOver, gaps = [], alerted = 0 }: Digest, voice: Voice): Html | null {
  const lines = [
    ...(leftOver > 0 ? [markup`<i>${voice.t('digest-left-over', { count: leftOver })}</i>`] : []),
    ...(alerted > 0 ? [markup`<i>${voice.t('digest-alerted', { count: alerted })}</i>`] : []),
    ...(gaps.length > 0 ? [markup`<i>${renderGaps(gaps, voice)}</i>`] : []),
  ]
  return lines.length === 0 ? null : join(lines, '\n')
}

/** All of them in one line: what matters is that something may be missing, and where to look. */
function renderGaps(gaps: readonly ChannelGap[], { t, dates }: Voice): Html {
  const names = [...new Set(gaps.map(({ channelName }) => `@${channelName}`))]
  const shown = names.slice(0, maxGapChannels)
  const more = names.length > shown.length ? ['…'] : []
  return t('digest-gap', {
    channels: join([...shown, ...more], ', '),
    from: dates.dayAndTime(Math.min(...gaps.map(({ fromAt }) => fromAt))),
    to: dates.dayAndTime(Math.max(...gaps.map(({ untilAt }) => untilAt))),
  })
}

function renderTitle({ slotAt, postCount, occasion }: Digest, { t, dates }: Voice): Html {
  if (occasion?.kind === 'alert') return markup`<b>🔔 ${t('digest-alert', { count: postCount })}</b>`
  if (occasion?.kind === 'catch_up') {
    const since = t('digest-catch-up', { at: dates.dayAndTime(occasion.sinceAt) })
    return markup`<b>📰 ${since}</b>\n${countOrNothing(postCount, t)}`
  }
  const title = t('digest-title', { day: dates.weekday(slotAt), time: dates.time(slotAt) })
  return markup`<b>📰 ${title}</b>\n${countOrNothing(postCount, t)}`
}

function countOrNothing(count: number, t: Translate): Html {
  return count === 0 ? t('digest-nothing-new') : t('digest-count', { count })
}

function toItems(group: DigestGroup, digest: Digest, voice: Voice): readonly Item[] {
  const above = group.query === null ? [] : [queryHeading(group.query, voice)]
  return group.channels.flatMap((channel) => {
    const headings = [...above, channelHeading(channel, voice)]
    return channel.items.map((item) => ({ html: renderItem(item, { channel, digest, voice }), headings }))
  })
}

function queryHeading(query: string, { t }: Voice): Heading {
  const first = markup`🔎 <b>${cleanLine(query, maxQueryLength)}</b>`
  return { first, continued: markup`${first} ${t('digest-continued')}` }
}

function channelHeading({ name, title }: DigestChannel, { t }: Voice): Heading {
  const first = markup`<b>${renderChannelLink(name, title)}</b>`
  return { first, continued: markup`${first} ${t('digest-continued')}` }
}

function renderItem(
  item: DigestItem,
  context: { readonly channel: DigestChannel; readonly digest: Digest; readonly voice: Voice },
): Html {
  const { t, dates } = context.voice
  return renderPost(
    { ...item, channelName: context.channel.name },
    {
      t,
      dates,
      sameDayAs: context.digest.slotAt,
      extractLength: maxExtractLength,
      notes: renderAlsoMatches(item.alsoMatches, t),
    },
  )
}

function renderAlsoMatches(queries: readonly string[], t: Translate): readonly Html[] {
  const lines = queries.map((query) => cleanLine(query, maxNoteLength)).filter((line) => line !== '')
  const shown = lines.slice(0, maxNotes)
  if (shown.length === 0) return []
  const more = lines.length > maxNotes ? ['…'] : []
  return [markup`<i>${t('digest-also', { queries: join([...shown, ...more], ', ') })}</i>`]
}
