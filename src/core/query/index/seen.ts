/** Which numbers of a range were seen in this round: a stamp each, so that a new round wipes nothing. */
export interface Seen {
  /** Nothing is seen any more. Numbers are below `end`. */
  clear(end: number): void
  /** False when it was seen already. */
  add(number: number): boolean
  has(number: number): boolean
}

const lastRound = 0x7fffffff

export function createSeen(): Seen {
  let rounds = new Int32Array(1024)
  let round = 1
  return {
    clear: (end) => {
      if (rounds.length < end || round === lastRound) {
        rounds = new Int32Array(Math.max(rounds.length, end * 2))
        round = 0
      }
      round += 1
    },
    add: (number) => {
      if (rounds[number] === round) return false
      rounds[number] = round
      return true
    },
    has: (number) => rounds[number] === round,
  }
}
