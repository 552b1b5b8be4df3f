// Files on their way into a form. Whoever saves the form waits for them, and a form that is left is
// kept until they have found their place in it. They outlive the fields: Undo replaces those.
import { inject, provide, reactive, shallowReactive, type InjectionKey } from 'vue'
import type { Schemas } from '../../api/client'

/** A file that is being stored, waits for its field, or could not be stored. */
export interface Coming {
  file: File
  /** Identifies the field, also after Undo has replaced the form. */
  place: string
  /** The slot whose place it takes. */
  instead: string | null
  /** Why it could not be stored. */
  failure: string
  /** What it was stored as. */
  media: Schemas['MediaView'] | null
}

/** What is done with one file: true once it is in its place. */
export type Storing = () => Promise<boolean>

export interface Uploads {
  /** The files, in the order in which they were chosen. */
  files: Coming[]
  /** Does it; `place` says where, so that a second try there replaces the first. */
  track: (place: object, storing: Storing) => Promise<void>
  /** Forget what failed there. */
  drop: (place: object) => void
  /** A file is on its way or could not be stored. */
  any: () => boolean
  /** Resolves when none is on its way; false if one could not be stored and nothing waited for it before. */
  settled: () => Promise<boolean>
}

const uploadsKey: InjectionKey<Uploads> = Symbol('uploads')

export function makeUploads(): Uploads {
  const places = shallowReactive(new Map<object, Promise<boolean> | 'failed' | 'reported'>())

  async function track(place: object, storing: Storing): Promise<void> {
    const work = storing()
    places.set(place, work)
    let done = false
    try {
      done = await work
    } finally {
      if (places.get(place) === work) {
        if (done) places.delete(place)
        else places.set(place, 'failed')
      }
    }
  }

  async function settled(): Promise<boolean> {
    const underway = () => [...places.values()].filter((work) => work instanceof Promise)
    while (underway().length > 0) {
      await Promise.allSettled(underway())
      await Promise.resolve() // `track` takes note of it first
    }
    const failed = [...places].filter(([, work]) => work === 'failed')
    for (const [place] of failed) places.set(place, 'reported')
    return failed.length === 0
  }

  return { files: reactive([]), track, settled, drop: (place) => places.delete(place), any: () => places.size > 0 }
}

/** For the fields of a form; outside of one, they have their own. */
export function provideUploads(uploads: Uploads): Uploads {
  provide(uploadsKey, uploads)
  return uploads
}

export const useUploads = (): Uploads => inject(uploadsKey, makeUploads, true)
