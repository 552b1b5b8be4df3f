// What the buttons and keys of a Markdown field do to its text, as one replacement.

export type Command = 'bold' | 'italic' | 'code' | 'block' | 'list' | 'link' | 'math'

export interface Selected {
  text: string
  start: number
  end: number
}

/** `from` to `to` becomes `insert`, of which `select` is selected then. */
export interface Replacement {
  from: number
  to: number
  insert: string
  select: [start: number, end: number]
}

/** With Ctrl, or the command key of a Mac; `+` stands for Shift. */
const KEYS: Record<string, Command> = {
  b: 'bold',
  i: 'italic',
  e: 'code',
  '+e': 'block',
  '+l': 'list',
  k: 'link',
  m: 'math',
}

const onMac = () => navigator.userAgent.includes('Mac OS X')

export const keyOf = (command: Command): string =>
  Object.keys(KEYS).find((name) => KEYS[name] === command) ?? ''

/** A key as people know it, and as `aria-keyshortcuts` has it. */
export function keyNames(key: string): { sign: string; aria: string } {
  const shift = key.startsWith('+')
  const letter = key.slice(shift ? 1 : 0).toUpperCase()
  const long = (shift ? 'Shift+' : '') + letter
  return onMac()
    ? { sign: `${shift ? '⇧' : ''}⌘${letter}`, aria: `Meta+${long}` }
    : { sign: `Ctrl+${long}`, aria: `Control+${long}` }
}

/** Whether it is a key with Ctrl or the command key. On a Mac, Ctrl moves the caret. */
export const isShortcut = (event: KeyboardEvent): boolean =>
  (event.metaKey || (event.ctrlKey && !onMac())) && !event.altKey && !event.isComposing

export function commandOf(event: KeyboardEvent): Command | null {
  if (!isShortcut(event)) return null
  return KEYS[(event.shiftKey ? '+' : '') + event.key.toLowerCase()] ?? null
}

const wrap = (mark: string) => (selected: Selected) => wrapped(selected, mark)

const COMMANDS: Record<Command, (selected: Selected) => Replacement> = {
  bold: wrap('**'),
  italic: wrap('*'),
  code(selected) {
    const inner = chosen(selected)
    return wrapped(selected, '`'.repeat(longestRun(inner) + 1))
  },
  math: (selected) =>
    chosen(selected).includes('\n') ? lines(selected, '$$\n', '\n$$', 0) : wrapped(selected, '$'),
  block(selected) {
    const fence = '`'.repeat(Math.max(3, longestRun(chosen(selected)) + 1))
    const made = lines(selected, `${fence}text\n`, `\n${fence}`, 0)
    const language = made.insert.indexOf('text')
    return { ...made, select: [language, language + 4] }
  },
  list: bulleted,
  link(selected) {
    const { start, end } = selected
    const insert = `[${chosen(selected)}](https://)`
    const at = start === end ? 1 : insert.length - 1
    return { from: start, to: end, insert, select: [at, at] }
  },
}

export const replacement = (command: Command, selected: Selected): Replacement =>
  COMMANDS[command](selected)

/** Some text in place of what is selected. */
export function inserted(selected: Selected, insert: string): Replacement {
  return { from: selected.start, to: selected.end, insert, select: [insert.length, insert.length] }
}

const chosen = ({ text, start, end }: Selected): string => text.slice(start, end)

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

// Marks around what is selected, or away if they are there.
function wrapped({ text, start, end }: Selected, mark: string): Replacement {
  const { length } = mark
  const inner = text.slice(start, end)
  const around = text.slice(start - length, start) === mark && text.slice(end, end + length) === mark
  const more = text[start - length - 1] === mark[0] || text[end + length] === mark[0]
  if (around && start >= length && (!more || length > 1)) {
    return { from: start - length, to: end + length, insert: inner, select: [0, inner.length] }
  }
  return {
    from: start,
    to: end,
    insert: mark + inner + mark,
    select: [length, length + inner.length],
  }
}

// On lines of their own.
function lines({ text, start, end }: Selected, open: string, close: string, at: number): Replacement {
  const before = start > 0 && text[start - 1] !== '\n' ? '\n' : ''
  const after = end < text.length && text[end] !== '\n' ? '\n' : ''
  const insert = before + open + text.slice(start, end) + close + after
  return { from: start, to: end, insert, select: [at, at] }
}

const BULLET = /^- /

function bulleted({ text, start, end }: Selected): Replacement {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next
  const old = text.slice(from, to).split('\n')
  const all = old.every((line) => BULLET.test(line))
  const insert = old.map((line) => (all ? line.replace(BULLET, '') : `- ${line}`)).join('\n')
  return { from, to, insert, select: start === end ? [insert.length, insert.length] : [0, insert.length] }
}

const LIST_ITEM = /^\s*([-*+]|\d+[.)])\s/
const FENCE = /^\s*(```|~~~|\$\$)/

/** Whether the text may end in this line: it may not in a list, a block of code or a formula. */
export function endsLine({ text, start }: Selected): boolean {
  const before = text.slice(0, start).split('\n')
  const fences = before.filter((line) => FENCE.test(line)).length
  return fences % 2 === 0 && !LIST_ITEM.test(before.at(-1) ?? '')
}
