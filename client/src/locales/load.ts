import { languages } from './languages'
import { locale } from './locale'

/** Loads the translation of a room's texts; to be awaited before the room's code is imported. */
export async function loadTexts(room: 'players' | 'studio'): Promise<void> {
  await languages[locale]?.[room]?.()
}
