// What this browser keeps of a draft until the server has acknowledged it.
import { forget, recall, remember } from '../../composables/storage'
import { same } from './content'
import { omitted } from './order'

export interface Kept {
  /** The version that it was written on. */
  version: number
  value: unknown
}

export class Shelf {
  /** What different people write in the same browser does not mix. */
  private readonly key: string

  constructor(userId: number, quizId: number) {
    this.key = `draft.${userId}.${quizId}`
  }

  all(): Record<string, Kept> {
    return recall<Record<string, Kept>>(this.key) ?? {}
  }

  put(id: string, kept: Kept): void {
    remember(this.key, { ...this.all(), [id]: kept })
  }

  /** Drop what was acknowledged, unless another tab keeps something else by now. */
  strike(id: string, value: unknown): void {
    if (same(this.all()[id]?.value, value)) this.drop(id)
  }

  drop(id: string): void {
    const left = omitted(this.all(), id)
    if (Object.keys(left).length > 0) remember(this.key, left)
    else forget(this.key)
  }
}
