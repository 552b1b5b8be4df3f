import { shallowRef } from 'vue'
import type { Attempt } from '../api/client'

/** Copies an attempt in progress to this device: kept.ts, once it has been fetched. */
export const keeper = shallowRef<((attempt: Attempt) => void) | null>(null)
