/** A method of the Bot API's specification as data. */
export interface SpecMethod {
  readonly fields?: readonly SpecField[]
}

export interface SpecField {
  readonly name: string
  readonly types: readonly string[]
  readonly required: boolean
}

/** The specification: methods and types by name. */
export interface Spec {
  readonly methods: Readonly<Record<string, SpecMethod>>
  readonly types: Readonly<
    Record<string, { readonly fields?: readonly SpecField[]; readonly subtypes?: readonly string[] }>
  >
}

const maxDepth = 12

/**
 * What is wrong with a call: an unknown method or parameter, a required one that is missing, a value of the wrong basic type,
 * also inside of structures. Numbers and structures may be written as text, as forms do. Empty: nothing.
 */
export function checkCall(spec: Spec, method: string, params: Readonly<Record<string, unknown>>): string[] {
  const entry = Object.hasOwn(spec.methods, method) ? spec.methods[method] : undefined
  if (!entry) return [`${method}: no such method`]
  const files = new Set(Object.values(params).filter(isAttachment))
  const given = Object.fromEntries(
    Object.entries(params).filter(([name, value]) => !files.has(value) || hasField(entry, name)),
  )
  return checkFields(spec, entry.fields ?? [], given, { path: method, depth: 0 })
}

interface Place {
  readonly path: string
  readonly depth: number
}

function checkFields(
  spec: Spec,
  fields: readonly SpecField[],
  value: Readonly<Record<string, unknown>>,
  place: Place,
): string[] {
  const known = new Set(fields.map(({ name }) => name))
  const unknown = Object.keys(value).filter((name) => !known.has(name))
  return [
    ...unknown.map((name) => `${place.path}: unknown parameter "${name}"`),
    ...fields.flatMap((field) => {
      const given = value[field.name]
      if (given === undefined || given === null) {
        return field.required ? [`${place.path}: required parameter "${field.name}" is missing`] : []
      }
      return checkTypes(spec, field.types, given, { path: `${place.path}.${field.name}`, depth: place.depth + 1 })
    }),
  ]
}

/** The problems by the type that fits best; none when one of the types fits. */
function checkTypes(spec: Spec, types: readonly string[], value: unknown, place: Place): string[] {
  if (place.depth > maxDepth) return []
  let best: string[] | null = null
  for (const type of types) {
    const problems = checkType(spec, type, value, place)
    if (problems.length === 0) return []
    if (!best || problems.length < best.length) best = problems
  }
  return best ?? []
}

function checkType(spec: Spec, type: string, value: unknown, place: Place): string[] {
  const wrong = [`${place.path}: expected ${type}`]
  if (type === 'String') return typeof value === 'string' ? [] : wrong
  if (type === 'Integer') return isInteger(value) ? [] : wrong
  if (type === 'Float') return value !== '' && Number.isFinite(Number(value)) ? [] : wrong
  if (type === 'Boolean' || type === 'True')
    return [true, false, 'true', 'false'].some((one) => one === value) ? [] : wrong
  if (type === 'InputFile') return isAttachment(value) || typeof value === 'string' ? [] : wrong
  const structure = typeof value === 'string' ? parse(value) : value
  const element = /^Array of (.+)$/.exec(type)?.[1]
  if (element !== undefined) {
    if (!Array.isArray(structure)) return wrong
    return structure.flatMap((one: unknown, index) => {
      return checkTypes(spec, [element], one, { path: `${place.path}[${index}]`, depth: place.depth + 1 })
    })
  }
  return checkStructure(spec, type, structure, place)
}

function checkStructure(spec: Spec, type: string, value: unknown, place: Place): string[] {
  const entry = Object.hasOwn(spec.types, type) ? spec.types[type] : undefined
  if (!entry) return []
  if (entry.subtypes && entry.subtypes.length > 0) return checkTypes(spec, entry.subtypes, value, place)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${place.path}: expected ${type}`]
  return checkFields(spec, entry.fields ?? [], value as Record<string, unknown>, place)
}

function isInteger(value: unknown): boolean {
  return Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function hasField({ fields = [] }: SpecMethod, name: string): boolean {
  return fields.some((field) => field.name === name)
}

/** A file in the body, as the record of calls describes it. */
function isAttachment(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'fileName' in value && 'size' in value
}
