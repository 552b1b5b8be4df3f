// The sounds of a game on the host's screen, made on the spot: no files to load, nothing to license.
import { ref, watch } from 'vue'
import { recall, remember } from '../composables/storage'

export type Sound = 'tick' | 'open' | 'close' | 'podium'

export const muted = ref(recall<boolean>('live.muted') ?? false)
/** 0 to 1. */
export const volume = ref(recall<number>('live.volume') ?? 0.6)
watch(muted, (value) => remember('live.muted', value))
watch(volume, (value) => remember('live.volume', value))

/** Seconds after the start, frequency, length in seconds, wave, and how loud (0 to 1). */
type Tone = readonly [at: number, frequency: number, length: number, wave: OscillatorType, loud: number]

const TONES: Record<Sound, readonly Tone[]> = {
  tick: [[0, 880, 0.07, 'triangle', 0.25]],
  open: [
    [0, 392, 0.15, 'triangle', 0.3],
    [0.11, 587, 0.32, 'triangle', 0.3],
  ],
  close: [
    [0, 587, 0.15, 'triangle', 0.3],
    [0.11, 392, 0.4, 'triangle', 0.3],
  ],
  podium: [
    [0, 392, 0.2, 'triangle', 0.3],
    [0.18, 523, 0.2, 'triangle', 0.3],
    [0.36, 659, 0.2, 'triangle', 0.3],
    [0.54, 784, 0.9, 'triangle', 0.35],
    [0.54, 523, 0.9, 'sine', 0.25],
  ],
}

let context: AudioContext | null = null

/** Silent when muted, and before the first click or key: browsers allow no sound before. */
export function sound(name: Sound): void {
  if (muted.value || volume.value === 0 || typeof AudioContext === 'undefined') return
  if (!context && navigator.userActivation?.hasBeenActive === false) return
  context ??= new AudioContext()
  const now = context.currentTime
  for (const [at, frequency, length, wave, loud] of TONES[name]) {
    const [oscillator, gain] = [context.createOscillator(), context.createGain()]
    oscillator.type = wave
    oscillator.frequency.setValueAtTime(frequency, now + at)
    gain.gain.setValueAtTime(loud * volume.value, now + at)
    gain.gain.exponentialRampToValueAtTime(0.0001, now + at + length)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(now + at)
    oscillator.stop(now + at + length)
  }
}
