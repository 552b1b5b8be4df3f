// Loads messages: English ones with the code that uses them, translations before it.

/** A part of a message with tags: plain text, or the text that stands in a tag. */
export type TextPart<Tag extends string> = string | { tag: Tag; text: string }

type Message = string | readonly unknown[] | ((parameters: never) => unknown)
interface Messages {
  [key: string]: Message | Messages
}

const isGroup = (value: Message | Messages): value is Messages =>
  typeof value === 'object' && !Array.isArray(value)

const sources = new Map<string, Messages>()
const translations = new Map<string, Messages>()

/** English messages, replaced by those of the translation where it has them. */
export function source<M extends object>(chunk: string, messages: M): M {
  sources.set(chunk, messages as Messages)
  putTranslation(chunk)
  return messages
}

function putTranslation(chunk: string): void {
  const [messages, translated] = [sources.get(chunk), translations.get(chunk)]
  if (messages && translated) put(messages, translated)
}

function put(messages: Messages, translated: Messages): void {
  for (const [key, value] of Object.entries(translated)) {
    const group = messages[key]
    if (isGroup(value) && group && isGroup(group)) put(group, value)
    else messages[key] = value
  }
}

/** Called by a translated chunk when it is loaded. */
export function translate(chunk: string, messages: Messages): void {
  translations.set(chunk, messages)
  putTranslation(chunk)
}

/** The plain text of a message with tags. */
export const plain = (parts: readonly TextPart<string>[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')
