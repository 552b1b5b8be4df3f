/** One of several, determined by the text alone. */
export function pick<T>(seed: string, several: readonly T[]): T | undefined {
  let sum = 0
  for (const character of seed) sum = (sum * 31 + character.charCodeAt(0)) % 65_521
  return several[sum % several.length]
}
