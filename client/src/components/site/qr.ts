// An address as a QR code, black on white in every theme: many readers need that.
import { correction, generate, type Bitmap2D } from 'lean-qr/nano'
import { toSvgPath, toSvgSource } from 'lean-qr/extras/svg'

/** Modules of white around the code, as ISO 18004 demands. */
const QUIET = 4
const PNG_SIZE = 1200 // px, at least: sharp on A4
const WHITE = [255, 255, 255, 255] as const

// Medium correction (15 %): a projector's glare or a crease in a print does no harm.
const codeOf = (address: string): Bitmap2D =>
  generate(address, { minCorrectionLevel: correction.M })

/** The outline and the view box of an SVG. */
export function outline(address: string): { path: string; viewBox: string } {
  const code = codeOf(address)
  const size = code.size + 2 * QUIET
  return { path: toSvgPath(code), viewBox: `${-QUIET} ${-QUIET} ${size} ${size}` }
}

export const svgFile = (address: string): Blob =>
  new Blob(
    [toSvgSource(codeOf(address), { pad: QUIET, off: '#fff', scale: 10, xmlDeclaration: true })],
    { type: 'image/svg+xml' },
  )

export function pngFile(address: string): Promise<Blob> {
  const small = document.createElement('canvas')
  codeOf(address).toCanvas(small, { pad: QUIET, off: WHITE })
  const scale = Math.ceil(PNG_SIZE / small.width)
  const large = document.createElement('canvas')
  large.width = large.height = small.width * scale
  const context = large.getContext('2d')
  if (!context) return Promise.reject(new Error('this browser has no canvas'))
  context.imageSmoothingEnabled = false
  context.drawImage(small, 0, 0, large.width, large.height)
  return new Promise((resolve, reject) =>
    large.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no PNG was made'))), 'image/png'),
  )
}

/** Saves a file under this name. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000) // the browser may still ask where to
}
