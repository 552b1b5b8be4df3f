// Lists with one thing less, more or elsewhere.
export const without = <T>(list: readonly T[], at: number): T[] =>
  list.filter((_one, index) => index !== at)

export const inserted = <T>(list: readonly T[], at: number, one: T): T[] => [
  ...list.slice(0, at),
  one,
  ...list.slice(at),
]

/** An object without one of its names. */
export const omitted = <T>(object: Record<string, T>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(object).filter(([other]) => other !== name))
