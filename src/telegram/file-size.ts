import { locales, type Translate } from './texts.ts'

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** "0.79 kB", "45 kB", "1.2 MB". */
export function renderSize(bytes: number, t: Translate): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1000, bytes)) / 3) - 1)
  const format = new Intl.NumberFormat(locales[t.language], {
    style: 'unit',
    unit: units[step] ?? 'kilobyte',
    unitDisplay: 'short',
    maximumSignificantDigits: 2,
  })
  return format.format(bytes / 1000 ** (step + 1))
}
