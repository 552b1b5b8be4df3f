// What can be undone, and done again: the states of one thing in this page.
const MOST = 100
const TOGETHER = 1000 // ms; what is typed in one go is undone in one

export class Past<State> {
  private before: State[] = []
  private after: State[] = []
  private last = 0

  constructor(
    private now: State,
    private readonly clock: () => number = Date.now,
  ) {}

  get canUndo(): boolean {
    return this.before.length > 0
  }

  get canRedo(): boolean {
    return this.after.length > 0
  }

  /** `apart`: it is undone by itself, however soon it came. */
  record(state: State, apart = false): void {
    const time = this.clock()
    if (apart || time - this.last > TOGETHER) this.before = [...this.before, this.now].slice(-MOST)
    this.last = apart ? 0 : time
    this.now = state
    this.after = []
  }

  undo(): State {
    return this.step(this.before, this.after)
  }

  redo(): State {
    return this.step(this.after, this.before)
  }

  private step(from: State[], to: State[]): State {
    const state = from.pop()
    if (state === undefined) return this.now
    to.push(this.now)
    this.last = 0
    return (this.now = state)
  }
}
