// The same for vite, which runs the unit tests.
import { readFileSync } from 'node:fs'
import { catalogueModule, languagesModule } from './modules.js'

export const texts = () => ({
  name: 'texts',
  enforce: 'pre',
  load(id) {
    const [file, pseudo = ''] = id.split('?')
    if (file.endsWith('.arb')) return catalogueModule(readFileSync(file, 'utf8'), file, pseudo)
    if (file.endsWith('/locales/languages.ts')) return languagesModule(true)
    return null
  },
})
