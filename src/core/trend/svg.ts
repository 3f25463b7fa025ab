/** Colours that are readable on the light card that every picture is, whatever the theme around it. */
export const ink = {
  paper: '#f6f7f9',
  text: '#1b2430',
  faint: '#596675',
  line: '#d5dae1',
  bar: '#7fa8d6',
  strong: '#1f5f9f',
  up: '#a3451b',
  down: '#2f6b4f',
} as const

export interface Canvas {
  readonly width: number
  readonly height: number
}

/** An SVG of its own size with rounded paper; `parts` are elements. */
export function toSvg({ width, height }: Canvas, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Golos Text">`,
    rect({ x: 0, y: 0, width, height, fill: ink.paper }),
    ...parts,
    '</svg>',
  ].join('\n')
}

export function rect(box: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly fill: string
  readonly round?: number
}): string {
  const { x, y, width, height, fill, round = 0 } = box
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" rx="${num(round)}" fill="${fill}"/>`
}

export function line(ends: {
  readonly x1: number
  readonly x2: number
  readonly y: number
  readonly stroke?: string
  readonly dash?: string
}): string {
  const { x1, x2, y, stroke = ink.line, dash } = ends
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`
  return `<line x1="${num(x1)}" x2="${num(x2)}" y1="${num(y)}" y2="${num(y)}" stroke="${stroke}" stroke-width="2"${dashes}/>`
}

export interface TextAt {
  readonly x: number
  readonly y: number
  /** In pixels; on a phone the picture is shown at about a third. */
  readonly size: number
  readonly fill?: string
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** A line of text of strangers, made safe for XML, without letters that the font has not. */
export function text(words: string, at: TextAt): string {
  const { x, y, size, fill = ink.text, bold = false, anchor = 'start' } = at
  const weight = bold ? ' font-weight="700"' : ''
  return `<text x="${num(x)}" y="${num(y)}" font-size="${size}" fill="${fill}"${weight} text-anchor="${anchor}">${escapeXml(drawable(words))}</text>`
}

/** The font has Latin and Cyrillic letters, figures and common signs; emoji in a title would stand as empty boxes. */
function drawable(words: string): string {
  return words
    .replaceAll(/[^\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}\p{P}\p{Sc}\p{Zs}+=|<>~^`−]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The mean width of a letter of the font, as a part of its size; bold letters are wider. */
const letterWidth = 0.57

/** The text, cut so that it takes about `width` at the most. */
export function fit(words: string, width: number, size: number): string {
  const most = Math.max(1, Math.floor(width / (size * letterWidth)))
  // What is drawn has no characters beyond the first plane: units are letters.
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`
}

/** What XML allows, and nothing that it would read as markup. */
export function escapeXml(words: string): string {
  return (
    words
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      .replaceAll(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff\u202a-\u202e\u2066-\u2069]/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}

function num(value: number): string {
  return String(Math.round(value * 100) / 100)
}
