// Lists the packages in the bundle: licences.txt beside it, because nearly every licence asks
// for its text, and a bill of materials for `make bill`.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1']

function* files(modules) {
  for (const module of modules) {
    if (module.modules) yield* files(module.modules) // several made one
    else yield module.nameForCondition()
  }
}

// The files that scripts and styles are made of, and those that are copied.
function* bundled(compilation) {
  const { modules, chunkGraph, compiler } = compilation
  yield* files([...modules].filter((module) => chunkGraph.getNumberOfModuleChunks(module) > 0))
  for (const { info } of compilation.getAssets()) {
    if (info.sourceFilename) yield join(compiler.context, info.sourceFilename)
  }
}

// The folder and package.json of the package that a file belongs to.
function packageOf(file) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const found = join(folder, 'package.json')
    if (!existsSync(found)) continue
    const { name, version, license } = JSON.parse(readFileSync(found, 'utf8'))
    if (name && version) return { folder, name, version, license } // not just { "type": "module" }
  }
}

function textOf({ folder, name }) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry))
  if (!file) throw new Error(`${name} has no file with its licence.`)
  return readFileSync(join(folder, file), 'utf8').trim()
}

// CycloneDX 1.6
function component({ name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [{ license: { id: license } }],
  }
}

export class Licences {
  apply({ hooks, webpack: { Compilation, sources } }) {
    hooks.thisCompilation.tap('Licences', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL
      compilation.hooks.processAssets.tap({ name: 'Licences', stage }, () => {
        const packages = new Map()
        for (const file of bundled(compilation)) {
          if (!file?.includes('/node_modules/')) continue
          const found = packageOf(file)
          if (!ALLOWED.includes(found.license)) {
            throw new Error(`${found.name} is under ${found.license}; see build/licences.js`)
          }
          packages.set(`${found.name} ${found.version}`, found)
        }
        const sorted = [...packages].sort(([one], [other]) => (one < other ? -1 : 1))

        const line = `\n\n${'-'.repeat(80)}\n\n`
        const texts = sorted.map(([name, found]) => `${name}: ${found.license}\n\n${textOf(found)}`)
        const components = sorted.map(([, found]) => component(found))
        const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }
        compilation.emitAsset('licences.txt', new sources.RawSource(texts.join(line) + '\n'))
        compilation.emitAsset('../bill/bundle.json', new sources.RawSource(JSON.stringify(bill)))
      })
    })
  }
}
