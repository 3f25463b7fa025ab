import { day, second } from '../../domain/time.ts'
import type { Press } from '../command.ts'
import type { Html } from '../html.ts'
import type { Keyboard } from '../keyboard.ts'
import type { CommandParts } from './parts.ts'

const intervalMs = 15 * second
/** Whoever wants to see more asks /status. */
const longestMs = day

/** How far it is. */
export interface Shown {
  readonly text: Html
  readonly keyboard: Keyboard
  /** It will change by itself. */
  readonly isMoving: boolean
}

/** Shows a message for the first time. */
export type Show = Press['reply']

/** The message with the button turns into what is shown. */
export function inPlaceOf(press: Press): Show {
  return async (text, keyboard) => {
    await press.edit(text, keyboard)
    return { edit: press.edit }
  }
}

/**
 * Shows how far it is, and changes the message until nothing moves or a day is over. `render` gives null when there is nothing to show any
 * more.
 */
export async function showWhileMoving(
  { clock, background }: CommandParts,
  { render, show }: { readonly render: () => Promise<Shown | null>; readonly show: Show },
): Promise<void> {
  let shown = await render()
  if (shown === null) return
  const message = await show(shown.text, shown.keyboard)
  if (!shown.isMoving) return
  background.start(async (signal) => {
    for (const endAt = clock.now() + longestMs; clock.now() < endAt;) {
      await clock.sleep(intervalMs, signal)
      const now = await render()
      if (now === null) return
      if (now.text.source !== shown?.text.source) await message.edit(now.text, now.keyboard)
      shown = now
      if (!now.isMoving) return
    }
  })
}
