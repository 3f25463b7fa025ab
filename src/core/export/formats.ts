import { atom } from './atom.ts'
import { csv } from './csv.ts'
import type { ExportFormat } from './format.ts'
import { htmlPage } from './html-page.ts'
import { jsonLines } from './json-lines.ts'

export type FormatName = 'jsonl' | 'csv' | 'html' | 'atom'

export const exportFormats: Readonly<Record<FormatName, ExportFormat>> = {
  jsonl: jsonLines,
  csv,
  html: htmlPage,
  atom,
}

/** null: there is no such format. */
export function findFormatName(name: string): FormatName | null {
  const key = name.toLowerCase()
  return Object.hasOwn(exportFormats, key) ? (key as FormatName) : null
}
