import type { Attributes, CloseAction } from './markup.ts'
import { openPost, postActions, postElementActions } from './post-actions.ts'
import type { ActionTables, OpenAction, PageReader } from './reader.ts'
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
    ['tgme_main', readDataUrl],
    ['tme_no_messages_found', readEmptyMark],
    ['tgme_widget_message_error', readField('embedError')],
  ]),
  inPost: postActions,
  inPostElements: postElementActions,
  openPost,
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
    if (/^subscribers?$/i.test(text)) surroundings.subscribers ??= parseCount(surroundings.counter ?? '')
    surroundings.counter = null
  })
}

function readHeaderCounter(reader: PageReader): CloseAction {
  return reader.capture(({ text }) => {
    const label = /^(.{1,32}?)\s+subscribers?$/i.exec(text)?.[1]
    if (label !== undefined) reader.surroundings.subscribers ??= parseCount(label)
  })
}

function readDataUrl(reader: PageReader, attributes: Attributes): undefined {
  reader.surroundings.dataUrl ??= /^\/(\w{1,64})$/.exec(attributes['data-url'] ?? '')?.[1] ?? null
}

function readEmptyMark(reader: PageReader): undefined {
  reader.surroundings.saysEmpty = true
}
