// A text or a file on its way into a quiz: what the API makes of it, again after each change. The API
// recognises the format, until the author chooses one.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Schemas } from '../../api/client'
import { ownZone } from '../../locales/locale'
import { bytes } from '../api/calls'
import { api, patiently } from '../api/client'
import { useAction } from '../forms/action'
import { useFormats, withSuffixOf } from './formats'

export type Report = Schemas['Imported']

const PAUSE = 500 // ms without a change

/** Of a format, as the API has it. */
type Name = NonNullable<Schemas['FileImport']['format']>

interface Options {
  only_good?: boolean
  check?: boolean
}

/** As the server decodes a text; empty if it refuses it, since edited, it would be sent broken. */
function decoded(content: ArrayBuffer): string {
  const [first, second] = new Uint8Array(content)
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return ''
  }
}

/** `into` is the quiz whose draft gets the questions; null makes a new quiz. */
export function useImport(into: () => number | null, tooLarge: (parameters: { megabytes: number }) => string) {
  const { readable, loaded } = useFormats()
  const { failure, run } = useAction()
  const text = ref('')
  const file = shallowRef<File | null>(null) // as it was chosen, until its text is edited
  const fileName = computed(() => file.value?.name ?? '')
  const chosen = ref('') // by the author; empty: the API recognises the format
  const recognised = ref('')
  const report = shallowRef<Report | null>(null)
  const busy = ref<'' | 'checking' | 'importing'>('')
  const format = computed(() => chosen.value || recognised.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  let changes = 0

  watch([text, file, chosen], () => {
    clearTimeout(timer)
    changes++
    report.value = null
    failure.value = ''
    if (file.value || text.value.trim()) timer = setTimeout(() => void check(), PAUSE)
  })
  onScopeDispose(() => clearTimeout(timer))

  async function send(kind: 'checking' | 'importing', act: () => Promise<void>): Promise<void> {
    busy.value = kind
    await run(act).finally(() => (busy.value = ''))
  }

  function ask(options: Options): Promise<Report> {
    const quiz_id = into()
    const format = (chosen.value || null) as Name | null
    const rest = { ...(quiz_id === null ? { time_zone: ownZone() } : {}), ...options }
    if (!file.value) {
      const body = { text: text.value, format, quiz_id, ...rest }
      return api.post('/api/studio/imports', { body })
    }
    // A suffix that no format has says nothing: the content alone is looked at.
    const telling = !readable.value.length || withSuffixOf(file.value.name, readable.value).length
    const name = telling ? file.value.name.slice(-200) : null
    return api.post('/api/studio/imports/file', {
      params: { query: { name, format, quiz_id, ...rest } },
      ...bytes(file.value),
      fetch: patiently,
    })
  }

  const check = () =>
    send('checking', async () => {
      const before = changes
      const found = await ask({ check: true })
      if (before !== changes) return
      report.value = found
      recognised.value = found.format ?? ''
    })

  /** Imports it. Resolves to the report if a quiz was made or added to. */
  async function bringIn(only_good: boolean): Promise<Report | null> {
    let done: Report | null = null
    await send('importing', async () => {
      const found = await ask({ only_good })
      report.value = found
      if (found.quiz_id === null) return
      done = found
      edit('') // it is not imported twice
    })
    return done
  }

  /** The author's own text, perhaps that of a file until now: then the format stays. */
  function edit(now: string): void {
    if (file.value) chosen.value = format.value
    file.value = null
    text.value = now
    if (!now.trim()) chosen.value = recognised.value = ''
  }

  async function take(given: File): Promise<void> {
    await loaded
    const named = withSuffixOf(given.name, readable.value)
    const likely = named.length ? named : readable.value
    const limit = Math.max(0, ...likely.map((one) => one.limit))
    if (limit && given.size > limit) {
      failure.value = tooLarge({ megabytes: limit / 1024 / 1024 })
      return
    }
    const content = named.some((one) => one.binary) ? '' : decoded(await given.arrayBuffer())
    chosen.value = recognised.value = ''
    text.value = content.includes('\0') ? '' : content
    file.value = given
  }

  return { text, fileName, chosen, format, report, busy, failure, readable, edit, take, bringIn }
}
