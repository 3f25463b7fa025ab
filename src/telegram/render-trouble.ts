import type { MessageButton, MessagePart } from '../domain/messenger.ts'
import type { TroubleKind, TroubleNotice } from '../domain/trouble.ts'
import { cleanLine } from './clean-text.ts'
import { type Html, sourceOf, toPlain } from './html.ts'
import { encodeButton } from './keyboard.ts'
import { connectPayload } from './managing.ts'
import type { Texts, Translate } from './texts.ts'

const maxTitleLength = 60

/**
 * What is wrong in a chat and what its administrator can do, with buttons for it; or that it is well again. Pure, as `renderDigest` is.
 * `username`: of the bot.
 */
export function renderTrouble(notice: TroubleNotice, texts: Texts, username: string): readonly MessagePart[] {
  const { about, isEnd } = notice
  const t = texts(notice.language)
  const plans = plansOf(notice.plans, t)
  if (about === null) return [toPart(t(`trouble-here-${notice.trouble}`, { plans }))]
  const title = cleanLine(about.title, maxTitleLength) || '?'
  if (isEnd) return [toPart(t(`trouble-end-${endOf(notice)}`, { title, plans }))]
  const part = toPart(t(`trouble-${beginningOf(notice)}`, { title, plans }))
  return [{ ...part, buttons: buttonsOf(notice.trouble, about.chatId, { t, username }).map((button) => [button]) }]
}

/** What waits can be tried at once; a plan is moved in the settings of the chat. */
function buttonsOf(
  trouble: TroubleKind,
  chatId: number,
  { t, username }: { readonly t: Translate; readonly username: string },
): readonly MessageButton[] {
  const retry = { text: t.plain('trouble-retry-button'), data: encodeButton('connect', 'retry', chatId) }
  const settings = { text: t.plain('trouble-button'), url: `https://t.me/${username}?start=${connectPayload(chatId)}` }
  if (trouble === 'rights') return [retry]
  return trouble === 'general' ? [retry, settings] : [settings]
}

/** Rights are given elsewhere in a channel than in a group. */
function beginningOf({ trouble, about }: TroubleNotice): string {
  if (trouble !== 'rights') return trouble
  return about?.chatKind === 'channel' ? 'channel' : 'group'
}

function endOf({ trouble }: TroubleNotice): string {
  return trouble === 'closed' || trouble === 'missing' ? 'topic' : trouble
}

function toPart(html: Html): MessagePart {
  return { html: sourceOf(html), plain: toPlain(html) }
}

/** "plan 2", or "plans 2, 3", after the word for a topic. */
export function plansOf(plans: readonly number[], t: Translate): string {
  return t.plain('trouble-plans', { count: plans.length, numbers: plans.join(', ') })
}
