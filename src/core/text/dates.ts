const months = [
  'января січня january',
  'февраля лютого february',
  'марта березня march',
  'апреля квітня april',
  'мая травня may',
  'июня червня june',
  'июля липня july',
  'августа серпня august',
  'сентября вересня september',
  'октября жовтня october',
  'ноября листопада november',
  'декабря грудня december',
]
const numbers = new Map(
  months.flatMap((names, index) => names.split(' ').map((name) => [name, String(index + 1).padStart(2, '0')] as const)),
)

/** The two digits of a month whose name follows a day ("24 февраля"); null: no such name. */
export function monthNumber(folded: string): string | null {
  return numbers.get(folded) ?? null
}
