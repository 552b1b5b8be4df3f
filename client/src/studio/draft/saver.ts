// Saves one thing as it is written: a question, or what a draft says of its quiz. Each change is
// written down in this browser first and struck off when the server has acknowledged it. A change
// to an older version never overwrites another author's: that is a conflict for the author to solve.
import { ApiProblem } from '../../api/client'
import type { Shelf } from './shelf'

export type SaveState = 'saved' | 'waiting' | 'saving' | 'retrying' | 'conflict' | 'refused'

interface Versioned {
  version: number
}

interface Options<Value, Answer extends Versioned> {
  id: string
  shelf: Shelf
  version: number
  /** Raises ApiProblem; one of status 409 has what there is now. */
  send: (value: Value, version: number) => Promise<Answer>
  saved: (answer: Answer) => void
  /** `problem` is the reason why it is not saved. */
  state: (state: SaveState, problem: ApiProblem | null) => void
}

export const PAUSE = 700 // ms without a keystroke
const LONGEST_WAIT = 8000 // ms

export class Saver<Value, Answer extends Versioned> {
  private version: number
  private pending: { value: Value } | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private sending: Promise<void> | null = null
  private wait = 1000
  private state: SaveState = 'saved'
  private closed = false

  constructor(private readonly options: Options<Value, Answer>) {
    this.version = options.version
  }

  /** Nothing is on its way, and nothing waits for a decision. */
  get clean(): boolean {
    return this.pending === null && this.sending === null
  }

  change(value: Value): void {
    this.pending = { value }
    this.keep()
    if (this.state === 'conflict') return
    if (!this.sending) this.report('waiting')
    this.schedule(PAUSE)
  }

  /** Save what the server does not have yet. */
  begin(value: Value): void {
    this.pending = { value }
    this.keep()
    void this.flush()
  }

  /** Go on with what an earlier page could not save. */
  resume(value: Value, version: number): void {
    this.version = version
    this.pending = { value }
    void this.flush()
  }

  /** Save now; resolves when that worked or failed. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    while (this.sending) await this.sending
    if (this.pending && this.state !== 'conflict') await (this.sending = this.deliver())
  }

  /** Another author's change arrived before anything was written here. */
  follow(version: number): void {
    if (this.clean) this.version = version
  }

  /** After a conflict: what is written here replaces what there is now. */
  async takeMine(now: Versioned): Promise<void> {
    this.version = now.version
    if (this.pending) this.keep()
    this.state = 'waiting'
    await this.flush()
  }

  /** After a conflict, or for good: what is written here is given up. */
  drop(version: number): void {
    clearTimeout(this.timer)
    this.version = version
    this.pending = null
    this.options.shelf.drop(this.options.id)
    this.report('saved')
  }

  /** Send nothing any more. What was not acknowledged is still kept in this browser. */
  close(): void {
    this.closed = true
    this.pending = null
    clearTimeout(this.timer)
  }

  private async deliver(): Promise<void> {
    const sent = this.pending
    if (!sent) return
    this.report('saving')
    try {
      const answer = await this.options.send(sent.value, this.version)
      if (this.closed) return
      this.version = answer.version
      this.wait = 1000
      if (this.pending === sent) this.pending = null
      if (this.pending) this.keep()
      else this.options.shelf.strike(this.options.id, sent.value)
      this.options.saved(answer)
      this.report(this.pending ? 'waiting' : 'saved')
      if (this.pending) this.schedule(PAUSE)
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (!this.closed) this.failed(problem)
    } finally {
      this.sending = null
    }
  }

  private failed(problem: ApiProblem): void {
    this.keep()
    if (problem.transient) {
      this.report('retrying', problem)
      this.schedule(this.wait)
      this.wait = Math.min(2 * this.wait, LONGEST_WAIT)
    } else {
      this.report(problem.status === 409 ? 'conflict' : 'refused', problem)
    }
  }

  private keep(): void {
    const { id, shelf } = this.options
    if (this.pending) shelf.put(id, { version: this.version, value: this.pending.value })
  }

  private schedule(milliseconds: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), milliseconds)
  }

  private report(state: SaveState, problem: ApiProblem | null = null): void {
    this.state = state
    this.options.state(state, problem)
  }
}
