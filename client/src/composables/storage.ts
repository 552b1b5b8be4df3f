// Local storage. Where storage is forbidden or full, falls back to the page's memory.
const memory = new Map<string, string>()

export function remember(key: string, value: unknown): void {
  const text = JSON.stringify(value)
  try {
    localStorage.setItem(`popquiz.${key}`, text)
    memory.delete(key) // another tab may remove it
  } catch {
    memory.set(key, text)
    drop(key) // an older value would be read instead
  }
}

export function recall<T>(key: string): T | null {
  let text = memory.get(key) ?? null
  try {
    text = localStorage.getItem(`popquiz.${key}`) ?? text
  } catch {
    // only what is in memory
  }
  try {
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function forget(key: string): void {
  memory.delete(key)
  drop(key)
}

function drop(key: string): void {
  try {
    localStorage.removeItem(`popquiz.${key}`)
  } catch {
    // nothing was there
  }
}

export interface Store {
  recall: <T>(name: string) => T | null
  remember: (name: string, value: unknown) => void
  forget: (name: string) => void
}

/** This browser's, which a reload does not empty. */
export const stored: Store = { recall, remember, forget }

/** Empty when the page is left. */
export function inMemory(): Store {
  const values = new Map<string, unknown>()
  return {
    recall: <T>(name: string) => (values.get(name) as T | undefined) ?? null,
    remember: (name, value) => void values.set(name, value),
    forget: (name) => void values.delete(name),
  }
}
