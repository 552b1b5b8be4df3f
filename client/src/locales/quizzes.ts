// The words of the list of one's quizzes.
const count = (number: number, one: string, many = `${one}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

export const quizzes = {
  title: 'Quizzes',
  make: 'New quiz',
  makeTitle: 'Title of the new quiz',
  makeSubmit: 'Create',
  making: 'Creating …',
  import: 'Import',
  search: 'Search by title',
  show: 'Show',
  kinds: { mine: 'Mine', shared: 'Shared with me', all: 'All', archived: 'Archived' },
  loading: 'Loading …',
  found: (number: number, more: boolean) =>
    number === 0 ? 'No quizzes.' : `${count(number, 'quiz', 'quizzes')}${more ? ', and more' : ''}.`,
  empty: {
    mine: 'You have no quiz yet. Make one, or import a file.',
    shared: 'Nobody shares a quiz with you yet.',
    all: 'There are no quizzes yet.',
    archived: 'Nothing is archived.',
  },
  nothing: (search: string) => `No title has “${search}” in it.`,
  more: 'More',
  states: {
    public: 'Public',
    unlisted: 'With the link',
    private: 'Private',
    changed: 'Unpublished changes',
    archived: 'Archived',
    pack: (origin: string) => `Follows ${origin}`,
    view: 'You may look',
    edit: 'You may edit',
  },
  counts: (questions: number, attempts: number) =>
    `${count(questions, 'question')} · played ${
      attempts >= 1000 ? '1,000 times or more' : count(attempts, 'time')
    }`,
  drafted: (questions: number) => `${count(questions, 'question')} in the draft, none published`,
  owner: (name: string) => `by ${name}`,
  changed: (when: string) => `changed ${when}`,
  edit: 'Edit',
  look: 'Look',
  results: 'Results',
  play: 'Play',
  duplicate: 'Duplicate',
  copyOf: (title: string) => `Copy of ${title}`.slice(0, 120),
  archive: 'Archive',
  restore: 'Restore',
  exportJson: 'JSON',
  exportMarkdown: 'Markdown',
  of: (action: string, title: string) => `${action}: ${title}`,
  did: {
    duplicate: (title: string) => `${title} is duplicated.`,
    archive: (title: string) => `${title} is archived.`,
    restore: (title: string) => `${title} is back.`,
  },
  files: {
    title: 'Import a quiz',
    into: 'Import questions',
    intoIntro:
      'The questions of a file go to the end of the draft. The title and the settings stay as they are.',
    intro: 'Paste questions, drop a file here, or choose one. It is checked as you type.',
    name: 'Format',
    recognised: 'Automatic',
    readAs: (format: string, title: string | null) =>
      title === null ? `${format}:` : `${format}, “${title}”:`,
    text: 'Text of the file',
    choose: 'Choose a file',
    tooLarge: (megabytes: number) => `A file of more than ${megabytes} MB cannot be imported.`,
    checking: 'Checking …',
    good: (number: number) => `${count(number, 'question')} can be imported.`,
    refused: (number: number) => `${count(number, 'question')} cannot.`,
    faults: 'What is wrong',
    losses: 'What gets lost',
    effects: {
      grading: 'Changes how answers are graded',
      appearance: 'Changes what players see',
      aside: 'Kept, but not used',
    },
    line: (line: number) => `Line ${line}`,
    question: (name: string) => `question ${name}`,
    all: 'Import',
    onlyGood: 'Import only the good ones',
    importing: 'Importing …',
    close: 'Close',
  },
} as const
