import { ref } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { focusHeading } from './composables/heading'
import { setTitle } from './composables/title'
import { loadTexts } from './locales/load'
import { fetchAhead } from './pages/ahead'
import HomePage from './pages/HomePage.vue'
import PlayPage from './pages/PlayPage.vue'

// What comes after the first question is one chunk, `later`. main.ts fetches it as soon as the page
// is idle: no page is missing in a tunnel, or after the server has changed to another release.
const NotFoundPage = () => import(/* webpackChunkName: "later" */ './pages/NotFoundPage.vue')
const QuizPage = () => import(/* webpackChunkName: "later" */ './pages/QuizPage.vue')
const ResultPage = () => import(/* webpackChunkName: "later" */ './pages/ResultPage.vue')
const CheckPage = () => import(/* webpackChunkName: "later" */ './pages/CheckPage.vue')
const JoinPage = () => import(/* webpackChunkName: "live" */ './live/player/JoinPage.vue')
const GamePage = () => import(/* webpackChunkName: "live" */ './live/player/GamePage.vue')
const NewGamePage = () => import(/* webpackChunkName: "live" */ './live/host/NewGamePage.vue')
const HostPage = () => import(/* webpackChunkName: "live" */ './live/host/HostPage.vue')
const WatPage = () => import(/* webpackChunkName: "later" */ './pages/WatPage.vue')

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: HomePage, meta: { title: '' } },
    {
      path: '/quiz/:slug',
      name: 'quiz',
      component: QuizPage,
      props: true,
      beforeEnter: ({ params }) => fetchAhead(params['slug'] as string),
    },
    { path: '/play/:attemptId', name: 'play', component: PlayPage, props: true },
    { path: '/result/:attemptId', name: 'result', component: ResultPage, props: true },
    { path: '/check/:code?', name: 'check', component: CheckPage, props: true },
    { path: '/join/:pin?', name: 'join', component: JoinPage, props: true },
    { path: '/game/:gameId', name: 'game', component: GamePage, props: true },
    { path: '/host/new/:slug', name: 'new-game', component: NewGamePage, props: true },
    // Their secret is in the fragment, which no server sees.
    { path: '/host/:gameId', name: 'host', component: HostPage, props: true, meta: { width: 'whole' } },
    { path: '/screen/:gameId', name: 'screen', component: HostPage, props: true, meta: { width: 'whole' } },
    { path: '/what-is-a-wat', name: 'wat', component: WatPage },
    { path: '/studio/:path(.*)*', name: 'studio', component: HomePage, beforeEnter: fetchStudio },
    { path: '/link/:token', name: 'link', component: HomePage, beforeEnter: fetchStudio },
    { path: '/:path(.*)*', name: 'not-found', component: NotFoundPage },
  ],
  // The very first page is at its top; to say so would lay it out before it is complete.
  scrollBehavior: (to, from, saved) =>
    saved ?? (from.matched.length > 0 && !(to.meta['stays'] && to.path === from.path) && { top: 0 }),
})

// The studio has routes of its own, which replace the two of that name. It never runs in a frame, where
// another site could steer an author's clicks: it opens in a new tab.
async function fetchStudio({ fullPath }: RouteLocationNormalized): Promise<string | false> {
  if (window.top !== window.self) {
    window.open(fullPath, '_blank', 'noopener')
    return false
  }
  await loadTexts('studio')
  const { openStudio } = await import(/* webpackChunkName: "studio" */ './studio')
  openStudio(router)
  return fullPath
}

/** The address of a page that could not be fetched; otherwise empty. */
export const unreached = ref('')
router.onError((_error, to) => (unreached.value = to.fullPath))

// Pages whose title depends on what they load set it themselves.
router.afterEach((to, from) => {
  unreached.value = ''
  const title = to.meta['title']
  if (typeof title === 'string') setTitle(title)
  // A new page is read from its heading; the very first one from the top of the document.
  if (from.matched.length > 0 && to.path !== from.path) focusHeading()
})
