// Sound and theme: chosen once, remembered by this browser.
import { ref, watch } from 'vue'
import { recall, remember } from './storage'

export type Theme = 'system' | 'light' | 'dark'

export const soundOn = ref(recall<boolean>('sound') ?? true)
watch(soundOn, (on) => remember('sound', on))

export const theme = ref<Theme>(recall<Theme>('theme') ?? 'system')
watch(
  theme,
  (chosen) => {
    remember('theme', chosen)
    if (chosen === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = chosen
  },
  { immediate: true },
)

const ORDER: Theme[] = ['system', 'light', 'dark']

export function nextTheme(): void {
  theme.value = ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length] ?? 'system'
}
