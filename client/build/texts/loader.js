// webpack's loader of a catalogue: `./en/play.arb`, or `./en/play.arb?en-XA` for a pseudo-locale.
import { catalogueModule } from './modules.js'

export default function load(source) {
  return catalogueModule(source, this.resourcePath, this.resourceQuery.slice(1))
}
