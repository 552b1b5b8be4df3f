import { afterEach, beforeEach, expect, vi } from 'vitest'
import studioProblems from 'texts/studio/problems'
import { addProblemTexts } from '../src/composables/problem'
import '../src/composables/refusals'

// As the studio does when it is loaded.
addProblemTexts(studioProblems)

// jsdom lays nothing out.
vi.stubGlobal('ResizeObserver', class {
  observe(): void {}
  disconnect(): void {}
})

// An unexpected warning of Vue, or any other console message, fails the test.
beforeEach(() => {
  localStorage.clear()
  vi.spyOn(console, 'warn')
  vi.spyOn(console, 'error')
})

afterEach(() => {
  expect(console.warn).not.toHaveBeenCalled()
  expect(console.error).not.toHaveBeenCalled()
})
