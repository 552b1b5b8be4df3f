// What a host chooses before a game. The last choice is kept on this device.
import { recall, remember } from '../../composables/storage'
import type { Options } from '../api'

const KEY = 'live.options'

/** As in backend/games/options.py. */
export const DEFAULTS: Options = {
  timer: 'fixed',
  seconds: 20,
  reading_seconds: 5,
  speed_weight: 50,
  teams: [],
  deal: true,
  late_join: true,
  nicknames: 'own',
  phones: 'full',
  autopilot: false,
}

export const SECONDS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600]
/** Phones know 3 seconds ahead in any case. */
export const READING = [3, 5, 10, 15, 20, 30, 60]
export const MOST_TEAMS = 12

/** The options of the last game on this device; `hasList`: the quiz has a class list to pick names from. */
export function lastOptions(hasList: boolean): Options {
  const chosen = { ...DEFAULTS, ...recall<Partial<Options>>(KEY) }
  if (chosen.nicknames === 'list' && !hasList) chosen.nicknames = 'own'
  return chosen
}

export const keepOptions = (options: Options): void => remember(KEY, options)

/** One name for each line that has one. */
export const teamsOf = (lines: string): string[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
