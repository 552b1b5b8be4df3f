// webpack's loader of src/locales/languages.ts.
import { LOCALES } from './files.js'
import { languagesModule } from './modules.js'

export default function load() {
  this.addContextDependency(LOCALES) // a new language, or a new chunk
  return languagesModule(this.getOptions().pseudo)
}
