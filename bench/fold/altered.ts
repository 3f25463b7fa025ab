/** A text made from another by machine. */
export type Alter = (text: string) => string | null

const name = /(?<=\p{Ll}[ ,]+)\p{Lu}\p{Ll}{3,}(?=[ ,.])/u
const figure = /(?<![\p{L}\p{N}.,:/-])\d{1,3}(?![\p{L}\p{N}.,:/-]*\p{N})/u
const month = /(?<=\d )(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)/u
const weekday = /(?<=\p{L} )(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)(?!\p{L})/u

/** Each makes a text of other substance; null: it finds nothing to change. */
export const otherTexts: Readonly<Record<string, Alter>> = {
  'a figure': (text) => replaceFirst(text, figure, (found) => String(Number(found) + 16)),
  'a name': (text) => replaceFirst(text, name, (found) => (found.startsWith('Сарат') ? 'Воронеж' : 'Саратов')),
  'a month': (text) => replaceFirst(text, month, (found) => (found === 'мая' ? 'июня' : 'мая')),
  'a weekday': (text) => replaceFirst(text, weekday, (found) => (found === 'среду' ? 'четверг' : 'среду')),
  'a negation': (text) =>
    replaceFirst(text, /(?<=\p{Ll} )\p{Ll}{3,}(?:ал|ил|ел|ает|ит|ут|ят)(?= )/u, (found) => `не ${found}`),
  'more news at its end': (text) =>
    `${text}\nПозже стало известно, что подозреваемый задержан, возбуждено уголовное дело, ему грозит тюремный срок.`,
}

/** Each makes a copy that says nothing new. */
export const copies: Readonly<Record<string, Alter>> = {
  'a footer': (text) => `${text}\n\n🔴 Подписаться на канал | Прислать новость\n@other_channel`,
  'a word of opening': (text) => `❗️Срочно! ${text}`,
  'a source at its end': (text) => `${text} — СМИ`,
  'case and punctuation': (text) => text.toUpperCase().replaceAll(/[«»"!❗⚡]/gu, ''),
  'no last sentence': (text) => {
    const sentences = text.trim().split(/(?<=[.!?])\s+/u)
    return sentences.length < 4 ? null : sentences.slice(0, -1).join(' ')
  },
}

function replaceFirst(text: string, pattern: RegExp, to: (found: string) => string): string | null {
  return pattern.test(text) ? text.replace(pattern, to) : null
}
