// What the page and the panel of the bank share: questions by filters, of which some are selected.
import { onMounted } from 'vue'
import { useQuestions } from './questions'
import { useQuizChoices } from './quiz-choices'
import { useSelection } from './selection'

export type Bank = ReturnType<typeof useBank>

/** `asked`: the quiz whose questions are listed first; 0: those of all. */
export function useBank(asked = 0) {
  const questions = useQuestions({ quiz: asked })
  const { quizzes, loadQuizzes } = useQuizChoices(asked)
  const selection = useSelection(questions.list)

  onMounted(() => {
    void questions.load()
    void questions.loadTags()
    void loadQuizzes()
  })
  return { ...questions, quizzes, selection }
}
