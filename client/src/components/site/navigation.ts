// What the studio puts into header and footer, when it is there: players never fetch it.
import { shallowRef, type Component } from 'vue'

/** In the header, instead of the player's tools. */
export const navigation = shallowRef<Component | null>(null)

/** In the footer of the studio's pages. */
export const studioFooter = shallowRef<Component | null>(null)
