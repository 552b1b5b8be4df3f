// The pages that come after the first question, in one piece.
export { default as NotFoundPage } from './NotFoundPage.vue'
export { default as QuizPage } from './QuizPage.vue'
export { default as ResultPage } from './ResultPage.vue'
export { default as WatPage } from './WatPage.vue'
