// The words of the results pages.
import { points } from './format'

const count = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`
const attempts = (n: number): string => count(n, 'attempt', 'attempts')

export const results = {
  title: (quiz: string) => `Results: ${quiz}`,
  short: 'Results',
  loading: 'One moment …',
  attempts,
  summary: {
    title: 'At a glance',
    total: 'Started',
    running: 'Not finished',
    finished: 'Finished',
    average: 'Average',
    median: 'Median',
    of: (most: number) => `of ${points(most)}`,
    none: '–',
    live: (total: number, finished: number) =>
      `${attempts(total)} by now, ${finished.toLocaleString('en')} finished.`,
  },
  list: {
    title: 'Attempts',
    name: 'Name contains',
    since: 'From',
    until: 'Until',
    state: 'Which',
    states: { all: 'All', finished: 'Finished', running: 'Not finished' },
    filter: 'Show',
    empty: 'There are no such attempts.',
    fresh: (n: number) => `${attempts(n)} more since. Show`,
    columns: {
      number: 'No.',
      name: 'Player',
      started: 'Started',
      finished: 'Finished',
      score: 'Score',
      answered: 'Answered',
    },
    sortedBy: { started: 'Started', finished: 'Finished', score: 'Score', name: 'Player' },
    nobody: 'no name',
    open: (number: number) => `No. ${number}`,
    running: 'not finished',
    finished: (ago: string, took: string) => `${ago}, took ${took}`,
    of: (score: number, most: number) => `${points(score)} of ${points(most)}`,
    was: (score: number) => `was ${points(score)}`,
    answered: (n: number, asked: number) => `${n} of ${asked}`,
    passed: 'passed',
    failed: 'not passed',
    more: 'Show more',
    shown: (n: number) => `${attempts(n)} shown.`,
  },
  figures: {
    title: 'Questions',
    intro: (latest: number) =>
      `Of the ${latest.toLocaleString('en')} attempts finished last, or of all if there are fewer. The download has all.`,
    empty: 'Nobody has finished yet.',
    asked: (asked: number, answered: number) => `Asked ${asked} times, answered ${answered} times.`,
    credit: (share: number) => `${Math.round(100 * share)} % right`,
    gone: 'an older edition, or no longer in the quiz',
    right: 'right',
    share: (n: number, answered: number) =>
      `${n} (${answered === 0 ? 0 : Math.round((100 * n) / answered)} %)`,
    others: (n: number) => count(n, 'more answer, given less often', 'more answers, given less often'),
    more: 'Show more questions',
  },
  downloads: {
    title: 'Downloads',
    attempts: 'Attempts',
    questions: 'Questions',
    name: (what: string, format: string) => `${what} as ${format}`,
  },
  attempt: {
    title: (number: number) => `Attempt ${number}`,
    back: 'All results',
    started: 'Started',
    finished: 'Finished',
    score: 'Score',
    unasked: 'The player did not come as far as this question.',
    unanswered: 'Not answered.',
    took: (seconds: number) => `${points(seconds)} seconds.`,
    former: (was: number) => `Re-scored: it was worth ${points(was)} before.`,
    delete: 'Delete this attempt',
    deleteSure: 'The attempt and its answers are deleted for good.',
    deleted: (number: number) => `Attempt ${number} is deleted.`,
  },
  erase: {
    title: 'Delete a player’s data',
    intro: 'All attempts with exactly this name, with their answers.',
    ofAttempt:
      'All attempts of the browser that played this one, with their answers. Browsers are told apart only where a quiz limits attempts; elsewhere it is this attempt alone.',
    name: 'Name of the player',
    everywhere: 'In all my quizzes',
    look: 'Look what there is',
    nothing: 'There are no such attempts.',
    found: (n: number) => `${attempts(n)} would be deleted:`,
    where: (quiz: string, n: number) => `${quiz}: ${attempts(n)}`,
    delete: 'Delete for good',
    done: (n: number) => `${count(n, 'attempt is', 'attempts are')} deleted.`,
    sure: (n: number) => `${attempts(n)} with all answers: this cannot be taken back.`,
  },
  rescore: {
    title: 'Re-score',
    intro:
      'A corrected key counts for new games only. Here you can have finished attempts graded by it, too. Players see both scores.',
    look: 'Look what would change',
    nothing: 'No finished attempt answered an older edition of a question.',
    which: 'By the keys of',
    question: (position: number, prompt: string) => `${position}. ${prompt}`,
    effect: (answers: number, up: number, down: number, unfit: number) =>
      `${count(answers, 'answer', 'answers')}: ${up} earn more, ${down} less` +
      (unfit > 0 ? `, ${unfit} do not fit the new edition and stay.` : '.'),
    sum: (n: number, up: number, down: number) =>
      `${count(n, 'score changes', 'scores change')}: ${up} up, ${down} down.`,
    spread: 'These scores, by percent of what could be earned',
    percent: 'Percent',
    before: 'Now',
    after: 'Then',
    player: 'Attempt',
    newest: (n: number) => `The newest ${n} of them:`,
    apply: 'Re-score',
    sure: (n: number) => `${attempts(n)} get another score. Both scores are kept.`,
    done: (n: number) => `Done: ${count(n, 'score has', 'scores have')} changed.`,
  },
  confirm: { no: 'Cancel', title: 'Are you sure?' },
} as const
