import { GrammyError } from 'grammy'

/** Telegram refuses to work with this bot, so that going on makes no sense. The message says what to do. */
export class TelegramFatalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TelegramFatalError'
  }
}

/** The fatal error that a failed call stands for; null when trying again may help. */
export function toFatalError(error: unknown): TelegramFatalError | null {
  if (!(error instanceof GrammyError)) return null
  const { error_code: code, description } = error
  if (code === 401 || code === 404) {
    return new TelegramFatalError('Telegram refuses BOT_TOKEN: take a new one from @BotFather', { cause: error })
  }
  if (code !== 409) return null
  const message = description.toLowerCase().includes('webhook')
    ? 'a webhook is set for this bot: remove it with deleteWebhook, then start again'
    : "another program is receiving this bot's updates: stop it, or give Vestnik a bot of its own"
  return new TelegramFatalError(message, { cause: error })
}
