// What a game needs to go on without a network, fetched when the first page is idle.
import { watchEffect } from 'vue'
import type { Router } from 'vue-router'
import HandedIn from './components/quiz/HandedIn.vue'
import { handIn } from './components/quiz/handing'
import { above } from './components/site/navigation'
import { site } from './composables/site'
import { keepClient } from './register'

export function prepareTunnel(router: Router): void {
  above.value = HandedIn
  handIn(router)
  keepClient()
  watchEffect(showIcon)
}

// iOS reads it when a player adds the site to the home screen. backend/api/site.py has the same limits.
function showIcon(): void {
  const { logo, logo_width: width = 0, logo_height: height = 0 } = site.value ?? {}
  const [small = 0, large = 0] = [width ?? 0, height ?? 0].sort((one, other) => one - other)
  if (!logo || large < 192 || large > 2 * small) return
  document
    .querySelector('link[rel="apple-touch-icon"]')
    ?.setAttribute('href', `/api/previews/icon-192.png?v=${logo.slice(0, 16)}`)
}
