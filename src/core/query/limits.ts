/** Most UTF-16 units of a query, as typed and in its canonical form. */
export const maxQueryLength = 512
/** Most words, filters and regular expressions of a query. */
export const maxQueryTerms = 64
/** Most brackets within one another. */
export const maxQueryDepth = 16
/** Fewest letters before the star of a prefix. */
export const minPrefixLength = 3
