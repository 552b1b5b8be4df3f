// In which format a pasted text is: docs/formats.md tells the rule.
export type Ending = 'md' | 'json' | 'yaml' | 'txt'

export function recognise(text: string): Ending {
  const start = text.trimStart()
  if (/^\{\s*("|\}|$)/.test(start)) return 'json'
  if (/^---[ \t]*(\n|$)/.test(start) || /^## Question:/m.test(text)) return 'md'
  if (/^title:/m.test(text) && /^questions:/m.test(text)) return 'yaml'
  return 'txt'
}
