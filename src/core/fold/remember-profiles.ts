import type { Profile, ProfileText } from './profile.ts'

/** Remembers the profiles of the latest `capacity` to twice `capacity` texts. */
export function rememberProfiles(profileOf: ProfileText, capacity: number): ProfileText {
  let young = new Map<string, Profile>()
  let old = new Map<string, Profile>()
  return (text) => {
    const known = young.get(text)
    if (known !== undefined) return known
    if (young.size >= capacity) {
      old = young
      young = new Map()
    }
    const profile = old.get(text) ?? profileOf(text)
    young.set(text, profile)
    return profile
  }
}
