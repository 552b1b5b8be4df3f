// Files on their way into one field.
import { computed, onBeforeUnmount, onMounted, toRaw, watch } from 'vue'
import { ApiProblem } from '../../api/client'
import { problemText } from '../../composables/problem'
import { useUploads, type Coming } from '../api/uploads'
import { upload, type Media } from './upload'

/** `put` is called with each that is stored; also with what was chosen in the field as it was before. */
export function useComing(place: () => string, put: (media: Media, instead: string | null) => void) {
  const uploads = useUploads()
  const coming = computed(() => uploads.files.filter((one) => one.place === place()))

  function drop(one: Coming): void {
    uploads.drop(toRaw(one))
    uploads.files.splice(uploads.files.indexOf(one), 1)
  }

  async function send(one: Coming): Promise<boolean> {
    one.failure = ''
    try {
      one.media = await upload(one.file)
      return true
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      one.failure = problemText(problem)
      return false
    }
  }
  const store = (one: Coming): Promise<void> => uploads.track(toRaw(one), () => send(one))

  function take(file: File, instead: string | null = null): void {
    uploads.files.push({ file, place: place(), instead, failure: '', media: null })
    const one = uploads.files.at(-1)
    if (one) void store(one)
  }

  function receive(): void {
    for (const one of coming.value) {
      if (!one.media) continue
      uploads.files.splice(uploads.files.indexOf(one), 1)
      put(one.media, one.instead)
    }
  }
  onMounted(receive)
  // At once, so that what waits for the file saves it, too.
  watch(() => coming.value.map(({ media }) => media), receive, { flush: 'sync' })
  // What failed is said in the field: with the field, it is gone.
  onBeforeUnmount(() => coming.value.filter(({ failure }) => failure).forEach(drop))

  return { coming, take, store, drop }
}
