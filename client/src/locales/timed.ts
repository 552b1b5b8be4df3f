// The words beside a clock.
export const timed = {
  question: 'Time for this question',
  quiz: 'Time for the whole quiz',
  left: (seconds: number) => `${seconds} seconds left.`,
  up: 'Time is up.',
} as const

/** 75 seconds are 1:15. */
export function clock(seconds: number): string {
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600]
  const minutes = String(Math.floor(rest / 60)).padStart(hours > 0 ? 2 : 1, '0')
  return `${hours > 0 ? `${hours}:` : ''}${minutes}:${String(rest % 60).padStart(2, '0')}`
}
