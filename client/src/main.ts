import { createApp } from 'vue'
import App from './App.vue'
import './composables/preferences'
import { loadTypes } from './questions'
import { router } from './router'
import './styles/tokens.css'
import './styles/base.css'
import './styles/code.css'
import './styles/marks.css'

createApp(App).use(router).mount('#app')

// All that a game needs, before the tunnel; what fails now is fetched when it is needed.
window.addEventListener('load', () => {
  setTimeout(() => {
    void import(/* webpackChunkName: "later" */ './later')
      .then(({ followReleases }) => followReleases(router))
      .catch(() => undefined)
    void loadTypes().catch(() => undefined)
  }, 1000)
})
