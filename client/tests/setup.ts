import { afterEach, beforeEach, expect, vi } from 'vitest'
import studioProblems from 'texts/studio/problems'
import { addProblemTexts } from '../src/composables/problem'

// As the studio does when it is loaded.
addProblemTexts(studioProblems)

// A warning of Vue, or any other complaint, that a test did not expect fails it.
beforeEach(() => {
  localStorage.clear()
  vi.spyOn(console, 'warn')
  vi.spyOn(console, 'error')
})

afterEach(() => {
  expect(console.warn).not.toHaveBeenCalled()
  expect(console.error).not.toHaveBeenCalled()
})
