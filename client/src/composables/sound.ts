// Small sounds, made on the spot: no files to load, nothing to license.
import { soundOn } from './preferences'

let context: AudioContext | null = null

function tone(at: number, frequency: number, length: number, type: OscillatorType, volume: number) {
  if (!context) return
  const oscillator = context.createOscillator()
  const gain = context.createGain()
  oscillator.type = type
  oscillator.frequency.setValueAtTime(frequency, at)
  gain.gain.setValueAtTime(volume, at)
  gain.gain.exponentialRampToValueAtTime(0.0001, at + length)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + length)
}

/** A rising third, a falling sigh, or the thud of a rubber stamp. Silent when turned off. */
export function play(sound: 'right' | 'wrong' | 'stamp'): void {
  if (!soundOn.value || typeof AudioContext === 'undefined') return
  // Browsers allow sound only after a click or a key, and complain about earlier attempts.
  if (!context && navigator.userActivation?.hasBeenActive === false) return
  context ??= new AudioContext()
  const now = context.currentTime
  if (sound === 'right') {
    tone(now, 523, 0.16, 'triangle', 0.12)
    tone(now + 0.1, 659, 0.3, 'triangle', 0.12)
  } else if (sound === 'wrong') {
    tone(now, 233, 0.2, 'triangle', 0.12)
    tone(now + 0.14, 175, 0.35, 'triangle', 0.12)
  } else {
    tone(now + 0.22, 82, 0.18, 'square', 0.1)
    tone(now + 0.22, 55, 0.3, 'sine', 0.3)
  }
}
