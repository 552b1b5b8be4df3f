import { createApp } from 'vue'
import App from './App.vue'
import './composables/preferences'
import { followReleases } from './release'
import { router } from './router'
import './styles/tokens.css'
import './styles/base.css'
import './styles/code.css'
import './styles/marks.css'

followReleases(router)
createApp(App).use(router).mount('#app')
