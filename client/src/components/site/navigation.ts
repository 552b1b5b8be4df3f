// What comes into the frame of every page later, or for some only.
import { shallowRef, type Component } from 'vue'

/** Above players' pages: answers that are not handed in yet, or were just now. */
export const above = shallowRef<Component | null>(null)

// The studio's: players never fetch it.

/** In the header, instead of the player's tools. */
export const navigation = shallowRef<Component | null>(null)

/** In the footer of the studio's pages. */
export const studioFooter = shallowRef<Component | null>(null)
