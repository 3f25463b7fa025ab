import { parseDocument } from 'htmlparser2'
import { checkedLink } from '../formatting/link-check.ts'
import type { MessageContent } from '../world/types.ts'
import { badRequest } from './api-error.ts'
import { isObject } from './call.ts'

type RichMessage = NonNullable<MessageContent['rich_message']>
type RichText = string | readonly RichText[] | { readonly type: string; readonly [field: string]: unknown }
type Block = { readonly type: string; readonly [field: string]: unknown }

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { attribs: unknown }>

const maxCharacters = 32_768
const maxBlocks = 500
const maxDepth = 16
const maxColumns = 20
const textNodeType = 3

interface Count {
  characters: number
  blocks: number
}

/**
 * Reads an InputRichMessage in its HTML form into blocks. Media, formulas and Markdown are not read here. Throws ApiError for
 * an empty message and for one beyond the limits; the words of the latter are the sandbox's own.
 */
export function readRichMessage(input: unknown): RichMessage {
  if (!isObject(input)) throw badRequest('rich message must be non-empty')
  const { html, markdown, is_rtl: isRtl } = input
  if (typeof markdown === 'string' && markdown !== '') throw badRequest('rich messages are read in HTML only')
  if (typeof html !== 'string' || html === '') throw badRequest('RICH_MESSAGE_CONTENT_REQUIRED')
  if (html.length > 8 * maxCharacters) throw badRequest('rich message is too long')
  const count: Count = { characters: 0, blocks: 0 }
  const blocks = readBlocks(parseDocument(html).children, count, 1)
  if (count.characters === 0) throw badRequest('rich message must be non-empty')
  if (count.characters > maxCharacters) throw badRequest('rich message is too long')
  if (count.blocks > maxBlocks) throw badRequest('rich message has too many blocks')
  return { blocks, ...(isRtl === true ? { is_rtl: true as const } : {}) }
}

const inlineTypes = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['sub', 'subscript'],
  ['sup', 'superscript'],
  ['mark', 'marked'],
  ['code', 'code'],
])
const inlineTags = new Set([...inlineTypes.keys(), 'a', 'br', 'span'])

function isElement(node: Node): node is Element {
  return 'attribs' in node
}

function textOf(node: Node): string {
  return node.nodeType === textNodeType && 'data' in node ? node.data : ''
}

/** Loose text and inline tags between blocks become paragraphs. */
function readBlocks(nodes: readonly Node[], count: Count, depth: number): Block[] {
  if (depth > maxDepth) throw badRequest('rich message is nested too deeply')
  const blocks: Block[] = []
  let loose: Node[] = []
  const flush = (): void => {
    if (loose.some((node) => isElement(node) || textOf(node).trim() !== '')) {
      blocks.push(counted(count, { type: 'paragraph', text: readInline(loose, count, depth) }))
    }
    loose = []
  }
  for (const node of nodes) {
    if (!isElement(node) || inlineTags.has(node.name)) loose.push(node)
    else {
      flush()
      blocks.push(counted(count, readBlock(node, count, depth)))
    }
  }
  flush()
  return blocks
}

function counted<B extends Block>(count: Count, block: B): B {
  count.blocks += 1
  return block
}

function readBlock(node: Element, count: Count, depth: number): Block {
  const { name, children } = node
  const heading = /^h([1-6])$/.exec(name)
  if (heading) return { type: 'heading', text: readInline(children, count, depth), size: Number(heading[1]) }
  if (name === 'p') return { type: 'paragraph', text: readInline(children, count, depth) }
  if (name === 'footer') return { type: 'footer', text: readInline(children, count, depth) }
  if (name === 'hr') return { type: 'divider' }
  if (name === 'pre') return readPre(node, count, depth)
  if (name === 'ul' || name === 'ol') return readList(node, count, depth)
  if (name === 'blockquote') return readQuotation(node, count, depth)
  if (name === 'details') return readDetails(node, count, depth)
  if (name === 'table') return readTable(node, count, depth)
  throw badRequest(`can't parse rich message: Unsupported tag "${name.slice(0, 32)}"`)
}

function readQuotation(node: Element, count: Count, depth: number): Block {
  const [credit, rest] = takeOut(node, 'cite')
  return {
    type: 'blockquote',
    blocks: readBlocks(rest, count, depth + 1),
    ...(credit ? { credit: readInline(credit.children, count, depth) } : {}),
  }
}

