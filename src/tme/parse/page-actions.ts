import type { ChannelLabel } from '../../domain/channel.ts'
import { parseBackgroundUrl, toMediaUrl } from './links.ts'
import type { Attributes, CloseAction } from './markup.ts'
import { openPost, postActions, postElementActions } from './post-actions.ts'
import { markupChanged } from './reader.ts'
import type { ActionTables, OpenAction, PageReader, Surroundings } from './reader.ts'
import { parseCount, textOrNull } from './values.ts'

/** What the elements of a channel's page, of a part of it, or of an embedded post mean. */
export const pageTables: ActionTables = {
  outside: new Map<string, OpenAction>([
    ['tgme_channel_info_header_title', readField('title')],
    ['tgme_header_title', readField('title')],
    ['tgme_channel_info_header_username', readUsername],
    ['tgme_channel_info_description', readField('description')],
    ['counter_value', readCounterValue],
    ['counter_type', readCounterType],
    ['tgme_header_counter', readHeaderCounter],
    ['tgme_page_photo_image', openPhoto],
    ['tgme_channel_info_header_labels', readLabels],
    ['tgme_header_labels', readLabels],
    ['tgme_main', readDataUrl],
    ['tme_no_messages_found', readEmptyMark],
    ['tgme_widget_message_error', readField('embedError')],
    ['tgme_widget_message_meta', refuseStray],
    ['tgme_widget_message_date', refuseStray],
  ]),
  outsideElements: new Map<string, OpenAction>([['img', readPhoto]]),
  inPost: postActions,
  inPostElements: postElementActions,
  openPost,
}

/** A post whose beginning was lost is not counted as one, so its end must be noticed. */
function refuseStray(): never {
  throw markupChanged('a part of a post stands outside of any')
}

function readField(field: 'title' | 'description' | 'embedError'): OpenAction {
  return (reader) =>
    reader.capture(({ text }) => {
      reader.surroundings[field] ??= textOrNull(text)
    })
}

function readUsername(reader: PageReader): CloseAction {
  return reader.capture(({ text }) => {
    reader.surroundings.username ??= /^@?(\w{1,64})$/.exec(text)?.[1] ?? null
  })
}

function readCounterValue(reader: PageReader): CloseAction {
  return reader.capture(({ text }) => {
    reader.surroundings.counter = text
  })
}

function readCounterType(reader: PageReader): CloseAction {
  const { surroundings } = reader
  return reader.capture(({ text }) => {
    addCounter(surroundings, text, surroundings.counter ?? '')
    surroundings.counter = null
  })
}

function readHeaderCounter(reader: PageReader): CloseAction {
  return reader.capture(({ text }) => {
    const [, label, kind] = /^(.{1,32}?)\s+(subscribers?)$/i.exec(text) ?? []
    if (label !== undefined && kind !== undefined) addCounter(reader.surroundings, kind, label)
  })
}

/** "1 photo" counts photos. */
function addCounter({ counters }: Surroundings, kind: string, label: string): void {
  const noun = /^([a-z]{1,20}?)s?$/i.exec(kind)?.[1]?.toLowerCase()
  const count = parseCount(label)
  if (noun === undefined || count === null || counters.has(`${noun}s`) || counters.size >= maxCounters) return
  counters.set(`${noun}s`, count)
}

/** The picture of the channel stands twice in its header: as an image, or as the background of a sign. */
function openPhoto({ surroundings }: PageReader, attributes: Attributes): CloseAction {
  surroundings.photoUrl ??= parseBackgroundUrl(attributes['style'])
  surroundings.isInPhoto = true
  return () => {
    surroundings.isInPhoto = false
  }
}

function readPhoto({ surroundings }: PageReader, attributes: Attributes): undefined {
  if (surroundings.isInPhoto) surroundings.photoUrl ??= toMediaUrl(attributes['src'])
}

/** A label is told by the class of its sign, or by its word. */
function readLabels(reader: PageReader): CloseAction {
  const { labels } = reader.surroundings
  const add = (words: string): void => {
    for (const label of channelLabels) if (words.toLowerCase().includes(label)) labels.add(label)
  }
  return reader.divert(
    {
      open: (_name, attributes) => {
        add(attributes['class'] ?? '')
        return undefined
      },
      text: add,
    },
    () => undefined,
  )
}

const channelLabels: readonly ChannelLabel[] = ['verified', 'scam', 'fake']
const maxCounters = 20

function readDataUrl(reader: PageReader, attributes: Attributes): undefined {
  reader.surroundings.dataUrl ??= /^\/(\w{1,64})$/.exec(attributes['data-url'] ?? '')?.[1] ?? null
}

function readEmptyMark(reader: PageReader): undefined {
  reader.surroundings.saysEmpty = true
}
