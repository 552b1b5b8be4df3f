// A quiz that is fetched at the same time as the code of its page.
import { api, type Quiz } from '../api/client'

let ahead: { slug: string; quiz: Promise<Quiz> } | null = null

export function fetchAhead(slug: string): void {
  const quiz = api.quiz(encodeURIComponent(slug))
  quiz.catch(() => undefined) // the page handles it, if it comes
  ahead = { slug, quiz }
}

/** The quiz, by the request that is under way, once. */
export function quizOf(slug: string): Promise<Quiz> {
  const quiz = ahead?.slug === slug ? ahead.quiz : api.quiz(encodeURIComponent(slug))
  ahead = null
  return quiz
}
