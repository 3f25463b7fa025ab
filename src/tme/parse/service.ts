import type { ServiceKind } from '../../domain/post.ts'

/** The wordings of the English page, from its begin on: a channel's name may say anything. */
const wordings: readonly (readonly [RegExp, ServiceKind])[] = [
  [/^channel created$/i, 'created'],
  [/^channel (?:name|title) (?:was )?changed/i, 'renamed'],
  [/^channel (?:photo|video) (?:was )?(?:updated|changed)$/i, 'photo_updated'],
  [/^channel (?:photo|video) (?:was )?(?:removed|deleted)$/i, 'photo_removed'],
  [/^(?:live stream|video chat) (?:was )?scheduled/i, 'video_chat_scheduled'],
  [/^(?:live stream|video chat) (?:was )?started/i, 'video_chat_started'],
  [/^(?:live stream|video chat) (?:was )?(?:finished|ended)/i, 'video_chat_ended'],
  [/^.{1,256}? pinned (?:«.*»|(?:a|an) [a-z ]{1,40})$/is, 'pinned'],
  [/^.{1,256}? just started a giveaway|^giveaway (?:results|winners)|^.{1,256}? winners? of the giveaway/i, 'giveaway'],
  [/^.{1,256}? boosted the (?:channel|group)/i, 'boost'],
]

/** What a notice tells of, by its words. */
export function serviceKindOf(text: string): ServiceKind {
  return wordings.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
}

/** The words that a notice of a pinned post quotes; null when it quotes none. */
export function pinnedWordsOf(text: string): string | null {
  return /^.{1,256}? pinned «(.+)»$/s.exec(text)?.[1] ?? null
}
