import { cityZones } from './city-zones.ts'
import { nearestOf } from './text/nearest.ts'

const maxNameLength = 64
const maxSuggestions = 3

/** Names that the runtime lists in their old form only; both forms are accepted, the new one is suggested. */
const renamed = new Map([
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
])

interface Names {
  /** The same by what is left of Russian and Ukrainian names without their endings. */
  readonly byStem: ReadonlyMap<string, string>
  /** What people write for a zone, normalised, and the zone. */
  readonly byName: ReadonlyMap<string, string>
}

let known: Names | null = null

/**
 * The time zone that people mean by a name: an IANA name in any case, old names among them, the city of one, a city in
 * Russian, Ukrainian or English, or an offset from UTC. IANA names come out as the runtime writes them. null when unknown.
 */
export function findTimeZone(text: string): string | null {
  if (text.length > maxNameLength) return null
  const name = text.trim().replace(/\s*\/\s*/g, '/')
  const key = toKey(name)
  return offsetZone(name) ?? namedZone(name.replace(/\s+/g, '_')) ?? knownNames().byName.get(key) ?? inflected(key)
}

/** Whether the runtime knows a time zone by this name, in any case of letters. */
export function isTimeZone(name: string): boolean {
  return name.length <= maxNameLength && namedZone(name) !== null
}

/** At most three zones that a mistyped name may stand for, nearest first. */
export function suggestTimeZones(text: string): string[] {
  const { byName } = knownNames()
  const key = toKey(text.slice(0, maxNameLength))
  const near = nearestOf(key, [...byName.keys()], Math.max(1, Math.floor(key.length / 3)))
  // A name that begins as a known one was perhaps not finished.
  const begun = key.length < 3 ? [] : [...byName.keys()].filter((name) => name.startsWith(key))
  const zones = [...near, ...begun].map((name) => byName.get(name)).filter((zone) => zone !== undefined)
  return [...new Set(zones)].slice(0, maxSuggestions)
}

function offsetZone(name: string): string | null {
  const match = /^(?:utc|gmt)?\s*([+\u2212-])\s*(\d{1,2})(?::?(\d{2}))?$/i.exec(name)
  if (match === null) return null
  const hours = Number(match[2])
  const minutes = Number(match[3] ?? 0)
  if (hours > 14 || minutes > 59) return null
  const sign = match[1] === '+' ? '+' : '-'
  return `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

function namedZone(name: string): string | null {
  if (!/^[a-z][a-z0-9_+/-]*$/i.test(name)) return null
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** "по Киеву", "за Києвом", "по московскому времени" */
function inflected(key: string): string | null {
  const { byStem } = knownNames()
  const stems = [...stemsOf(key), ...adjectiveStems(key)]
  return stems.map((stem) => byStem.get(stem)).find((zone) => zone !== undefined) ?? null
}

function knownNames(): Names {
  known ??= withStems(collectNames())
  return known
}

function collectNames(): ReadonlyMap<string, string> {
  const byName = new Map<string, string>()
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => renamed.get(zone) ?? zone)
  for (const zone of zones) byName.set(toKey(zone), zone)
  for (const [zone, cities] of cityZones) {
    for (const city of cities) byName.set(toKey(city), zone)
  }
  for (const zone of zones) {
    const city = toKey(zone.slice(zone.lastIndexOf('/') + 1))
    if (!byName.has(city)) byName.set(city, zone)
  }
  return byName
}

/** Lower case, е for ё, one apostrophe, and one space for whatever parts words. */
function toKey(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replace(/ё/g, 'е')
    .replace(/['’ʼ`]/g, "'")
    .replace(/[\s_-]+/g, ' ')
    .trim()
}

const caseEnding = /(?:ами|ями|ой|ою|ом|ем|єм|ей|ею|єю|ью|ам|ям|ах|ях|[аеиоуыьюяійїє])$/u
const adjectiveEnding = /(?:ому|ого|ое|ий|им|ой|е)$/u
const shortestStem = 3

function withStems(byName: ReadonlyMap<string, string>): Names {
  const byStem = new Map<string, string>()
  for (const [name, zone] of byName) {
    for (const stem of stemsOf(name)) if (!byStem.has(stem)) byStem.set(stem, zone)
  }
  return { byName, byStem }
}

/** Without its ending; Київ and Львів are Києв- and Львов- with one. */
function stemsOf(name: string): readonly string[] {
  if (!/^[\p{Script=Cyrillic}\s']+$/u.test(name)) return []
  const stem = name.replace(caseEnding, '')
  const stems = [stem, stem.replace(/ів$/u, 'ов').replace(/їв$/u, 'єв')]
  return stems.filter(({ length }) => length >= shortestStem)
}

/** "минскому", "київським"; "московскому" is of Москва. */
function adjectiveStems(name: string): readonly string[] {
  if (!adjectiveEnding.test(name)) return []
  const whole = name.replace(adjectiveEnding, '')
  const city = whole.replace(/(?:ск|ськ)$/u, '').replace(/^москов$/u, 'москв')
  return [whole, city].filter(({ length }) => length >= shortestStem)
}
