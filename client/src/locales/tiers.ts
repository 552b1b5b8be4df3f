// A line for how it went: the same one for the same attempt.
import { pick } from './pick'

const TIERS: readonly { below: number; lines: readonly string[] }[] = [
  {
    below: 0.1,
    lines: [
      'A bold strategy: eliminate every wrong answer by trying it.',
      'The questions won. They had home advantage.',
      'Statistically, guessing would have been rude to you too.',
    ],
  },
  {
    below: 0.4,
    lines: [
      'You came, you saw, you learned a great deal.',
      'The explanations were glad to have your attention.',
      'Every expert was once exactly here. Most kept quiet about it.',
    ],
  },
  {
    below: 0.6,
    lines: [
      'Half full. Definitely half full.',
      'A coin would be impressed. Slightly.',
      'Solid. Like a bridge you would cross in daylight.',
    ],
  },
  {
    below: 0.8,
    lines: [
      'Now we are talking.',
      'People will start asking you things. Be ready.',
      'Rather good. The hard ones are nervous.',
    ],
  },
  {
    below: 1,
    lines: [
      'So close that the last one should apologise.',
      'Dangerous. In the best way.',
      'One more coffee and it would have been perfect.',
    ],
  },
  {
    below: Infinity,
    lines: ['wat. All of them?', 'Flawless. The stamp is yours.', 'Perfect. We checked twice.'],
  },
]

export function tierLine(score: number, max: number, attemptId: string): string {
  const share = max > 0 ? score / max : 0
  const tier = TIERS.find(({ below }) => share < below - 1e-9 || below === Infinity)
  const lines = tier?.lines ?? []
  return lines[pick(attemptId, lines.length)] ?? ''
}
