// The formats of quiz files, as the API lists them. The list is loaded once, where it is first needed.
import { computed, shallowRef } from 'vue'
import importsText from 'texts/studio/imports'
import { ApiProblem, type Schemas } from '../../api/client'
import { anonymous } from '../api/session'

export type Format = Schemas['FormatView']

const titles: Partial<Record<string, string>> = importsText.formats
const formats = shallowRef<Format[]>([])
let loading: Promise<void> | undefined

async function load(): Promise<void> {
  try {
    const listed = (await anonymous.get('/api/formats')).formats
    formats.value = listed.map((format) => ({ ...format, title: titles[format.name] ?? format.title }))
  } catch (problem) {
    loading = undefined // the next page that needs it tries again
    if (!(problem instanceof ApiProblem)) throw problem
  }
}

/** The formats that can be imported and exported. Both are empty until the list is there. */
export function useFormats() {
  loading ??= load()
  return {
    readable: computed(() => formats.value.filter((format) => format.reads)),
    writable: computed(() => formats.value.filter((format) => format.writes)),
    loaded: loading,
  }
}

/** Those whose files end as this name does. */
export const withSuffixOf = (name: string, among: readonly Format[]): Format[] =>
  among.filter(({ suffixes }) => suffixes.some((suffix) => name.toLowerCase().endsWith(suffix)))
