import type { Channel } from '../../domain/channel.ts'
import type { FollowOutcome } from '../../flows/follow.ts'
import { cleanLine } from '../clean-text.ts'
import { type Action, type Call, type Command, defineCommand } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import { renderChannelLink } from '../post-line.ts'
import { renderSubscribers } from '../counts.ts'
import type { Translate } from '../texts.ts'
import { describeFault } from './fault-words.ts'
import { needsProgress, showProgress } from './follow-progress.ts'
import type { CommandParts } from './parts.ts'

const maxShownLength = 64

/** /follow, and the buttons that offer it. */
export function createFollowCommand(parts: CommandParts): Command {
  const follow = async (call: Call, input: string): Promise<void> => {
    const { chat, t, reply, signal } = call
    const outcomes = await parts.flows.following.follow(chat.id, input, signal)
    if (outcomes.length === 0) {
      await reply(t('follow-usage'))
      return
    }
    const hint = await nextStep(parts, call, outcomes)
    const render = (progress: (channel: Channel) => Html | null): Html =>
      join([...outcomes.map((outcome) => renderOutcome(outcome, t, progress)), ...hint], '\n\n')
    const followed = outcomes.flatMap((outcome) => (outcome.kind === 'followed' ? [outcome.channel] : []))
    if (followed.length > 0) parts.wakeCollect()
    if (!needsProgress(followed)) {
      await reply(render(() => null))
      return
    }
    await showProgress(parts, { call, channels: followed, render })
  }
  const add: Action = {
    changesSettings: true,
    run: (press) => follow(press, press.args[0] ?? ''),
  }
  return defineCommand({
    name: 'follow',
    descriptions: {
      en: 'follow channels: /follow @name or a link',
      ru: 'подписаться на каналы: /follow @имя или ссылка',
      uk: 'підписатися на канали: /follow @назва або посилання',
    },
    scope: 'all',
    changesSettings: true,
    run: (call) => follow(call, call.input),
    actions: { add },
  })
}

/** What to do next, for somebody who has no queries yet. */
async function nextStep(
  parts: CommandParts,
  { chat, t }: Call,
  outcomes: readonly FollowOutcome[],
): Promise<readonly Html[]> {
  if (!outcomes.some((outcome) => outcome.kind === 'followed')) return []
  const watches = await parts.flows.watching.list(chat.id)
  return watches.length === 0 ? [t('follow-next')] : []
}

function renderOutcome(outcome: FollowOutcome, t: Translate, progress: (channel: Channel) => Html | null): Html {
  if (outcome.kind === 'followed') return renderFollowed(outcome.channel, t, progress(outcome.channel))
  if (outcome.kind === 'already') return t('follow-already', titleOf(outcome.channel, t))
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
  const line = t('follow-followed', titleOf(channel, t))
  return progress === null ? line : join([line, progress], '\n')
}

function titleOf({ name, title, subscribers }: Channel, t: Translate): { readonly channel: Html } {
  const link = renderChannelLink(name, title)
  return { channel: subscribers === null ? link : markup`${link} (${renderSubscribers(subscribers, t)})` }
}
