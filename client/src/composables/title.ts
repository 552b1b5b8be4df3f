import { shallowRef, watchEffect } from 'vue'
import siteText from 'texts/site'
import { PRODUCT, site } from './site'

const page = shallowRef('')

watchEffect(() => {
  const name = site.value?.name ?? PRODUCT
  document.title = page.value ? siteText.title({ page: page.value, site: name }) : name
})

/** Names the page in the browser's tab. */
export function setTitle(title: string): void {
  page.value = title
}
