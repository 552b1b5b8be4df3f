import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { texts } from './build/texts/vite.js'

const english = fileURLToPath(new URL('src/locales/en', import.meta.url))

export default defineConfig({
  plugins: [vue(), texts()],
  resolve: { alias: [{ find: /^texts\/(.+)$/, replacement: `${english}/$1.arb` }] },
  test: {
    environment: 'happy-dom',
    isolate: false,
    setupFiles: ['tests/fresh.ts', 'tests/setup.ts'],
    sequence: { setupFiles: 'list' },
    restoreMocks: true,
  },
})
