/** Plain data that JSON can say. `undefined` among an object's values stands for a name that is not there. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue | undefined }

/**
 * The one spelling of a value in JSON, after RFC 8785: names sorted by their UTF-16 units, no whitespace, numbers and strings as
 * ECMAScript's JSON.stringify writes them. Half of a surrogate pair, which that RFC leaves out, is written \udxxx. Throws
 * RangeError for a number that JSON has no word for.
 */
export function toCanonicalJson(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`JSON cannot say ${value}`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, member]) => (member === undefined ? [] : [`${JSON.stringify(name)}:${toCanonicalJson(member)}`]))
  return `{${members.join(',')}}`
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
