// The colours of styles/tokens.css, computed: contrast (WCAG 2.2) and how far the six answers are
// apart for every kind of colour vision.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Colour = readonly [number, number, number]
const css = readFileSync('src/styles/tokens.css', 'utf8')
const THEMES = ['light', 'dark'] as const
const ANSWERS = ['a', 'b', 'c', 'd', 'e', 'f']

/** Linear red, green and blue, 0..1. */
function token(name: string, theme: (typeof THEMES)[number]): Colour {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1]
  const hex = value?.match(/#[0-9a-f]+/g)?.[value.startsWith('light-dark') && theme === 'dark' ? 1 : 0]
  if (!hex) throw new Error(`no colour --${name}`)
  const long = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1)
  const channel = (at: number) => {
    const share = parseInt(long.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return [channel(0), channel(2), channel(4)]
}

const luminance = ([red, green, blue]: Colour) => 0.2126 * red + 0.7152 * green + 0.0722 * blue

function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Oklab (https://bottosson.github.io/posts/oklab/): distances in it are like those that are seen. */
function oklab([red, green, blue]: Colour): Colour {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

// Machado, Oliveira and Fernandes 2009, table 1, severity 1.
const VISION: Record<string, readonly Colour[]> = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}

function seen(colour: Colour, vision: readonly Colour[]): Colour {
  const mixed = vision.map((row) => row.reduce((sum, share, at) => sum + share * (colour[at] ?? 0), 0))
  return mixed.map((channel) => Math.min(1, Math.max(0, channel))) as unknown as Colour
}

describe.each(THEMES)('in the %s theme', (theme) => {
  it.each(Object.keys(VISION))('six answers stay apart with %s vision', (kind) => {
    const colours = ANSWERS.map((one) => oklab(seen(token(`answer-${one}`, theme), VISION[kind] ?? [])))
    const distances = colours.flatMap((one, at) =>
      colours.slice(at + 1).map((other) => Math.hypot(...one.map((part, axis) => part - (other[axis] ?? 0)))),
    )

    expect(distances).toHaveLength(15)
    expect(Math.min(...distances)).toBeGreaterThan(0.1) // a difference that is just seen is 0.02
  })

  it.each(ANSWERS)('answer %s is seen on paper and cards, and its letter is read on it', (one) => {
    const colour = token(`answer-${one}`, theme)

    expect(contrast(colour, token('paper', theme))).toBeGreaterThanOrEqual(3)
    expect(contrast(colour, token('card', theme))).toBeGreaterThanOrEqual(3)
    expect(contrast(colour, token(`on-answer-${one}`, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ...['ink', 'soft-ink', 'stamp', 'good', 'bad'].flatMap((text) => [
      [text, 'paper', 4.5] as const,
      [text, 'card', 4.5] as const,
    ]),
    ['ink', 'raised', 4.5],
    ['ink', 'tint', 4.5],
    ['ink', 'sun-soft', 4.5],
    ['soft-ink', 'raised', 4.5],
    ['soft-ink', 'tint', 4.5],
    ['bad', 'raised', 4.5],
    ['bad', 'bad-soft', 4.5],
    ['good', 'good-soft', 4.5],
    ['on-sun', 'sun', 4.5],
    ['on-bad', 'bad', 4.5],
    ['edge', 'paper', 3],
    ['edge', 'card', 3],
    ['edge', 'raised', 3],
  ] as const)('%s is seen on %s', (text, ground, least) => {
    expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(least)
  })
})
