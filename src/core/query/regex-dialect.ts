const wordCharacters = '\\pL\\pN_'
const startOfWord = `(?<![${wordCharacters}])`
const endOfWord = `(?:[^${wordCharacters}]|$)`

/** An expression in RE2's dialect, and whether it takes in the character behind the word that it ends with. */
export interface Translated {
  readonly source: string
  readonly takesInNext: boolean
}

/**
 * RE2 takes only Latin letters for letters of words: \w, \W and \b are rewritten so that they know those of every script. A \b
 * before something is the start of a word, any other is its end. Letters are folded as the text is: е for ё.
 */
export function translateRegex(source: string): Translated {
  let translated = ''
  let isInClass = false
  let takesInNext = false
  for (const { 0: piece, index } of source.matchAll(/\\[pP]\{[^}]*\}|\\.|[^\\]/gsu)) {
    if (piece === '[') isInClass = true
    if (piece === ']') isInClass = false
    if (piece === '\\b' && !isInClass) {
      const isStart = /^[\p{L}\p{N}[(.\\]/u.test(source.slice(index + 2))
      takesInNext ||= !isStart
      translated += isStart ? startOfWord : endOfWord
    } else if (piece === '\\w') translated += isInClass ? wordCharacters : `[${wordCharacters}]`
    else if (piece === '\\W' && !isInClass) translated += `[^${wordCharacters}]`
    else translated += piece === 'ё' || piece === 'Ё' ? 'е' : piece
  }
  return { source: translated, takesInNext }
}
