import { disableAutoUnmount } from '@vue/test-utils'
import { vi } from 'vitest'

// One process runs many files of tests, since each new one takes a second. A file finds what it would
// in its own: modules as they are evaluated first, and a page without anything in it.
vi.resetModules()
vi.unstubAllGlobals()
vi.useRealTimers()
disableAutoUnmount()
document.head.innerHTML = document.body.innerHTML = ''
for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name)
localStorage.clear()
sessionStorage.clear()
history.replaceState(null, '', '/')
