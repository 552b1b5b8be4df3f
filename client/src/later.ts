// What nobody needs before the first question, in one piece: fetched when there is time for it.
export { default as VerdictCard } from './components/question/VerdictCard.vue'
export { tell } from './composables/verdict'
export { default as NotFoundPage } from './pages/NotFoundPage.vue'
export { default as QuizPage } from './pages/QuizPage.vue'
export { default as ResultPage } from './pages/ResultPage.vue'
export { default as WatPage } from './pages/WatPage.vue'
export { followReleases } from './release'
