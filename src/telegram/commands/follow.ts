import { describeSchedule } from '../../core/schedule/describe.ts'
import type { Channel } from '../../domain/channel.ts'
import type { FollowOutcome } from '../../flows/follow.ts'
import { cleanLine } from '../clean-text.ts'
import { type Action, type Call, type Command, defineCommand } from '../command.ts'
import { type Html, join } from '../html.ts'
import type { Keyboard } from '../keyboard.ts'
import type { Translate } from '../texts.ts'
import { whileTyping } from '../while-typing.ts'
import { renderTitle } from './channel-title.ts'
import { describeFault } from './fault-words.ts'
import { followButton } from './follow-offer.ts'
import { needsProgress, showProgress } from './follow-progress.ts'
import type { CommandParts } from './parts.ts'
import { createPastActions } from './past.ts'
import { offerPast } from './past-offer.ts'

const maxShownLength = 64

/** /follow, and the buttons that offer it. */
export function createFollowCommand(parts: CommandParts): Command {
  const follow = async (call: Call, input: string): Promise<void> => {
    const { chat, t, reply, signal } = call
    const outcomes = await whileTyping(parts.clock, call, () => parts.flows.following.follow(chat.id, input, signal))
    if (outcomes.length === 0) {
      await reply(t('follow-usage'))
      return
    }
    const ways = outcomes.some(isWithoutPreview) ? [t('follow-no-preview-ways')] : []
    const followed = outcomes.flatMap((outcome) => (outcome.kind === 'followed' ? [outcome.channel] : []))
    const past = await offerPast(parts, call, followed.length > 0 ? followed : outcomes.flatMap(knownIn))
    const hint = [...ways, ...(await nextStep(parts, call, outcomes)), ...past.words]
    const render = (progress: (channel: Channel) => Html | null): Html =>
      join([...outcomes.map((outcome) => renderOutcome(outcome, t, progress)), ...hint], '\n\n')
    if (followed.length > 0) parts.wakeCollect()
    const retries = outcomes.flatMap((outcome) =>
      outcome.kind === 'unreachable' ? [[followButton(outcome.name, t)]] : [],
    )
    const keyboard = [...retries, ...inviteButtons(parts, outcomes, t), ...past.keyboard]
    if (!needsProgress(followed)) {
      await reply(
        render(() => null),
        keyboard,
      )
      return
    }
    await showProgress(parts, { call, channels: followed, render, keyboard })
  }
  const add: Action = {
    changesSettings: true,
    run: (press) => follow(press, press.args[0] ?? ''),
  }
  return defineCommand({
    name: 'follow',
    descriptions: {
      en: 'follow channels: /follow @name or a link',
      ru: 'следить за каналами: /follow @имя или ссылка',
      uk: 'стежити за каналами: /follow @назва або посилання',
    },
    scope: 'all',
    changesSettings: true,
    run: (call) => follow(call, call.input),
    actions: { add, ...createPastActions(parts) },
  })
}

/** Whoever follows it and asks again may want more of it. */
function knownIn(outcome: FollowOutcome): readonly Channel[] {
  return outcome.kind === 'already' ? [outcome.channel] : []
}

function isWithoutPreview(outcome: FollowOutcome): boolean {
  return outcome.kind === 'no_preview' && outcome.landing.kind === 'channel'
}

/** For who administers a channel without a preview: opens Telegram's list of their channels. No right to write is asked for. */
function inviteButtons({ botUsername }: CommandParts, outcomes: readonly FollowOutcome[], t: Translate): Keyboard {
  const url = `https://t.me/${botUsername()}?startchannel&admin=manage_chat`
  return outcomes.some(isWithoutPreview) ? [[{ text: t.plain('follow-invite-button'), url }]] : []
}

/** What comes next: when the digest does, for whoever follows a first channel, and how to narrow it without queries. */
async function nextStep(
  parts: CommandParts,
  { chat, t }: Call,
  outcomes: readonly FollowOutcome[],
): Promise<readonly Html[]> {
  const added = outcomes.filter(({ kind }) => kind === 'followed').length
  if (added === 0) return []
  const isFirst = (await parts.flows.following.list(chat.id)).length === added
  const plan = (await parts.store.digests.listPlans(chat.id)).find(({ enabled }) => enabled)
  const said = plan === undefined ? '' : describeSchedule(plan.schedule, chat.language)
  const when = isFirst && plan !== undefined ? [t('follow-when', { when: said, zone: chat.timeZone })] : []
  const watches = await parts.flows.watching.list(chat.id)
  return [...when, ...(watches.length === 0 ? [t('follow-next')] : [])]
}

function renderOutcome(outcome: FollowOutcome, t: Translate, progress: (channel: Channel) => Html | null): Html {
  if (outcome.kind === 'followed') return renderFollowed(outcome.channel, t, progress(outcome.channel))
  if (outcome.kind === 'already') return t('follow-already', { channel: renderTitle(outcome.channel, t) })
  if (outcome.kind === 'limit') return t('follow-limit', { limit: outcome.limit })
  if (outcome.kind === 'invalid') {
    return t(`follow-invalid-${outcome.reason}`, { input: cleanLine(outcome.input, maxShownLength) })
  }
  const name = `@${outcome.name}`
  if (outcome.kind === 'unreachable') return t('follow-unreachable', { name, fault: describeFault(outcome.fault, t) })
  const { kind, title } = outcome.landing
  return t(`follow-no-preview-${kind}`, { name, title: cleanLine(title ?? outcome.name, maxShownLength) })
}

function renderFollowed(channel: Channel, t: Translate, progress: Html | null): Html {
  const line = t('follow-followed', { channel: renderTitle(channel, t) })
  return progress === null ? line : join([line, progress], '\n')
}
