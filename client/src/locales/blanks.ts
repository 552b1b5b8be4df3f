// The words of a question with gaps.
export const blanks = {
  gap: (number: number, total: number) => `Gap ${number} of ${total}`,
  measured: (gap: string, unit: string) => `${gap}, in ${unit}`,
  told: (gap: string, what: string) => `${gap}: ${what}`,
  choose: 'Choose …',
  empty: 'nothing',
  fill: 'Fill in what you know, then check.',
} as const
