/** A case with what is known of it. */
export interface Example {
  readonly features: readonly number[]
  readonly isTrue: boolean
}

/** Pulls coefficients towards 0, since there are few examples. */
const ridge = 0.3
const steps = 8

/** Coefficients of a logistic regression, the constant last (Newton's method). */
export function learn(examples: readonly Example[]): readonly number[] {
  const size = (examples[0]?.features.length ?? 0) + 1
  let coefficients = Array.from({ length: size }, () => 0)
  for (let step = 0; step < steps; step += 1) {
    const gradient = coefficients.map((value, index) => (index < size - 1 ? ridge * value : 0))
    const curvature = gradient.map((_, row) =>
      gradient.map((__, column) => (row === column && row < size - 1 ? ridge : 0)),
    )
    for (const { features, isTrue } of examples) {
      const row = [...features, 1]
      const chance = 1 / (1 + Math.exp(-odds(coefficients, features)))
      for (let i = 0; i < size; i += 1) {
        gradient[i]! += (chance - (isTrue ? 1 : 0)) * row[i]!
        for (let j = 0; j < size; j += 1) curvature[i]![j]! += chance * (1 - chance) * row[i]! * row[j]!
      }
    }
    const change = solve(curvature, gradient)
    coefficients = coefficients.map((value, index) => value - change[index]!)
  }
  return coefficients
}

export function odds(coefficients: readonly number[], features: readonly number[]): number {
  return features.reduce((sum, value, index) => sum + value * coefficients[index]!, coefficients.at(-1) ?? 0)
}

/** Gauss and Jordan. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!])
  for (const [index, pivot] of rows.entries()) {
    const scale = pivot[index]!
    for (let column = index; column < pivot.length; column += 1) pivot[column]! /= scale
    for (const [other, row] of rows.entries()) {
      if (other === index) continue
      const factor = row[index]!
      for (let column = index; column < row.length; column += 1) row[column]! -= factor * pivot[column]!
    }
  }
  return rows.map((row) => row.at(-1)!)
}

/** Verdicts on each example by what was learnt from the nine tenths of the others that it is not among. */
export function crossValidate(examples: readonly Example[], threshold: number, seed: number): readonly boolean[] {
  const random = randomFrom(seed)
  const parts = examples.map(() => Math.floor(random() * 10))
  const learnt = Array.from({ length: 10 }, (_, part) => learn(examples.filter((__, index) => parts[index] !== part)))
  return examples.map(({ features }, index) => odds(learnt[parts[index]!]!, features) >= threshold)
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x80000000
  }
}
