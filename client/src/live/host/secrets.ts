// The secrets of games on this device: they are the right to a game. They come in the fragment of a
// link, which no server sees, and are kept so that a reload goes on.
import { recall, remember } from '../../composables/storage'

/** What a link brings: the host's may give commands; `screen` is for links to screens that only show. */
export interface Secrets {
  host: string
  screen: string
}
interface Kept extends Secrets {
  game: string
}

const MOST = 20 // games; the oldest are forgotten
const KEY = 'live.hosted'
// Secrets are URL-safe base64, which has no dot.
const SEPARATOR = '.'

const kept = (): Kept[] => recall<Kept[]>(KEY) ?? []

export function keepSecrets(game: string, { host, screen }: Secrets): void {
  const others = kept().filter((one) => one.game !== game)
  remember(KEY, [...others, { game, host, screen }].slice(-MOST))
}

/** The secrets in a link's fragment, or those that are kept. Null: there are none. */
export function secretsOf(game: string, fragment: string): Secrets | null {
  const [host = '', screen = ''] = fragment.replace(/^#/, '').split(SEPARATOR)
  const known = kept().find((one) => one.game === game)
  if (!host) return known ?? null
  return { host, screen: screen || (known?.host === host ? known.screen : '') }
}

/** Where to host the game from: another device, or a phone as remote control. */
export const hostLink = (game: string, { host, screen }: Secrets): string =>
  `/host/${game}#${host}${screen && SEPARATOR + screen}`

/** Where a second screen shows the game. */
export const screenLink = (game: string, { screen }: Secrets): string => `/screen/${game}#${screen}`
