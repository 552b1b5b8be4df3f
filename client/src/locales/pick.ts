/** A number below `count` that depends on the text alone. */
export function pick(seed: string, count: number): number {
  let sum = 0
  for (const character of seed) sum = (sum * 31 + character.charCodeAt(0)) % 65_521
  return count > 0 ? sum % count : 0
}
