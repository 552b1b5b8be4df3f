// The parsers of TypeScript and of Vue, but `import type` is an import like any other: import-x
// ignores it, although a cycle of types is as hard to read as one of code.
import typescript from 'typescript-eslint'
import * as vue from 'vue-eslint-parser'

function counted(result) {
  for (const node of result.ast.body) {
    if (node.type === 'ImportDeclaration') {
      node.importKind = 'value'
      for (const specifier of node.specifiers) delete specifier.importKind
    }
    if (node.type.startsWith('Export') && node.source) node.exportKind = 'value'
  }
  return result
}

const typed = {
  ...typescript.parser,
  parseForESLint: (code, options) => counted(typescript.parser.parseForESLint(code, options)),
}

export const meta = { name: 'typed-parser' }

export function parseForESLint(code, options) {
  const isVue = options.filePath?.endsWith('.vue')
  return isVue ? vue.parseForESLint(code, { ...options, parser: typed }) : typed.parseForESLint(code, options)
}
