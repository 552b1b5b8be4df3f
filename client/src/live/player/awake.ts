// Keeps the screen on while a game is on it, where the browser can: a phone that sleeps misses questions.
import { onBeforeUnmount, onMounted } from 'vue'

export function keepAwake(): void {
  let lock: WakeLockSentinel | undefined
  async function take(): Promise<void> {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    // Refused on a low battery: then it sleeps as usual.
    lock = await navigator.wakeLock.request('screen').catch(() => undefined)
  }
  onMounted(() => {
    document.addEventListener('visibilitychange', take)
    void take()
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', take)
    void lock?.release()
  })
}
