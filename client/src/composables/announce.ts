// What a screen reader is told besides what the focus says. App.vue holds the live region.
import { ref } from 'vue'

export const announcement = ref('')

export function announce(message: string): void {
  // The same words twice are news only if the region was empty in between.
  announcement.value = ''
  setTimeout(() => {
    announcement.value = message
  }, 50)
}
