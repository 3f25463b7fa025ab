import type { QueryFault } from '../../domain/query.ts'

interface Place {
  /** In UTF-16 units of the query; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

/** A word, or what stands between quotes, as typed, without quotes and what stands behind them. */
export interface TextLexeme extends Place {
  readonly kind: 'text'
  readonly quoted: boolean
  /** "…"= or ="…": these forms only. */
  readonly exact: boolean
  /** "…"~3; null for what stands side by side. */
  readonly distance: number | null
  readonly body: string
  readonly bodyStart: number
}

export interface FilterLexeme extends Place {
  readonly kind: 'filter'
  /** As typed, without the colon. */
  readonly name: string
  /** One, or several of which one is enough: "has:photo,video", "in:@a|@b". */
  readonly values: readonly string[]
  readonly valueStart: number
}

export interface RegexLexeme extends Place {
  readonly kind: 'regex'
  readonly source: string
}

export type Operand = TextLexeme | FilterLexeme | RegexLexeme
export type Lexeme = Operand | (Place & { readonly kind: 'exclude' | 'or' | 'and' | 'open' | 'close' })

/** A fault whose repair is a text that has to be parsed in its turn. */
export interface LexFault extends Pick<QueryFault, 'code' | 'position' | 'detail'> {
  readonly repair: string | null
}

export type Lexed =
  { readonly ok: true; readonly lexemes: readonly Lexeme[] } | { readonly ok: false; readonly fault: LexFault }
