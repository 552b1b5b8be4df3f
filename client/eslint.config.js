import { fileURLToPath } from 'node:url'
import imports, { createNodeResolver } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'
import * as parser from './build/typed-parser.js'
import { zones } from './build/rooms.js'

// `import()` is not restricted.
const lazy = (rooms) => ({
  regex: `/(${rooms})(/|$)`,
  message: 'Most players never need this: fetch it with import().',
})

const LOCALE = 'locales/locale.ts writes numbers, dates and lists in the reader’s language.'
const SIGNS = ['(', ')', '/', '·', '.', ',', ':', '–', '×', '↑', '↓', '✓', '✗', '…', '—', '▣', '♪', 'Pop']

export default typescript.config(
  { ignores: ['dist/', 'sourcemaps/', 'node_modules/', 'src/**/*.gen.*'] },
  ...typescript.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['src/**/*.{ts,vue}'],
    languageOptions: { parser },
    plugins: { 'import-x': imports },
    settings: {
      'import-x/extensions': ['.ts', '.vue'],
      'import-x/parsers': {
        [fileURLToPath(new URL('build/typed-parser.js', import.meta.url))]: ['.ts', '.vue'],
      },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
    },
  },
  {
    rules: {
      // HTML comes from our own server, rendered from Markdown and sanitised there.
      'vue/no-v-html': 'off',
      // Layout of templates is a matter of taste, not of correctness.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always' } }],
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    // Texts are in the catalogues, and locales/locale.ts alone writes numbers, dates and lists.
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/locales/locale.ts', 'src/studio/settings/zoned.ts'], // that computes with time zones
    rules: {
      'vue/no-bare-strings-in-template': ['error', { allowlist: SIGNS }],
      'no-restricted-globals': ['error', { name: 'Intl', message: LOCALE }],
      'no-restricted-properties': [
        'error',
        ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map((property) => ({
          property,
          message: LOCALE,
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ConditionalExpression[test.operator="==="][test.right.value=1][consequent.type=/Literal/]',
          message: 'Plurals are {count, plural, ...} in the catalogue.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/studio/**', 'src/live/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [lazy('studio|live')] }],
    },
  },
  {
    files: ['src/live/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [lazy('studio')] }],
    },
  },
)
