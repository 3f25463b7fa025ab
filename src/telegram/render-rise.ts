import type { MessagePart } from '../domain/messenger.ts'
import type { RiseAlert, RisenQuery } from '../domain/rise-alert.ts'
import { cleanLine, clip } from './clean-text.ts'
import { type Dates, datesOf } from './dates.ts'
import { type Html, join, markup, toPlain } from './html.ts'
import { type Button, encodeButton } from './keyboard.ts'
import { renderPost } from './post-line.ts'
import { renderRise } from './rise-line.ts'
import type { Texts, Translate } from './texts.ts'

/** Five rises with all that may stand in them fit into one message. */
const maxQueryLength = 200
const maxExtractLength = 240
const maxNameLength = 30

/** One message, with a button for each query that has risen. Pure, as `renderDigest` is. */
export function renderRiseAlert(
  { language, timeZone, madeAt, rises }: RiseAlert,
  texts: Texts,
): readonly MessagePart[] {
  const t = texts(language)
  const dates = datesOf(language, timeZone)
  const html = join(
    rises.map((one) => renderOne(one, { t, dates, madeAt })),
    '\n\n',
  )
  const buttons = rises.map((one) => [trendButton(one, t, rises.length > 1)])
  return [{ html: html.source, plain: toPlain(html), buttons }]
}

function renderOne(
  { query, rise, lead }: RisenQuery,
  { t, dates, madeAt }: { readonly t: Translate; readonly dates: Dates; readonly madeAt: number },
): Html {
  const head = [markup`<b>📈 ${cleanLine(query, maxQueryLength)}</b>`, renderRise(rise, t)]
  if (lead === null) return join(head, '\n')
  const post = renderPost(
    { ...lead, forwardedFrom: null },
    {
      t,
      dates,
      sameDayAs: madeAt,
      extractLength: maxExtractLength,
      channelTitle: lead.channelTitle || lead.channelName,
    },
  )
  return join([...head, t('rise-lead'), post], '\n')
}

/** The picture of the query; named after it where there are several. */
function trendButton({ watch, query }: RisenQuery, t: Translate, isNamed: boolean): Button {
  const name = isNamed ? `: ${clip(cleanLine(query, maxQueryLength), maxNameLength)}` : ''
  return { text: `${t.plain('rise-trend-button')}${name}`, data: encodeButton('trend', 'watch', watch) }
}
