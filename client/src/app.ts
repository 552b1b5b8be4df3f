// Evaluated once the texts are loaded in the reader's language: see main.ts.
import { createApp } from 'vue'
import App from './App.vue'
import { loadOutcome } from './components/question/outcome'
import { loadSite } from './composables/site'
import { loadTypes, typeNames } from './questions'
import { router } from './router'

// What the first page needs is asked for now; to draw it is a task of its own, so that a slow phone
// is not deaf to its player for the length of both.
const app = createApp(App).use(router)
setTimeout(() => app.mount('#app'))
void loadSite()

// All that a game needs, before the tunnel, in small tasks; what fails now is fetched when it is needed.
const fetchRest = () =>
  setTimeout(() => {
    void loadOutcome()
    void import(/* webpackChunkName: "later" */ './release')
      .then(({ followReleases }) => followReleases(router))
      .catch(() => undefined)
    void import(/* webpackChunkName: "later" */ './tunnel')
      .then(({ prepareTunnel }) => prepareTunnel(router))
      .catch(() => undefined)
    for (const type of typeNames) setTimeout(() => loadTypes([type]).catch(() => undefined))
  }, 1000)
if (document.readyState === 'complete') fetchRest()
else window.addEventListener('load', fetchRest)
