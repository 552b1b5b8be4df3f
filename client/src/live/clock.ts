// The server's time on this device, whose own clock may be wrong. The sample with the shortest way there
// and back is believed, since it leaves the least room for error; older ones count less, as clocks drift.
const DRIFT = 0.001 // ms of error for each ms of age: a poor quartz, with a margin
const APART = 250 // ms by which the clocks of several servers may differ

interface Sample {
  /** Server time minus `performance.now()`. */
  offset: number
  error: number
  at: number
}

export class Clock {
  private best: Sample | null = null

  /** Note that a response with this time of the server arrived; times in ms. */
  note(server: number, sent: number, received: number): void {
    const error = (received - sent) / 2
    const sample = { offset: server - (sent + received) / 2, error, at: received }
    const kept = this.best
    const aged = kept ? kept.error + DRIFT * (received - kept.at) : Infinity
    // Both can't be right if they are so far apart: `performance.now()` stands still on a device that
    // sleeps, and then the newer one counts however slow it was.
    const slept = kept !== null && Math.abs(sample.offset - kept.offset) > error + aged + APART
    if (error <= aged || slept) this.best = sample
  }

  /** Whether the server's time is known. */
  get known(): boolean {
    return this.best !== null
  }

  /** The server's time, in ms since 1970; by this device's clock until the first sample. */
  now(): number {
    return this.best ? performance.now() + this.best.offset : Date.now()
  }
}
