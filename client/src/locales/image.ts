// The words of questions about a place on an image.
const percent = (part: number): string => `${Math.round(part * 100)}\u00a0%`

export const image = {
  area: (letter: string) => `Area ${letter}`,
  pickAreas: 'Pick every area that is right, then check.',
  point: 'Tap or click the place. By keyboard: arrow keys, with Shift in large steps, then Enter.',
  spot: (x: number, y: number) => `${percent(x)} from the left, ${percent(y)} from the top`,
  outlined: 'Outlined in the image',
} as const