/** The first child with this name, and all the others. */
function takeOut({ children }: Element, name: string): readonly [Element | undefined, readonly Node[]] {
  const found = children.find((child): child is Element => isElement(child) && child.name === name)
  return [found, children.filter((child) => child !== found)]
}

function readPre(node: Element, count: Count, depth: number): Block {
  const inner = node.children.find((child): child is Element => isElement(child) && child.name === 'code')
  const language = /^language-(.+)$/.exec(inner?.attribs['class'] ?? '')?.[1]
  const text = readInline(inner?.children ?? node.children, count, depth)
  return { type: 'pre', text, ...(language ? { language } : {}) }
}

function readList(node: Element, count: Count, depth: number): Block {
  const isOrdered = node.name === 'ol'
  let value = wholeNumber(node.attribs['start']) ?? 1
  const items = elements(node.children)
    .filter(({ name }) => name === 'li')
    .map((item) => {
      value = wholeNumber(item.attribs['value']) ?? value
      const label = isOrdered ? `${value}.` : '•'
      const blocks = readBlocks(counted(count, { type: 'item', item }).item.children, count, depth + 1)
      return { label, blocks, ...(isOrdered ? { value: value++ } : {}) }
    })
  return { type: 'list', items }
}

function wholeNumber(written: string | undefined): number | null {
  return written !== undefined && /^-?\d{1,9}$/.test(written) ? Number(written) : null
}

function readDetails(node: Element, count: Count, depth: number): Block {
  const [summary, rest] = takeOut(node, 'summary')
  return {
    type: 'details',
    summary: readInline(summary?.children ?? [], count, depth),
    blocks: readBlocks(rest, count, depth + 1),
    ...('open' in node.attribs ? { is_open: true } : {}),
  }
}

function readTable(node: Element, count: Count, depth: number): Block {
  const [caption, rest] = takeOut(node, 'caption')
  const rows = elements(rest).flatMap((child) => (child.name === 'tr' ? [child] : elements(child.children)))
  const cells = rows.map((row) => {
    const columns = elements(row.children)
    if (columns.length > maxColumns) throw badRequest('rich message table has too many columns')
    return counted(count, { type: 'row', columns }).columns.map((cell) => readCell(cell, count, depth))
  })
  return {
    type: 'table',
    cells,
    ...('bordered' in node.attribs ? { is_bordered: true } : {}),
    ...('striped' in node.attribs ? { is_striped: true } : {}),
    ...(caption ? { caption: readInline(caption.children, count, depth) } : {}),
  }
}

function readCell(cell: Element, count: Count, depth: number): object {
  return {
    text: readInline(cell.children, count, depth),
    ...(cell.name === 'th' ? { is_header: true } : {}),
    align: oneOf(cell.attribs['align'], ['left', 'center', 'right']),
    valign: oneOf(cell.attribs['valign'], ['top', 'middle', 'bottom']),
  }
}

/** The value, or the first of them for any other. */
function oneOf(written: string | undefined, values: readonly [string, ...string[]]): string {
  return values.find((value) => value === written) ?? values[0]
}

function elements(nodes: readonly Node[]): Element[] {
  return nodes.filter(isElement)
}

function readInline(nodes: readonly Node[], count: Count, depth: number): RichText {
  if (depth > maxDepth) throw badRequest('rich message is nested too deeply')
  const parts = nodes.map((node): RichText => {
    if (isElement(node)) return readSpan(node, count, depth + 1)
    count.characters += textOf(node).trim() === '' ? 0 : textOf(node).length
    return textOf(node)
  })
  return parts.length === 1 ? (parts[0] ?? '') : parts.filter((part) => part !== '')
}

function readSpan(node: Element, count: Count, depth: number): RichText {
  if (node.name === 'br') return '\n'
  const text = readInline(node.children, count, depth)
  const type = inlineTypes.get(node.name)
  if (type) return { type, text }
  if (node.name === 'span') return text
  if (node.name !== 'a') throw badRequest(`can't parse rich message: Unsupported tag "${node.name.slice(0, 32)}"`)
  const url = checkedLink(node.attribs['href'] ?? '')
  return url === null ? text : { type: 'url', text, url }
}
