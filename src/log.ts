import pino from 'pino'
import type { Config } from './config.ts'

export type Logger = pino.Logger

/** A bot token anywhere, and the credentials of a proxy's address. */
const secrets = [
  { pattern: /(?<!\d)\d{5,20}:[A-Za-z0-9_-]{20,100}/g, replacement: '[token]' },
  { pattern: /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"\\]*@/gi, replacement: '$1[credentials]@' },
]

/** Removes what must not be written down from any text, such as an error's message with an address in it. */
export function redactSecrets(text: string): string {
  return secrets.reduce((redacted, { pattern, replacement }) => redacted.replaceAll(pattern, replacement), text)
}

/** The log: JSON lines on standard output, or lines for people. Every line is redacted as a whole. */
export function createLogger(
  config: Pick<Config, 'logLevel' | 'logPretty'>,
  destination?: pino.DestinationStream,
): Logger {
  const options: pino.LoggerOptions = {
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: redactSecrets },
  }
  if (destination !== undefined) return pino(options, destination)
  if (config.logPretty) return pino(options, pino.transport({ target: 'pino-pretty', options: { colorize: true } }))
  return pino(options)
}
