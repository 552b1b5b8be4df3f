import { shallowRef, type Component } from 'vue'

/** What stands in the header instead of the player's tools: the studio puts its navigation there. */
export const navigation = shallowRef<Component | null>(null)
