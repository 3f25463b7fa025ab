import { maxQueryLength } from './limits.ts'

/**
 * A canonical query that asks for a channel under its new name, where it asked with `in:` for its former one; null where it did
 * not, or would become too long. Names of origins stay: a forward keeps the name that its page showed.
 */
export function renameChannel(canonical: string, from: string, to: string): string | null {
  const asked = new RegExp(`(?<![^\\s(-])in:@${RegExp.escape(from.toLowerCase())}(?![^\\s)])`, 'g')
  const renamed = canonical.replace(asked, `in:@${to.toLowerCase()}`)
  return renamed === canonical || renamed.length > maxQueryLength ? null : renamed
}
