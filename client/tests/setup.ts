import { afterEach, beforeEach, expect, vi } from 'vitest'

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
