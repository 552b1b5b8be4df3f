// Puts into the service worker what it keeps: the files of the players' client, not the studio's.
import { createHash } from 'node:crypto'

const WORKER = 'worker.js'
const PLACE = '__RELEASE__'
const APART = ['studio', 'worker']

// Of every chunk that `main` may load.
function filesOf(compilation) {
  const seen = new Set()
  const waiting = [compilation.entrypoints.get('main')]
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    if (seen.has(group) || APART.includes(group.name)) continue
    seen.add(group)
    waiting.push(...group.childrenIterable)
  }
  const chunks = new Set([...seen].flatMap(({ chunks }) => chunks))
  const files = [...chunks].flatMap((chunk) => [...chunk.files])
  const fonts = compilation.getAssets().map((asset) => asset.name).filter((name) => name.endsWith('.woff2'))
  return [...new Set([...files, ...fonts])].sort()
}

export class Precache {
  apply({ hooks, webpack: { Compilation, sources } }) {
    hooks.thisCompilation.tap('Precache', (compilation) => {
      // The names have their final hashes, and nothing is compressed yet.
      const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_HASH + 1
      compilation.hooks.processAssets.tap({ name: 'Precache', stage }, () => {
        const files = filesOf(compilation).map((file) => `/${file}`)
        const scripts = compilation.entrypoints
          .get('main')
          .getFiles()
          .filter((file) => file.endsWith('.js'))
          .map((file) => `/${file}`)
        const hash = createHash('sha256').update(JSON.stringify(files))
        const name = hash.update(compilation.getAsset('index.html').source.source()).digest('hex')
        const release = { name: name.slice(0, 12), scripts, files }
        compilation.updateAsset(WORKER, (old) => {
          const [before, after, ...more] = old.source().toString().split(PLACE)
          if (after === undefined || more.length > 0) throw new Error(`${WORKER} has no ${PLACE}`)
          return new sources.RawSource(before + JSON.stringify(release) + after)
        })
      })
    })
  }
}
