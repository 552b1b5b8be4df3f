// Announcements for screen readers, besides the focused element. App.vue holds the live region.
import { ref } from 'vue'

export const announcement = ref('')

export function announce(message: string): void {
  // Repeated words are announced only if the region was empty in between.
  announcement.value = ''
  setTimeout(() => {
    announcement.value = message
  }, 50)
}
