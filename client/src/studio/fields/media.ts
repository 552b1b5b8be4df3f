// Images and sounds in a Markdown text: those at its end stand in slots of their own, where they are
// seen; the field has only the words.

export interface Slot {
  id: string
  /** What it shows or lets hear, without the marks of Markdown. */
  alt: string
  /** The space before it. */
  gap: string
}

export interface Parts {
  words: string
  slots: Slot[]
}

const LAST = /(^|\s+)!\[((?:\\.|[^\]\\])*)\]\(media:([0-9a-f]{64})\)\s*$/

export function partsOf(markdown: string): Parts {
  const slots: Slot[] = []
  let words = markdown
  for (let found = LAST.exec(words); found; found = LAST.exec(words)) {
    const [, gap = '', alt = '', id = ''] = found
    slots.unshift({ id, gap, alt: alt.replace(/\\([\\[\]])/g, '$1') })
    words = words.slice(0, found.index)
  }
  return { words, slots }
}

/** As Markdown has it. What would end the description is masked. */
const written = ({ id, alt }: Slot): string =>
  `![${alt.trim().replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&')}](media:${id})`

/** `gap` parts them where nothing did so until now: a blank line, or within one line a break. */
export function joined({ words, slots }: Parts, gap: string): string {
  return slots.reduce((text, slot) => (text === '' ? '' : text + (slot.gap || gap)) + written(slot), words)
}
