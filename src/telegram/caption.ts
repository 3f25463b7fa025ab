import { type Html, measure } from './html.ts'
import { isWithin, limits } from './split.ts'

/** UTF-16 units after entity parsing, by Telegram's rule for what stands under a picture. */
const maxCaptionUnits = 1024

/** The first of these that Telegram takes as a caption; the last resort must fit. */
export function fitCaption(candidates: readonly (() => Html)[], lastResort: Html): Html {
  for (const candidate of candidates) {
    const html = candidate()
    if (isWithin(measure(html), { ...limits, units: maxCaptionUnits })) return html
  }
  return lastResort
}
