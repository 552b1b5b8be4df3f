import { fileURLToPath } from 'node:url'
import imports, { createNodeResolver } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'
import * as parser from './build/typed-parser.js'
import { zones } from './build/rooms.js'

// `import()` is not restricted.
const LAZY = {
  regex: '/(studio|live)(/|$)',
  message: 'Players never need this: fetch it with import().',
}

export default typescript.config(
  { ignores: ['dist/', 'sourcemaps/', 'node_modules/', 'src/api/schema.gen.ts'] },
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
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/studio/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [LAZY] }],
    },
  },
)
