import './composables/preferences'
import { loadTexts } from './locales/load'
import { locale, SOURCE } from './locales/locale'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import './styles/controls.css'
import './styles/code.css'
import './styles/marks.css'

// English comes with the code. Another language comes before it, so that no word is taken from
// English while a module is evaluated; without it there is English.
const start = () => import(/* webpackMode: "eager" */ './app')
if (locale === SOURCE) void start()
else void loadTexts('players').catch(() => undefined).finally(start)
