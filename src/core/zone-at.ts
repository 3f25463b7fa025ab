import lookUpZone from '@photostructure/tz-lookup'
import { findTimeZone } from './time-zones.ts'

/** A place on Earth, in degrees. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/**
 * The time zone of a place, without asking anybody; on the open sea by the hour of its longitude. Within some kilometres of a border
 * it may be the neighbour's. null for what is no place.
 */
export function zoneAt({ latitude, longitude }: Point): string | null {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null
  return findTimeZone(lookUpZone(latitude, longitude))
}
