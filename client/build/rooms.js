// What each room of src/ may import besides itself: eslint refuses everything else. The files
// beside the rooms (main, router, App) put them together, and nothing imports those.
const ROOMS = {
  api: [],
  locales: ['composables/storage.ts'], // the language that was chosen
  composables: ['api', 'locales'],
  'components/controls': ['locales'],
  'components/site': ['api', 'locales', 'composables', 'components/controls'],
  questions: ['api', 'locales', 'composables', 'components/controls', 'components/site'],
  components: ['api', 'locales', 'composables', 'questions'],
  pages: ['api', 'locales', 'composables', 'questions', 'components'],
  live: ['api', 'locales', 'composables', 'questions', 'components'],
  studio: ['api', 'locales', 'composables', 'questions', 'components'],
}

// The same inside the studio.
const STUDIO = {
  api: [],
  help: [],
  forms: ['api'],
  draft: ['api'],
  fields: ['api', 'forms', 'draft'],
  questions: ['api', 'draft', 'fields'],
  versions: ['draft'],
  account: ['api', 'forms'],
  people: ['api', 'forms'],
  imports: ['api', 'forms'],
  share: ['api', 'forms'],
  print: ['api', 'forms'],
  site: ['api', 'forms', 'fields'],
  quizzes: ['api', 'forms', 'imports', 'share'],
  settings: ['api', 'forms', 'draft', 'fields', 'versions'],
  bank: ['api', 'forms', 'draft'],
  editor: ['api', 'help', 'forms', 'bank', 'draft', 'fields', 'questions', 'versions', 'imports', 'settings', 'share'],
  lists: ['api', 'forms'],
  results: ['api', 'forms', 'share'],
  parts: [],
  try: ['api', 'forms', 'draft'],
}

const within = (folder, rooms) =>
  Object.entries(rooms).map(([room, allowed]) => ({
    target: `./${folder}/${room}`,
    from: `./${folder}`,
    except: [room, ...allowed].map((name) => `./${name}`),
    message: `${folder}/${room} may import ${allowed.join(', ') || 'no other room'}: see build/rooms.js.`,
  }))

export const zones = [...within('src', ROOMS), ...within('src/studio', STUDIO)]
