import { describe, expect, it } from 'vitest'
import { fromLocal, isZone, toLocal } from '../src/studio/settings/zoned'

describe('dates in a time zone', () => {
  it.each([
    ['2026-01-15T10:00', 'Europe/Berlin', '2026-01-15T09:00:00Z'],
    ['2026-07-15T10:00', 'Europe/Berlin', '2026-07-15T08:00:00Z'],
    ['2026-03-29T04:00', 'Europe/Berlin', '2026-03-29T02:00:00Z'], // the day the clocks go on
    ['2026-10-25T04:00', 'Europe/Berlin', '2026-10-25T03:00:00Z'], // the day they go back
    ['2026-01-01T00:00', 'Asia/Kolkata', '2025-12-31T18:30:00Z'],
    ['2026-01-01T00:00', 'UTC', '2026-01-01T00:00:00Z'],
  ])('%s in %s is %s', (local, zone, iso) => {
    expect(fromLocal(local, zone)).toBe(iso)
    expect(toLocal(iso, zone)).toBe(local)
  })

  it('are empty if there is none', () => {
    expect(fromLocal('', 'UTC')).toBeNull()
    expect(toLocal(null, 'UTC')).toBe('')
    expect(toLocal('soon', 'UTC')).toBe('')
  })

  it('are UTC in an unknown zone', () => {
    expect(isZone('Mars/Olympus')).toBe(false)
    expect(fromLocal('2026-01-01T00:00', 'Mars/Olympus')).toBe('2026-01-01T00:00:00Z')
  })
})
