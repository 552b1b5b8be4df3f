// Answers being sent. Each is stored before sending and removed when the server has acknowledged it,
// so that a reload, a dead battery or a tunnel loses nothing. Sending one twice is harmless: the
// server keeps the first, or the one of the highest revision.
import { ApiProblem, type Answer, type Response } from '../api/client'
import { stored, type Store } from './storage'

export interface Letter {
  question: number
  /** Null clears the answer. */
  response: Response | null
  elapsed: number
  /** Where answers can be changed: how often this one was, from 1. */
  revision?: number
}

interface Listener {
  /** The server has accepted the answer, and may have returned its verdict. */
  delivered(answer: Answer): void
  /** The server has rejected it for good; it is removed from the outbox. */
  refused(letter: Letter, problem: ApiProblem): unknown
  /** Whether the last attempt failed because there was no connection. */
  waiting(isWaiting: boolean): void
}

const LONGEST_WAIT = 8000 // ms

export class Outbox {
  private sending = false
  private wake: (() => void) | null = null
  private closed = false

  private readonly key: string

  constructor(
    attemptId: string,
    private readonly deliver: (letter: Letter) => Promise<Answer>,
    private readonly listener: Listener,
    private readonly storage: Store = stored,
  ) {
    this.key = `outbox.${attemptId}`
  }

  letters(): Letter[] {
    return this.storage.recall<Letter[]>(this.key) ?? []
  }

  /** Store the answer and send it. A revision takes the place of an older one that is not sent yet. */
  post(letter: Letter): void {
    const others = this.letters().filter((other) => other.question !== letter.question)
    if (!letter.revision && others.length < this.letters().length) return
    this.storage.remember(this.key, [...others, letter])
    void this.flush()
  }

  /** Send the stored answers one by one, for as long as it takes. */
  async flush(): Promise<void> {
    if (this.sending) {
      this.wake?.()
      return
    }
    this.sending = true
    let wait = 1000
    for (let letter = this.letters()[0]; letter && !this.closed; letter = this.letters()[0]) {
      const problem = await this.send(letter)
      this.listener.waiting(problem !== null)
      if (problem === null) {
        wait = 1000
      } else {
        await this.pause(wait)
        wait = Math.min(2 * wait, LONGEST_WAIT)
      }
    }
    this.sending = false
  }

  close(): void {
    this.closed = true
    this.wake?.()
  }

  private async send(letter: Letter): Promise<ApiProblem | null> {
    try {
      const answer = await this.deliver(letter)
      this.strike(letter)
      this.listener.delivered(answer)
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (problem.transient) return problem
      this.strike(letter)
      this.listener.refused(letter, problem)
    }
    return null
  }

  private strike(letter: Letter): void {
    const left = this.letters().filter(
      (other) => other.question !== letter.question || other.revision !== letter.revision,
    )
    if (left.length > 0) this.storage.remember(this.key, left)
    else this.storage.forget(this.key)
  }

  /** Until the delay is over or flush() is called. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
