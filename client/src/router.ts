import { createRouter, createWebHistory } from 'vue-router'
import { text } from './locales/en'
import HomePage from './pages/HomePage.vue'
import NotFoundPage from './pages/NotFoundPage.vue'
import PlayPage from './pages/PlayPage.vue'
import QuizPage from './pages/QuizPage.vue'
import ResultPage from './pages/ResultPage.vue'
import WatPage from './pages/WatPage.vue'

// All pages in one bundle: it is small, and no page has to be fetched in a tunnel.
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: HomePage, meta: { title: '' } },
    { path: '/quiz/:slug', name: 'quiz', component: QuizPage, props: true },
    { path: '/play/:attemptId', name: 'play', component: PlayPage, props: true },
    { path: '/result/:attemptId', name: 'result', component: ResultPage, props: true },
    {
      path: '/what-is-a-wat',
      name: 'wat',
      component: WatPage,
      meta: { title: text.wat.title },
    },
    {
      path: '/:path(.*)*',
      name: 'not-found',
      component: NotFoundPage,
      meta: { title: text.notFound.title },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

// Pages whose title depends on what they load set it themselves.
router.afterEach((to, from) => {
  const title = to.meta['title']
  if (typeof title === 'string') document.title = text.title(title)
  // A new page is read from its heading; the very first one from the top of the document.
  if (from.matched.length > 0 && to.path !== from.path) focusHeading()
})

export function focusHeading(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus())
}
