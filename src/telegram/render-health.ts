import type { HealthKind, HealthLine, HealthNotice } from '../domain/health.ts'
import type { MessagePart } from '../domain/messenger.ts'
import { cleanLine } from './clean-text.ts'
import { subscriberLabel } from './counts.ts'
import { type Html, join, sourceOf, toPlain } from './html.ts'
import { encodeButton } from './keyboard.ts'
import type { Texts, Translate } from './texts.ts'

/** More than so many are told by kind, in a line each. */
const maxSentences = 3
/** In all kinds together: with longer names than there are, they fit into one message. */
const maxNames = 80
const maxTitleLength = 60
const warnings: ReadonlySet<HealthKind> = new Set(['scam', 'fake'])
const maxNameLength = 40

/** One message, however many channels it is about. Pure, as `renderDigest` is. */
export function renderHealth({ language, lines }: HealthNotice, texts: Texts): readonly MessagePart[] {
  const t = texts(language)
  const paragraphs = lines.length > maxSentences ? renderMany(lines, t) : lines.map((line) => renderOne(line, t))
  const html = join(paragraphs, '\n\n')
  return [{ html: sourceOf(html), plain: toPlain(html), buttons: leaveButtons(lines, t) }]
}

/** For whoever wants to hear no more of a channel that Telegram warns of. */
function leaveButtons(lines: readonly HealthLine[], t: Translate): NonNullable<MessagePart['buttons']> {
  if (lines.length > maxSentences) return []
  const warned = new Set(lines.filter(({ kind, isEnd }) => !isEnd && warnings.has(kind)).map(({ name }) => name))
  return [...warned].map((name) => [
    { text: t.plain('health-leave-button', { name }), data: encodeButton('unfollow', 'leave', name) },
  ])
}

function renderOne(line: HealthLine, t: Translate): Html {
  const { from, to, ...counts } = line.values
  return t(`health-${idOf(line)}`, {
    ...counts,
    ...(from !== undefined && { from: subscriberLabel(from, t) }),
    ...(to !== undefined && { to: subscriberLabel(to, t) }),
    name: cleanLine(line.name, maxNameLength),
    title: cleanLine(line.title, maxTitleLength),
  })
}

function renderMany(lines: readonly HealthLine[], t: Translate): readonly Html[] {
  const byId = Map.groupBy(lines, idOf)
  const channels = new Set(lines.map(({ name }) => name)).size
  return [
    t('health-many-title', { count: channels }),
    ...[...byId].map(([id, group]) => {
      const names = renderNames(group, Math.floor(maxNames / byId.size), t)
      return t(`health-many-${id}`, { names })
    }),
  ]
}

function renderNames(lines: readonly HealthLine[], limit: number, t: Translate): Html {
  const names = lines.slice(0, limit).map(({ name }) => cleanLine(name, maxNameLength))
  const more = lines.length - names.length
  return join([join(names, ', '), ...(more === 0 ? [] : [t('health-more', { count: more })])], ' ')
}

function idOf({ kind, isEnd }: HealthLine): string {
  return isEnd ? `${kind}-end` : kind
}
