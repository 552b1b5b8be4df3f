// The words of the pages that come after the first question.
import { questions } from './en'
import { points } from './format'

export const later = {
  verdict: {
    good: ['Good job!', 'Spot on.', 'Exactly.', 'You knew that.'],
    partly: ['Partly right.', 'Close, but not all of it.'],
    wrong: ['Nope.', 'Not quite.', 'Sorry, no.', 'It got you.'],
    thanks: 'Thank you.',
    earned: (value: number, worth: number) => `${points(value)} of ${points(worth)}`,
    wat: 'Stamped: wat!',
  },
  result: {
    title: 'Your result',
    open: (count: number) => `${questions(count)} still to answer.`,
    goOn: 'Go on playing',
    sending: 'Your last answer is on its way …',
    of: (max: number) => `out of ${points(max)}`,
    corrected: (before: number) => `Corrected by the author. It was ${points(before)} before.`,
    correctedKey: 'The author corrected the right answer, and this was graded anew.',
    nameLabel: 'Your name on the leaderboard',
    nameHint: 'Up to 40 characters, any script.',
    namePlaceholder: 'Some legendary name',
    save: 'Put me on the board',
    saving: 'Saving …',
    listed: 'On the board as',
    again: 'Play again',
    share: 'Share',
    copied: 'Copied. Paste it where your friends are.',
    copyFailed: 'Copying is not allowed here. This is the text:',
    shareText: (score: number, max: number, quiz: string, url: string) =>
      max > 0
        ? `I scored ${points(score)} of ${points(max)} in “${quiz}”. Beat me: ${url}`
        : `I took part in “${quiz}”. Your turn: ${url}`,
    review: 'All questions',
    poll: 'Poll',
    nothing: 'nothing',
    failed: 'The result could not be loaded.',
  },
  scores: {
    title: 'Leaderboard',
    best: 'Best',
    latest: 'Latest',
    sort: 'Order of the scores',
    rank: 'Rank',
    name: 'Name',
    score: 'Score',
    when: 'When',
    you: 'you are here',
    empty: 'Nobody is on the board yet. Be the first.',
    failed: 'The scores could not be loaded.',
    far: '1000+',
  },
  wat: { title: 'What is a WAT?' },
  notFound: {
    title: 'Nothing here',
    body: 'This page does not exist. A typo, perhaps, or a link that outlived its page.',
  },
} as const
